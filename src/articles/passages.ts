/** Cuts an article into passages: its paragraphs, split at sentence ends where the model's window ends. */
import { citationId } from '../citations/make-citation-id.ts';
import type { Article, Paragraph, Passage, Span } from '../model.ts';
import { splitSentences } from './sentences.ts';
import { comparisonKey } from './tidy.ts';

/** How passages are cut. */
export interface CutOptions {
  /** Tokens a passage may have, special tokens included. */
  readonly window: number;
  /** Counts the tokens of each text, special tokens included; see `Embedder`. */
  readonly countTokens: (texts: string[]) => Promise<number[]>;
}

/** Models put at most this many special tokens around a text ([CLS] and [SEP], or <s> and </s>). */
const SPECIAL_TOKENS = 2;

/**
 * Whether a text cannot exceed the window, without tokenising it. A token stands for one byte of
 * UTF-8 at least, in byte-level and WordPiece vocabularies alike, after the compatibility
 * decomposition that some tokenisers apply.
 */
function surelyFits(text: string, window: number): boolean {
  if (text.length + SPECIAL_TOKENS > window) return false;
  return Buffer.byteLength(text.normalize('NFKD'), 'utf8') + SPECIAL_TOKENS <= window;
}

/** Fills runs in order up to `limit`; an item above it gets a run of its own. */
function fill(sizes: readonly number[], limit: number): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  let sum = 0;
  sizes.forEach((size, i) => {
    if (run.length > 0 && sum + size > limit) {
      runs.push(run);
      run = [];
      sum = 0;
    }
    run.push(i);
    sum += size;
  });
  if (run.length > 0) runs.push(run);
  return runs;
}

/** As few runs as the window allows, then as even as they get: the smallest limit that needs no more. */
function balancedRuns(sizes: readonly number[], window: number): number[][] {
  const fewest = fill(sizes, window).length;
  let low = Math.max(1, Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / fewest));
  let high = window;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fill(sizes, middle).length <= fewest) high = middle;
    else low = middle + 1;
  }
  return fill(sizes, Math.min(low, window));
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

interface Cut {
  readonly paragraph: Paragraph;
  readonly sentences: readonly Span[];
}

/** The runs of sentences of every paragraph that exceeds the window, by paragraph number. */
async function splitLong(
  article: Article,
  cuts: readonly Cut[],
  { window, countTokens }: CutOptions,
): Promise<Map<number, number[][]>> {
  const text = (span: Span) => article.text.slice(span.start, span.end);
  const doubtful = cuts.filter(
    (cut) => cut.sentences.length > 1 && !surelyFits(text(cut.paragraph), window),
  );
  const runs = new Map<number, number[][]>();
  if (doubtful.length === 0) return runs;
  const counts = await countTokens(doubtful.map((cut) => text(cut.paragraph)));
  const long = doubtful.filter((_, i) => (counts[i] ?? 0) > window);
  if (long.length === 0) return runs;
  // Counted one by one, sentences have at least as many tokens as in one piece: safe to add up.
  const sizes = await countTokens(long.flatMap((cut) => cut.sentences.map(text)));
  let next = 0;
  for (const cut of long) {
    const own = sizes.slice(next, next + cut.sentences.length);
    next += cut.sentences.length;
    runs.set(cut.paragraph.number, balancedRuns(own, window));
  }
  return runs;
}

/**
 * The passages of an article in reading order. A passage that stands twice, white space, quotation
 * marks and case aside, is kept once, where it stands first.
 */
export async function cutPassages(article: Article, options: CutOptions): Promise<Passage[]> {
  const cuts: Cut[] = article.paragraphs.map((paragraph) => ({
    paragraph,
    sentences: splitSentences(
      article.text.slice(paragraph.start, paragraph.end),
      article.language,
    ).map((span) => shift(span, paragraph.start)),
  }));
  const split = await splitLong(article, cuts, options);
  const passages: Passage[] = [];
  const seen = new Set<string>();
  for (const { paragraph, sentences } of cuts) {
    const runs = split.get(paragraph.number) ?? [sentences.map((_, i) => i)];
    for (const run of runs) {
      const own = sentences.slice(run[0] ?? 0, (run.at(-1) ?? -1) + 1);
      const start = own[0]?.start;
      const end = own.at(-1)?.end;
      if (start === undefined || end === undefined) continue;
      const text = article.text.slice(start, end);
      const key = comparisonKey(text) || text;
      if (seen.has(key)) continue;
      seen.add(key);
      passages.push({
        id: citationId(article.id, text),
        paragraph: paragraph.number,
        section: paragraph.section,
        start,
        end,
        sentences: own,
      });
    }
  }
  return passages;
}
