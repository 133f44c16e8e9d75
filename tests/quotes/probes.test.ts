/** Traps for the rules of verification: half of them must pass, with what differs named, half must not. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuotableArticle, QuoteCorpus } from '../../src/quotes/corpus.ts';
import { extractQuotations } from '../../src/quotes/extract.ts';
import { isTooShort } from '../../src/quotes/too-short.ts';
import type { Difference, Verbatim } from '../../src/quotes/verdict.ts';
import { verifyQuote } from '../../src/quotes/verify.ts';
import { corpusOf, quotable } from './corpora.ts';
import { pick } from './quote-changes.ts';

const BORDER = `# The border

General Aziz denied that his soldiers had fired first. The ministry did not rule out that the ceasefire would hold. Nobody believed the envoy when he said the war was over.

The fort fell in 329 BC to invaders. Exports rose by 17 % last year, and the price fell to 7 % of its value. The dam cost 1.5 million dollars and holds back 7 km² of water at 10² points. It is 300 metres high, moves at 5 km/h, and serves 1 500 villages for $40 a year.

The council rejoined the treaty in 1990. A re-sign of the contract followed in Kabul, and the cooperation lasted.

The valley was flooded in spring. Nobody asked the farmers.

The valley was flooded in spring. Its mayor kept [his] word.

In the end the valley was flooded in spring once more, and people moved away.
`;

const MARKED = `Reports. The convoy left Herat at dawn.[1] Drivers waited for orders[2] near the bridge. They were told to “bare [sic] with us” by radio.¹ Witnesses saw smoke² rise from the co- operative.
`;

/** Read from a file, it has no controls any more; what else is in an index may have some. */
const SIGN = `The sign reads \u2067שלום לכולם\u2069 above the old gate of the city.
`;

let articles: QuotableArticle[];
let corpus: QuoteCorpus;
beforeAll(async () => {
  articles = await Promise.all([quotable(BORDER, 'border.md'), quotable(MARKED, 'marked.txt')]);
  corpus = await corpusOf(articles);
  const plain = await quotable(SIGN.replace(/[\u2066-\u2069]/g, '_'), 'sign.txt');
  const text = SIGN.trim();
  expect(plain.article.text).toHaveLength(text.length);
  corpus.add({ ...plain.article, text }, plain.passages);
});

/** Quotes that must pass, and what is named of each. */
const PASS: readonly (readonly [string, readonly Difference[]])[] = [
  ['General Aziz denied that his soldiers had fired first.', []],
  ['General Aziz denied that his soldiers had fired first.[1]', ['reference marks']],
  ['General Aziz denied that his soldiers[12] had fired first.', ['reference marks']],
  ['General Aziz denied[a] that his soldiers had fired first.[b][c]', ['reference marks']],
  ['his soldiers had fired first.¹', ['reference marks']],
  ['his soldiers¹² had fired first', ['reference marks']],
  ['his soldiers[^3] had fired first', ['reference marks']],
  ['his soldiers[1, 4] had fired first,[5–7]', ['reference marks', 'final punctuation']],
  ['The council rejoined the treaty in 1990.[4]', ['reference marks']],
  ['his soldiers [sic] had fired first', ['sic']],
  ['his soldiers [sic!] had fired first', ['sic']],
  ['his soldiers had fired first [SIC].', ['sic']],
  ['his soldiers[1] [sic] had fired first', ['reference marks', 'sic']],
  ['The council re-\njoined the treaty', ['line-end hyphens']],
  ['The council rejoined the trea-\r\n  ty in 1990', ['line-end hyphens']],
  ['> The council re-\n> joined the treaty', ['formatting', 'line-end hyphens']],
  ['The coun\u00ad\ncil rejoined the treaty', ['line-end hyphens']],
  ['A re-\nsign of the contract followed', ['spaces']],
  [
    'The council re-\njoined the treaty.[1]',
    ['reference marks', 'line-end hyphens', 'final punctuation'],
  ],
  ['||The ministry did not rule out that the ceasefire would hold.||', ['formatting']],
  ['**||The ministry did not rule out that the ceasefire would hold.||**', ['formatting']],
  ['> ||The ministry did not rule out that the ceasefire would hold.||', ['formatting']],
  ['||The ministry did **not** rule out|| ||that the ceasefire would hold.||', ['formatting']],
  [
    '-# Reports say:\nGeneral Aziz denied that his\n-# soldiers\nhad fired first.\n-# Reuters',
    ['formatting', 'spaces'],
  ],
  ['“||The ministry did not rule out that||”', ['formatting']],
  ['The ministry did **not** rule out that the ceasefire', ['formatting']],
  ['The ministry did `not` rule out that the ceasefire', ['quotation marks']],
  ['the price fell to 7 % of its value', []],
  ['holds back 7 km² of water at 10² points', []],
  ['Its mayor kept [his] word.', []],
  ['The convoy left Herat at dawn.[1] Drivers waited', []],
  ['The convoy left Herat at dawn. Drivers waited for orders near the bridge', ['reference marks']],
  ['They were told to “bare with us” by radio. Witnesses', ['reference marks', 'sic']],
  ['told to “bare [sic] with us” by radio', []],
  ['Witnesses saw smoke rise from the', ['reference marks']],
  ['Witnesses saw smoke² rise from the cooperative', ['line-end hyphens']],
  ['The sign reads \u2067שלום לכולם\u2069 above', []],
  ['The sign reads שלום לכולם above', ['invisible characters']],
  ['The ministry did\u200b not rule out', ['invisible characters']],
];

