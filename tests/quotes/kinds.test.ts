/** Rows, lists, code, quotations and definitions are verified however they were copied. */
import { beforeAll, describe, expect, it } from 'vitest';
import { SENTENCE_ONLY } from '../../src/citations/quote.ts';
import { widen } from '../../src/citations/widen.ts';
import { copiesOf } from '../../src/discord/copy.ts';
import { renderOwn } from '../../src/discord/render.ts';
import { sayIn } from '../../src/languages/say.ts';
import { QuoteCorpus } from '../../src/quotes/corpus.ts';
import { extractQuotations } from '../../src/quotes/extract.ts';
import { SentenceFinder } from '../../src/quotes/sentence-finder.ts';
import { verifyQuote } from '../../src/quotes/verify.ts';
import { everyKind, excerptWith, passagesOf } from '../support/kinds.ts';
import { PRIVATELY, textOf } from '../support/shown.ts';

const say = sayIn('en');
const article = everyKind();
const corpus = new QuoteCorpus();
beforeAll(async () => {
  corpus.add(article, await passagesOf(article));
});

const marks = { same: ['', ''], 'left-out': ['[-', '-]'], 'put-in': ['{+', '+}'] } as const;
/** What is found of a quote: its slices, or what was changed. */
function found(quote: string): string {
  const verdict = verifyQuote(quote, corpus);
  if (verdict.kind === 'not-found' || verdict.kind === 'too-short') return verdict.kind;
  if (verdict.kind === 'verbatim') {
    return verdict.parts.map(({ start, end }) => article.text.slice(start, end)).join(' … ');
  }
  const diff = verdict.diff.map(({ op, text }) => marks[op][0] + text + marks[op][1]);
  return `altered: ${diff.join('')}`;
}

const ASTER = 'Aster | 9.99 € | 10 GB | no';
const BIRCH = 'Birch | 14.99 € | 25 GB | yes';

describe('a row', () => {
  it.each([
    ['as it stands', ASTER, ASTER],
    ['from our message', '**Plan** Aster\n**Price** 9.99 €\n**Data** 10 GB\n**Roaming** no', ASTER],
    ['from our message, flattened', 'Plan Aster Price 9.99 € Data 10 GB Roaming no', ASTER],
    ['a part of it', 'Price 9.99 € Data 10 GB', '9.99 € | 10 GB'],
    ['from a Markdown table', '| Aster | 9.99 € | 10 GB | no |', ASTER],
    [
      'with its header, flattened',
      '| Plan | Price | Data | Roaming | | --- | --- | --- | --- | | Birch | 14.99 € | 25 GB | yes |',
      BIRCH,
    ],
    ['from the page', 'Aster\t9.99 €\t10 GB\tno', ASTER],
    ['from the page, flattened', 'Aster 9.99 € 10 GB no', ASTER],
    [
      'several',
      'Aster · 9.99 € · 10 GB · no\nBirch · 14.99 € · 25 GB · yes',
      `${ASTER} … ${BIRCH}`,
    ],
  ])('%s', (_how, quote, slices) => {
    expect(found(quote)).toBe(slices);
  });

  it.each([
    ['another cell', 'Plan Aster Price 8.99 € Data 10 GB Roaming no', '[-9.99-] {+8.99+}'],
    ['another cell in a Markdown table', '| Birch | 14.99 € | 25 GB | no |', '{+no+}'],
    ['another row’s cell', 'Plan Aster Price 14.99 € Data 10 GB Roaming no', '14.99'],
  ])('is altered by %s', (_how, quote, part) => {
    expect(found(quote)).toMatch(/^altered/);
    expect(found(quote)).toContain(part);
  });

  it('stands in one place, however many of its forms are found', () => {
    expect(verifyQuote('| Aster | 9.99 € | 10 GB | no |', corpus)).toMatchObject({ places: 1 });
  });

  it('is none under other headers', () => {
    const swapped = 'Plan Aster Data 9.99 € Price 10 GB Roaming no';
    expect(verifyQuote(swapped, corpus).kind).not.toBe('verbatim');
  });
});

