/** Cuts an article into passages: its blocks, split where the model's window ends; a table by its rows. */

import { citationId } from '../citations/make-citation-id.ts';
import type { Article, Block, Passage } from '../model.ts';
import { type Cut, cutBlock } from './cut-block.ts';
import { formerIds, idsBeside } from './former-ids.ts';
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
 * Tokens of a run of items: a list is split long before the window ends. An excerpt of more fills a
 * phone, and its vector stands for none of its items.
 */
const LONGEST_RUN = 200;

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

/** Which units of a cut go together, by indexes; each list is a passage. */
type Runs = readonly (readonly number[])[];

/** The window of a block by its kind. */
function limitOf({ kind }: Block, window: number): number {
  return kind === 'list' || kind === 'quotation' ? Math.min(window, LONGEST_RUN) : window;
}

/** What passages are compared by. A sign more or less is another row (`-5`), and other code. */
function sameness({ kind }: Block, text: string): string {
  return kind === 'table' || kind === 'code' ? text : comparisonKey(text) || text;
}

/** The runs of every cut; what fits is one. Tokens are counted only where it is in doubt. */
async function runsOf(
  article: Article,
  cuts: readonly Cut[],
  { window, countTokens }: CutOptions,
): Promise<Runs[]> {
  const text = ({ start, end }: { start: number; end: number }) => article.text.slice(start, end);
  const isDoubtful = (cut: Cut) =>
    cut.units.length > 1 && !surelyFits(text(cut.span), limitOf(cut.block, window));
  const doubtful = cuts.filter(isDoubtful);
  const counts =
    doubtful.length === 0 ? [] : await countTokens(doubtful.map(({ span }) => text(span)));
  const long = doubtful.filter((cut, i) => (counts[i] ?? 0) > limitOf(cut.block, window));
  // Counted one by one, units have at least as many tokens as in one piece: safe to add up.
  const sizes =
    long.length === 0
      ? []
      : await countTokens(long.flatMap((cut) => cut.units.map((unit) => text(unit.span))));
  const split = new Map<Cut, Runs>();
  let next = 0;
  for (const cut of long) {
    const own = sizes.slice(next, next + cut.units.length);
    next += cut.units.length;
    split.set(cut, balancedRuns(own, limitOf(cut.block, window)));
  }
  return cuts.map((cut) => split.get(cut) ?? [cut.units.map((_, i) => i)]);
}

/**
 * The passages of an article in reading order. A passage that stands twice, white space, quotation
 * marks and case aside (but in rows and code), is kept once, where it stands first.
 */
export async function cutPassages(article: Article, options: CutOptions): Promise<Passage[]> {
  const cuts = article.blocks.flatMap((block) => (block.isApart ? [] : cutBlock(article, block)));
  const runs = await runsOf(article, cuts, options);
  const passages: Passage[] = [];
  const seen = new Set<string>();
  for (const [i, { block }] of cuts.entries()) {
    const cut = cuts[i] as Cut;
    for (const run of runs[i] ?? []) {
      const units = run.map((index) => cut.units[index] as Cut['units'][number]);
      const start = units[0]?.span.start;
      const end = units.at(-1)?.span.end;
      if (start === undefined || end === undefined) continue;
      const text = article.text.slice(start, end);
      const key = sameness(block, text);
      if (seen.has(key)) continue;
      seen.add(key);
      const { number: paragraph, section } = block;
      // Code is read and shown as a whole.
      const isCode = block.kind === 'code';
      const sentences = isCode ? [{ start, end }] : units.flatMap((unit) => unit.sentences);
      const formerly = formerIds(article, block, { start, end, sentences });
      passages.push({
        id: citationId(article.id, text),
        paragraph,
        section,
        start,
        end,
        sentences,
        ...(formerly.length > 0 && { formerly }),
      });
    }
  }
  const beside = idsBeside(article, passages);
  return passages.map((passage, i) => {
    const ids = beside.get(i) ?? [];
    return ids.length === 0
      ? passage
      : { ...passage, formerly: [...(passage.formerly ?? []), ...ids] };
  });
}