/** Quotes that must not, and what is seen of the change. */
const FAIL: readonly (readonly [string, string])[] = [
  ['The ministry did ~~not~~ rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did ||not|| rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did || not || rule out that the ceasefire would hold', '[- not -]'],
  ['The ministry did **~~not~~** rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did ~~**not**~~ rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did *||~~not~~||* rule out that the ceasefire would hold', 'not'],
  ['**The ministry did ~~not~~ rule out** that the ceasefire would hold', '[-not-]'],
  ['> The ministry did ~~not~~ rule\n> out that the ceasefire would hold', '[-not-]'],
  ['The ministry did ~~not\nrule out~~ that the ceasefire would hold', '[-not\nrule out-]'],
  ['The ministry did <del>not</del> rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did <s>not</s> rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did <STRIKE>not</STRIKE> rule out that the ceasefire would hold', '[-not-]'],
  ['The ministry did \\~~not~~ rule out that the ceasefire would hold', ''],
  ['The ministry did `~~not~~` rule out that the ceasefire would hold', ''],
  ['The ministry did ~~really~~ not rule out that the ceasefire would hold', '{+really+}'],
  ['The ministry did <del>really</del> not rule out that the ceasefire would hold', '{+really+}'],
  ['~~The ministry did not rule out that the ceasefire would hold.~~', '[-The ministry'],
  ['||The ministry did not rule out|| that the ceasefire would hold.', '[-The ministry'],
  ['||The ministry did ~~not~~ rule out that the ceasefire would hold.||', 'not'],
  ['The ministry did \u202enot\u202c rule out that the ceasefire', '{+[U+202E]+}'],
  ['The ministry did n\u202eot\u202c rule out that the ceasefire', '{+[U+202E]+}'],
  ['\u202eThe ministry did not rule out that the ceasefire\u202c', '{+[U+202E]+}'],
  ['The ministry did \u2067not\u2069 rule out that the ceasefire', '{+[U+2067]+}'],
  ['The ministry \u202ddid not rule out that the ceasefire', '{+[U+202D]+}'],
  ['The ministry did not rule out\u2066 … would hold', '{+[U+2066]+}'],
  ['The sign \u2067reads שלום לכולם\u2069 above the old gate', '{+[U+2067]+}'],
  ['The sign reads \u2067שלום\u2069 לכולם above the old gate', '{+[U+2067]+}'],
  ['holds back 7 km of water at 10² points', '[-km²-] {+km+}'],
  ['holds back 7 km²[1] of water at 10² points', '{+[1]+}'],
  ['holds back 7[1] km² of water at 10² points', '{+[1]+}'],
  ['holds back 7 km² of water at 10 points, it is 300 metres', '10'],
  ['The dam cost 1.5 million[2] dollars and holds back', '{+[2]+}'],
  ['The dam cost 1.5 million dollars² and holds back', '{+dollars²+}'],
  ['It is 300² metres high, moves at 5 km/h', '{+300²+}'],
  ['The council rejoined the treaty in 1990[4]', '{+[4]+}'],
  ['The council rejoined the treaty in 1990.¹', '{+1990.¹+}'],
  ['The ministry did [2] not rule out that the ceasefire', '{+[2]+}'],
  ['The ministry did [not] rule out that the ceasefire', '{+[+}not{+]+}'],
  ['his soldiers[2020] had fired first', '{+[2020]+}'],
  ['General Aziz denied that his soldiers (sic) had fired first', '{+(sic)+}'],
  ['General Aziz denied that his soldiers sic had fired first', '{+sic+}'],
  ['General Aziz denied that his [sic soldiers] had fired first', 'sic'],
  ['A resign of the contract followed in Kabul', '{+resign+}'],
  ['The council re- joined the treaty in 1990', 'joined'],
  ['The council reversed-\nly rejoined the treaty in 1990', '{+'],
  ['Exports rose by 7 % last year, and the price fell', '[-17-] {+7+}'],
  ['Exports rose by 17 last year, and the price fell', '[-%-]'],
  ['General Aziz denied that his\n-# own\nsoldiers had fired first.', '{+own+}'],
  ['General Aziz said that his soldiers had fired first.', '[-denied-] {+said+}'],
];