describe('a list', () => {
  it.each([
    ['with its marks', '- A tent for two.\n- A stove.', 'A tent for two.\nA stove.'],
    ['with other marks', '• A tent for two. • A stove.', 'A tent for two.\nA stove.'],
    ['without marks, flattened', 'A tent for two. A stove.', 'A tent for two.\nA stove.'],
    [
      'with its numbers',
      '1. Boil a litre of water. 2. Add the leaves.',
      'Boil a litre of water.\nAdd the leaves.',
    ],
    ['one item under what leads in', 'Bring for the weekend:\n- boots', 'Bring for the weekend:'],
  ])('%s', (_how, quote, slices) => {
    expect(found(quote).startsWith(slices)).toBe(true);
  });

  it('is altered by another word, and by other numbers', () => {
    expect(found('- A tent for three.\n- A stove.')).toContain('[-two-] {+three+}');
    expect(found('2. Boil a litre of water.\n1. Add the leaves.')).toMatch(/^altered/);
  });
});

describe('code', () => {
  it.each([
    ['on its lines', 'curl -fsS https://example.org/install.sh | sh\n\nfootnote index'],
    ['flattened', 'curl -fsS https://example.org/install.sh | sh footnote index'],
    ['in a fence', '```sh\ncurl -fsS https://example.org/install.sh | sh\n\nfootnote index\n```'],
    [
      'in a fence, flattened',
      '```sh curl -fsS https://example.org/install.sh | sh footnote index ```',
    ],
  ])('%s', (_how, quote) => {
    expect(found(quote)).toBe('curl -fsS https://example.org/install.sh | sh\n\nfootnote index');
  });

  it('is altered by another address', () => {
    expect(found('curl -fsS https://example.com/install.sh | sh')).toContain('[-org-] {+com+}');
  });
});

it.each([
  ['We measured 95 metres. — Ada Hale, hydrologist', /^We measured 95 metres\.\nAda Hale/],
  ['The lake is deeper than we thought. — Ada Hale, hydrologist', /^The lake/],
  ['We measured 96 metres. — Ada Hale, hydrologist', /\[-95-\] \{\+96\+\}/],
  ['We measured 95 metres. — Ada Hill, hydrologist', /\[-Hale-\] \{\+Hill\+\}/],
  ['White-box monitoring: Monitoring based on what the system says of itself.', /^White-box/],
])('verifies speakers and terms: %s', (quote, expected) => {
  expect(found(quote)).toMatch(expected);
});

const WORDS = [
  'Aster',
  'Cedar',
  'Sunday',
  '6:00',
  '5:10',
  'curl',
  'Bring',
  'A stove',
  'boots',
  'Boil',
  'measured',
  'White-box',
  'insides',
];

it.each(WORDS)('verifies what our own message and our copies say of %s', async (words) => {
  const excerpt = await excerptWith(article, words);
  const messages = [excerpt, widen(article, excerpt, SENTENCE_ONLY)].map((quote) =>
    textOf(renderOwn(say, quote, PRIVATELY)),
  );
  const { markdown, plain } = copiesOf(say, excerpt);
  for (const text of [...messages, markdown, plain]) {
    const quotations = extractQuotations(text);
    expect(quotations).toHaveLength(1);
    for (const each of quotations) expect(verifyQuote(each.text, corpus).kind).toBe('verbatim');
  }
});

it('finds rows, items and lines of code as one types', () => {
  const finder = new SentenceFinder(corpus);
  const first = (typed: string) => finder.find(typed, { limit: 1 })[0]?.text;
  expect(first('birch 14')).toBe(BIRCH);
  expect(first('stove')).toBe('A stove.');
  expect(first('install sh')).toContain('curl -fsS');
});
