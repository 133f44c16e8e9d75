/** Text made to break out: Markdown, mentions, links and awkward characters in any order. */
import fc from 'fast-check';

const PIECES = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '~~',
  '~',
  '|',
  '||',
  '`',
  '```',
  '```js',
  '\\',
  '\\\\',
  '#',
  '# ',
  '## ',
  '-# ',
  '- ',
  '+ ',
  '* ',
  '1. ',
  '23) ',
  '1.',
  '>',
  '> ',
  '>>> ',
  '[',
  ']',
  '(',
  ')',
  '[a](https://x.com)',
  '](http://evil.example)',
  '<',
  '<@123456789012345678>',
  '<@!1>',
  '<#1>',
  '<@&1>',
  '<:e:1>',
  '<a:e:1>',
  '</cmd:1>',
  '<t:1:R>',
  '<id:browse>',
  '<https://a.example>',
  '@everyone',
  '@here',
  ':smile:',
  ':+1:',
  '12:30:45',
  'https://example.com/a_b_c',
  'http://a.b/**x**',
  'https://x.y/a(b)_c',
  'https://user@evil.com/',
  'http://_',
  'https://a.example/x<@1>',
  'discord://x',
  '¯\\_(ツ)_/¯',
  ' ',
  '  ',
  '\t',
  '\u00a0',
  '\u3000',
  'a',
  'Word',
  'snake_case',
  '5',
  '.',
  ',',
  '!',
  '“',
  '”',
  '…',
  '[…]',
  '—',
  'é',
  'e\u0301',
  'Таджикистан',
  'й',
  '🔷',
  '👨‍👩‍👧',
  '漢字',
  'ﷺ',
  '\u202e',
  '\u200b',
  '0',
  '::',
  ':',
  '://',
  'https',
  'www.x.com',
];

/** One line of hostile text. */
export const hostileLine: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    {
      maxLength: 14,
    },
  )
  .map((pieces) => pieces.join('').replace(/[\n\v\f\r\u0085\u2028\u2029]/g, ' '));

/** A few such lines. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(hostileLine, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join('\n'));

/** A text and a span of it that starts and ends between code points. */
export const textWithSpan = fc.tuple(hostileText, fc.nat(), fc.nat()).map(([text, a, b]) => {
  const edges = [0];
  for (const char of text) edges.push((edges.at(-1) as number) + char.length);
  const one = edges[a % edges.length] as number;
  const two = edges[b % edges.length] as number;
  return { text, span: { start: Math.min(one, two), end: Math.max(one, two) } };
});