const shownDiff = (quote: string): string => {
  const found = verifyQuote(quote, corpus);
  if (found.kind !== 'altered') return found.kind;
  const marks = { same: ['', ''], 'left-out': ['[-', '-]'], 'put-in': ['{+', '+}'] } as const;
  return found.diff.map(({ op, text }) => marks[op][0] + text + marks[op][1]).join('');
};

const verbatim = (quote: string): Verbatim => {
  const found = verifyQuote(quote, corpus);
  if (found.kind !== 'verbatim') throw new Error(`${quote}: ${shownDiff(quote)}`);
  return found;
};

describe('traps', () => {
  it('are many, and half of them are none', () => {
    expect(PASS.length + FAIL.length).toBeGreaterThanOrEqual(60);
    expect(Math.min(PASS.length, FAIL.length)).toBeGreaterThanOrEqual(30);
  });

  it.each(PASS)('%j passes', (quote, differences) => {
    expect([...verbatim(quote).differences].sort()).toEqual([...differences].sort());
  });

  it.each(FAIL)('%j does not', (quote, seen) => {
    const { kind } = verifyQuote(quote, corpus);
    expect(kind).toBe('altered');
    expect(shownDiff(quote)).toContain(seen);
  });
});

it('compares an altered quote without an editor’s marks', () => {
  expect(shownDiff('his soldiers[1] had fired [sic] twice before the others')).not.toMatch(
    /[[]1|sic/,
  );
  expect(shownDiff('his soldiers[1] had fired [sic] last')).toBe(
    'his soldiers had fired [-first-] {+last+}',
  );
});

describe('why a quote is altered', () => {
  it.each([
    ['The ministry did ~~not~~ rule out that the ceasefire would hold', ['hidden words']],
    ['The ministry did ~~not~~ rule in that the ceasefire would hold', ['hidden words']],
    ['The ministry did n\u202eot\u202c rule out that the ceasefire', ['text direction']],
    ['The ministry did never rule out that the ceasefire would hold', []],
  ])('%j', (quote, disguises) => {
    expect(verifyQuote(quote, corpus)).toMatchObject({ kind: 'altered', disguises });
  });
});

describe('a quotation in a message that is struck', () => {
  const judged = (message: string) =>
    extractQuotations(message).map(({ text }) => verifyQuote(text, corpus).kind);

  it('is not quoted as it was said, marks and all', () => {
    expect(judged('He: ~~“The ministry did not rule out that the ceasefire would hold”~~')).toEqual(
      ['altered'],
    );
    expect(judged('He: “The ministry did ~~not rule out that” it~~')).toEqual(['altered']);
    expect(judged('~~He said~~ “The ministry did not rule out that the ceasefire”')).toEqual([
      'verbatim',
    ]);
    expect(judged('||He: “The ministry did not rule out that the ceasefire”||')).toEqual([
      'verbatim',
    ]);
  });
});

it('reads small print in the midst of a quotation with it', () => {
  const judged = (message: string) =>
    extractQuotations(message).map(({ text }) => verifyQuote(text, corpus).kind);
  const quoted =
    '> General Aziz denied that his\n> -# own\n> soldiers had fired first.\n> -# Reuters';
  expect(judged(quoted)).toEqual(['altered']);
  expect(judged(quoted.replace('own', ''))).toEqual(['verbatim']);
});

describe('a sentence that a quote is cut out of', () => {
  const around = (quote: string) =>
    verbatim(quote).cutSentences.map(({ before, quoted, after }) => [before, quoted, after]);

  it.each([
    [
      'his soldiers had fired first',
      [['General Aziz denied that ', 'his soldiers had fired first', '.']],
    ],
    ['the war was over.', [['Nobody believed the envoy when he said ', 'the war was over.', '']]],
    [
      'The ministry did not rule out',
      [['', 'The ministry did not rule out', ' that the ceasefire would hold.']],
    ],
    ['General Aziz denied that his soldiers had fired first', []],
    ['General Aziz … had fired first', []],
    [
      'denied that … had fired first',
      [['General Aziz ', 'denied that his soldiers had fired first', '.']],
    ],
    [
      'soldiers had fired first. The ministry did not',
      [
        [
          'General Aziz denied that his ',
          'soldiers had fired first. The ministry did not',
          ' rule out that the ceasefire would hold.',
        ],
      ],
    ],
  ])('%j', (quote, expected) => {
    expect(around(quote)).toEqual(expected);
  });

  it('is a slice of its article', () => {
    const [cut] = verbatim('the war was over').cutSentences;
    const text = articles[0]?.article.text.slice(cut?.start, cut?.end);
    expect(text).toBe(`${cut?.before}${cut?.quoted}${cut?.after}`);
  });
});

describe('a number that was cut', () => {
  it.each([
    ['the price fell to 7', [['7', '7 %']]],
    ['Exports rose by 17', [['17', '17 %']]],
    ['% last year', [['%', '17 %']]],
    ['The dam cost 1.5', [['1.5', '1.5 million dollars']]],
    ['The dam cost 1.5 million', [['1.5 million', '1.5 million dollars']]],
    ['million dollars and holds back', [['million dollars', '1.5 million dollars']]],
    ['It is 300', [['300', '300 metres']]],
    ['metres high', [['metres', '300 metres']]],
    ['moves at 5 km', [['5 km', '5 km/h']]],
    ['500 villages', [['500', '1 500']]],
    ['serves 1', [['1', '1 500']]],
    ['40 a year', [['40', '$40']]],
    ['the price fell to 7 … a year', [['7', '7 %']]],
    ['The fort fell in 329', [['329', '329 BC']]],
    ['the price fell to 7 %', []],
    ['serves 1 500', []],
    ['rejoined the treaty in 1990', []],
    ['cost 1.5 million dollars', []],
  ])('%j', (quote, expected) => {
    expect(verbatim(quote).cutNumbers.map(({ quoted, text }) => [quoted, text])).toEqual(expected);
  });
});

describe('how much a verdict is about', () => {
  it.each(['of', 'the', 'In the', 'a', 'не', 'und', '“of”', '**of**', 'of.', 'x'])(
    '%j is too short',
    (quote) => {
      expect(verifyQuote(quote, corpus)).toEqual({ kind: 'too-short' });
    },
  );

  it.each(['Kabul', '7', '7 %', 'the dam', 'Nobody asked'])('%j is not', (quote) => {
    expect(verifyQuote(quote, corpus).kind).toBe('verbatim');
  });

  it('says in how many places it stands, and how many paragraphs it joins', () => {
    expect(verbatim('valley was flooded in spring')).toMatchObject({ places: 3 });
    expect(
      verbatim(
        'the cooperation lasted. The valley was flooded in spring. Nobody asked the farmers. The valley',
      ),
    ).toMatchObject({ joined: true, paragraphs: 3 });
    expect(verbatim('and the cooperation lasted')).toMatchObject({ joined: false, paragraphs: 1 });
  });

  it('tells what an ellipsis leaves out', () => {
    const { omissions } = verbatim('General Aziz … his soldiers had fired first');
    expect(omissions.map(({ text }) => text)).toEqual(['denied that']);
  });
});

/** A run of whole words of a random passage, as it stands there. */
const slices = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat({ max: 30 })).map(([a, b, c, n]) => {
  const { article, passages } = pick(articles, a);
  const { start, end } = pick(passages, b);
  const text = article.text.slice(start, end);
  const words = [...text.matchAll(/\S+/gu)].filter(([word]) => /[\p{L}\p{N}]/u.test(word));
  const from = c % words.length;
  const [first, last] = [words[from], words[Math.min(words.length - 1, from + n)]];
  if (!first || !last) throw new Error('There are no words.');
  return text.slice(first.index, last.index + last[0].length);
});

