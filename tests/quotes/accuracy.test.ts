import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuotableArticle, QuoteCorpus } from '../../src/quotes/corpus.ts';
import { verifyQuote } from '../../src/quotes/verify.ts';
import { articles, corpusOf } from './corpora.ts';

type Kind = 'verbatim' | 'altered' | 'not-found';

let found: QuotableArticle[];
let corpus: QuoteCorpus;
/** All articles as words parted by single blanks: what stands in one is a substring of it. */
let wordings: string[];

beforeAll(async () => {
  found = await articles({ shared: true });
  corpus = await corpusOf(found);
  wordings = found.map(({ article }) => ` ${wordsOf(article.text).join(' ')} `);
}, 60_000);

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/[’ʼ]/g, "'")
      .match(/[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []
  );
}

/** Whether some words stand in this order, one after the other, in an article. */
function stands(text: string): boolean {
  const words = ` ${wordsOf(text).join(' ')} `;
  return wordings.some((wording) => wording.includes(words));
}

function pick<T>(list: readonly T[], number: number): T {
  const chosen = list[number % list.length];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
}

const NEGATION = /\b(?:not|never|no|cannot|without|n't)\b ?|(?<!\p{L})(?:не|ни|никто) /u;

/** Changes that make a quote from sentence `text` of `whole`; null where the sentence is not apt. */
const CASES: Readonly<
  Record<string, [Kind, (text: string, next: string, other: string, n: number) => string | null]>
> = {
  exact: ['verbatim', (text) => text],
  'upper case': ['verbatim', (text) => text.toUpperCase()],
  'straight marks': [
    'verbatim',
    (text) => `"${text.replace(/[“”«»]/g, '"').replace(/[‘’]/g, "'")}"`,
  ],
  'curly marks': ['verbatim', (text) => `“${text.replaceAll("'", '’').replace(/"/g, '”')}”`],
  dashes: ['verbatim', (text) => text.replace(/[–—-]/g, (dash) => (dash === '-' ? '‑' : ' - '))],
  spaces: ['verbatim', (text) => `  ${text.replaceAll(' ', ' \n ')}`],
  'final comma': ['verbatim', (text) => (/\p{L}\.$/u.test(text) ? `${text.slice(0, -1)},` : null)],
  fragment: [
    'verbatim',
    (text, _, __, n) =>
      words(text)
        .slice(1 + (n % 3))
        .join(' '),
  ],
  ellipsis: ['verbatim', (text, _, __, n) => cutMiddle(text, pick(['…', '[…]', '...'], n))],
  'ellipsis over sentences': ['verbatim', (text, next) => `${text} […] ${next}`],
  'two sentences': ['verbatim', (text, next) => `${text} ${next}`],
  'zero width': ['verbatim', (text) => text.replace(/(?<=\p{L})(?=\p{L})/u, '\u200b')],
  bold: [
    'verbatim',
    (text) => text.replace(/(?<![\p{L}\p{N}'’-])\p{L}{4,}(?![\p{L}'’-])/u, '**$&**'),
  ],
  'word changed': ['altered', (text, _, __, n) => edit(text, n, () => 'strawberry')],
  'word dropped': ['altered', (text, _, __, n) => edit(text, n, () => '')],
  'word put in': ['altered', (text, _, __, n) => edit(text, n, (word) => `${word} really`)],
  'word of another article': [
    'altered',
    (text, _, other, n) => edit(text, n, () => pick(wordsOf(other), n)),
  ],
  'negation dropped': [
    'altered',
    (text) =>
      NEGATION.test(text.slice(3)) ? text.slice(0, 3) + text.slice(3).replace(NEGATION, '') : null,
  ],
  'negation put in': ['altered', (text, _, __, n) => edit(text, n, (word) => `not ${word}`)],
  'number changed': [
    'altered',
    (text) =>
      /\d/.test(text) ? text.replace(/\d(?!.*\d)/s, (d) => String((Number(d) + 1) % 10)) : null,
  ],
  'look-alike letter': [
    'altered',
    (text) =>
      /(?<=[a-z])a(?=[a-z])/.test(text) ? text.replace(/(?<=[a-z])a(?=[a-z])/, 'а') : null,
  ],
  'cut without ellipsis': ['altered', (text) => cutMiddle(text, '')],
  'sentences exchanged': ['altered', (text, next) => `${next} ${text}`],
  'halves exchanged': ['altered', (text) => exchanged(text)],
  'two passages joined': ['altered', (text, _, other) => `${text} ${other}`],
  'ellipsis between articles': ['altered', (text, _, other) => `${text} … ${other}`],
  'ellipsis and a changed word': [
    'altered',
    (text, next, _, n) => `${edit(text, n, () => 'strawberry')} […] ${next}`,
  ],
};

const INVENTED = [
  'The minister resigned after the parliament had voted against his budget.',
  'Engineers found a crack in the wall of the dam and closed the road below it.',
  'The border guards were given new boots and a second helicopter last winter.',
  'Samarkand opened a museum of modern art in a former cotton mill.',
  'The Taliban invited foreign tourists to visit the lakes of Band-e Amir.',
  'Fishermen on the Aral Sea caught three sturgeons this summer, the first in decades.',
  'A cyclist from Portugal crossed the Pamirs in nine days without a support car.',
  'The treaty obliges all parties to share their weather data with each other.',
  'Tajikistan will build a railway tunnel to China by the end of the decade.',
  'The envoys agreed to exchange prisoners before the first snow falls.',
  'Nobody in the village had ever seen an elephant, the teacher explained.',
  'Electricity prices in Dushanbe rose by a fifth within a single month.',
  'The historian believes that Timur could read Persian and Arabic poetry.',
  'Министр подал в отставку после голосования в парламенте.',
  'Жители деревни построили новую школу на берегу реки.',
  'Переговоры сорвались из-за спора о ценах на газ.',
];

function words(text: string): string[] {
  return text.split(' ');
}

/** Changes one word inside of a text; not at its ends, where a shorter quote would be left. */
function edit(text: string, n: number, change: (word: string) => string): string | null {
  const list = words(text);
  const apt = list.flatMap((word, i) =>
    i > 0 && i < list.length - 1 && /^\p{L}{3,}$/u.test(word) ? [i] : [],
  );
  if (apt.length === 0) return null;
  const at = pick(apt, n);
  list[at] = change(list[at] ?? '');
  return list.filter((word) => word !== '').join(' ');
}

function cutMiddle(text: string, mark: string): string | null {
  const list = words(text);
  if (list.length < 9) return null;
  const kept = [...list.slice(0, 3), mark, ...list.slice(-3)].filter((word) => word !== '');
  return kept.join(' ');
}

function exchanged(text: string): string | null {
  const list = words(text);
  const half = list.length >> 1;
  return list.length < 8 ? null : [...list.slice(half), ...list.slice(0, half)].join(' ');
}

/** Sentences on an article's topic that it does not have: their own passage was taken out of it. */
function judgeForeign(
  n: number,
  { article, passages }: QuotableArticle,
  judge: (name: string, expected: Kind, quote: string) => unknown,
): void {
  const out = (n * 5 + 2) % passages.length;
  corpus.add(
    article,
    passages.filter((_, i) => i !== out),
  );
  for (const { start, end } of passages[out]?.sentences ?? []) {
    const quote = article.text.slice(start, end);
    if (quote.split(' ').length >= 6) judge('foreign', 'not-found', quote);
  }
  corpus.add(article, passages);
}

interface Sample {
  readonly text: string;
  readonly next: string;
  readonly other: string;
}

/** Pairs of neighbouring sentences, and one of another article; the same at every run. */
function samples(count: number): Sample[] {
  const made: Sample[] = [];
  for (let n = 0; made.length < count; n += 1) {
    const { article, passages } = pick(found, n);
    const passage = pick(passages, n * 7 + 3);
    const [a, b] = passage.sentences.slice(n % Math.max(1, passage.sentences.length - 1));
    const { article: foreign, passages: others } = pick(found, n + 1);
    const c = pick(others, n * 5).sentences[0];
    if (n > 100 * count) throw new Error('There are too few sentences.');
    if (!a || !b || !c) continue;
    const [text, next, other] = [
      article.text.slice(a.start, a.end),
      article.text.slice(b.start, b.end),
      foreign.text.slice(c.start, c.end),
    ] as const;
    if ([text, next, other].every((each) => each.split(' ').length >= 6)) {
      made.push({ text, next, other });
    }
  }
  return made;
}

describe('generated quotes', () => {
  it('are judged right in 99 %, and no altered one passes as verbatim', () => {
    let [right, all] = [0, 0];
    const wrong: string[] = [];
    const judge = (name: string, expected: Kind, quote: string) => {
      const { kind } = verifyQuote(quote, corpus);
      all += 1;
      if (kind === expected) right += 1;
      else wrong.push(`${name}: ${kind} instead of ${expected}: ${quote}`);
      return kind;
    };
    for (const [n, { text, next, other }] of samples(40).entries()) {
      for (const [name, [expected, change]] of Object.entries(CASES)) {
        const quote = change(text, next, other, n);
        if (quote === null) continue;
        // What stands somewhere by chance is verbatim, however it was made.
        if (expected === 'altered' && !/[…]/.test(quote) && stands(quote)) continue;
        const kind = judge(name, expected, quote);
        if (expected === 'altered') expect(kind, `${name}: ${quote}`).not.toBe('verbatim');
      }
    }
    for (const sentence of INVENTED) judge('invented', 'not-found', sentence);
    for (const [n, quotable] of found.entries()) judgeForeign(n, quotable, judge);
    expect(all).toBeGreaterThan(200);
    expect(right / all, wrong.join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  it('stand in the articles by every fragment cut between words', () => {
    fc.assert(
      fc.property(fragments(), (fragment) => {
        expect(verifyQuote(fragment, corpus).kind, fragment).toBe('verbatim');
      }),
      { numRuns: 300 },
    );
  });

  it('are never verbatim with one word changed, unless they stand so as well', () => {
    fc.assert(
      fc.property(fragments(), fc.nat(), fc.nat(), fc.nat({ max: 6 }), (fragment, at, by, how) => {
        const edited = singleEdit(fragment, at, by, how);
        // An ellipsis stands for words left out, also for those that were cut beside one.
        const pieces = edited?.split(/…|\.{3}/).filter((piece) => wordsOf(piece).length > 0);
        fc.pre(pieces !== undefined && !pieces.every(stands));
        expect(verifyQuote(edited ?? '', corpus).kind, edited ?? '').not.toBe('verbatim');
      }),
      { numRuns: 300 },
    );
  });
});

/** A run of words of a random passage. */
function fragments(): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat({ max: 60 })).map(([a, b, c, length]) => {
    const { article, passages } = pick(found, a);
    const { start, end } = pick(passages, b);
    const list = article.text.slice(start, end).split(/\s+/);
    const apt = list.flatMap((word, i) => (/[\p{L}\p{N}]/u.test(word) ? [i] : []));
    const from = pick(apt, c);
    return list.slice(from, from + 1 + length).join(' ');
  });
}

/** One of seven ways to change one word. */
function singleEdit(fragment: string, at: number, by: number, how: number): string | null {
  const list = fragment.split(' ');
  const index = at % list.length;
  const word = list[index] ?? '';
  const { article } = pick(found, by);
  const foreign = pick(wordsOf(article.text), by);
  if (how === 0) list[index] = foreign;
  else if (how === 1) list.splice(index, 1);
  else if (how === 2) list.splice(index, 0, foreign);
  else if (how === 3) list.splice(index, 1, word, word);
  else if (how === 4) list.splice(index, 2, list[index + 1] ?? '', word);
  else if (how === 5)
    list[index] = word.replace(/\p{L}/u, (letter) => (letter === 'o' ? 'a' : 'o'));
  else list[index] = word.slice(0, -1);
  const edited = list.join(' ').trim();
  return edited === '' ? null : edited;
}
