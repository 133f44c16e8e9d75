import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuotableArticle, QuoteCorpus } from '../../src/quotes/corpus.ts';
import { isTooShort } from '../../src/quotes/too-short.ts';
import { verifyQuote } from '../../src/quotes/verify.ts';
import { articles, corpusOf } from './corpora.ts';
import { CASES, INVENTED, type Kind, pick, wordsOf } from './quote-changes.ts';

let found: QuotableArticle[];
let corpus: QuoteCorpus;
/** All articles as words parted by single blanks: what stands in one is a substring of it. */
let wordings: string[];

beforeAll(async () => {
  found = await articles({ shared: true });
  corpus = await corpusOf(found);
  wordings = found.map(({ article }) => ` ${wordsOf(article.text).join(' ')} `);
}, 60_000);

/** Whether some words stand in this order, one after the other, in an article. */
function stands(text: string): boolean {
  const words = ` ${wordsOf(text).join(' ')} `;
  return wordings.some((wording) => wording.includes(words));
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
        fc.pre(!isTooShort(fragment));
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