const RUNS = { numRuns: 200 };

describe('whatever is quoted', () => {
  it('is verbatim where it is a slice, and whatever is told of it is one as well', () => {
    const property = fc.property(slices, (slice) => {
      fc.pre(!isTooShort(slice));
      const found = verbatim(slice);
      expect(found.differences).toEqual([]);
      for (const { articleId, before, quoted, after, start, end } of found.cutSentences) {
        const text = articles.find(({ article }) => article.id === articleId)?.article.text ?? '';
        expect(text.slice(start, end)).toBe(before + quoted + after);
        expect(quoted.length).toBeLessThanOrEqual(slice.length);
      }
    });
    fc.assert(property, RUNS);
  });

  it('is never verbatim with a control of direction put in anywhere', () => {
    const control = fc.constantFrom(...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069');
    const property = fc.property(slices, fc.nat(), control, (slice, at, one) => {
      const place = at % (slice.length + 1);
      const quote = slice.slice(0, place) + one + slice.slice(place);
      fc.pre(!slice.includes('\u2067') && !slice.includes('\u2069'));
      expect(verifyQuote(quote, corpus).kind, JSON.stringify(quote)).not.toBe('verbatim');
    });
    fc.assert(property, RUNS);
  });

  it('is never verbatim with words of it struck or hidden', () => {
    const marks = fc.constantFrom(
      ['~~', '~~'],
      ['||', '||'],
      ['**~~', '~~**'],
      ['~~ ', ' ~~'],
      ['|| ', ' ||'],
      ['<del>', '</del>'],
      ['~', '~'],
    );
    const property = fc.property(
      slices,
      fc.nat(),
      fc.nat(),
      marks,
      (slice, a, b, [open, close]) => {
        const words = slice.split(' ');
        const [from, to] = [a % words.length, (a % words.length) + 1 + (b % 3)];
        fc.pre(words.length > 1 && (from > 0 || to < words.length));
        const struck = `${open}${words.slice(from, to).join(' ')}${close}`;
        const quote = [...words.slice(0, from), struck, ...words.slice(to)].join(' ');
        expect(verifyQuote(quote, corpus).kind, quote).not.toBe('verbatim');
      },
    );
    fc.assert(property, RUNS);
  });
});
