/**
 * The lexical index: which passages hold a term how often, for BM25 over the whole collection.
 *
 * Own posting lists, since the library that was to do this measurably cannot keep the event loop
 * free: at 10,000 passages MiniSearch 7.2 takes 4.9 ms a question (16 ms at the 99th percentile;
 * it makes an object of every match), 450 ms in one piece to be saved and 330 ms to be loaded. Asked
 * with a question's rarest terms only it is quick enough (0.5 ms), but the other two remain. Here a
 * question takes about 0.1 ms, and the lists need no saving: they follow from the passages.
 */

import { countAbbreviations } from '../abbreviation-counts.ts';
import { byCitation, termScorer, termsRead } from '../bm25.ts';
import type { FoundPassages, QueryTerm } from '../passage-index.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { IndexedPassage } from './passage-store.ts';

/** Rows in the order of arrival; those of removed passages stay behind, dead, until `isSparse`. */
export interface LexicalIndex {
  /** By term number: `row << COUNT_BITS | occurrences`, one for each passage that holds the term. */
  readonly postings: number[][];
  readonly rows: IndexedPassage[];
  readonly rowOf: Map<number, number>;
  /** By row: 1 where it is searched. Longer than `rows`. */
  live: Uint8Array;
  /** By row: its words. Longer than `rows`. */
  lengths: Uint32Array;
  liveRows: number;
  /** Words of all live passages, for their mean. */
  liveWords: number;
  /** By language: how many live passages are in it, and their words. */
  liveLanguages: Map<string, { passages: number; words: number }>;
}

/** A count takes a byte; it and the row fit into 31 bits, a small integer, up to 8 million rows. */
const COUNT_BITS = 8;
const COUNT_MASK = 2 ** COUNT_BITS - 1;

/** Without passages. */
export function createLexicalIndex(): LexicalIndex {
  return {
    postings: [],
    rows: [],
    rowOf: new Map(),
    live: new Uint8Array(FEW_ROWS),
    lengths: new Uint32Array(FEW_ROWS),
    liveRows: 0,
    liveWords: 0,
    liveLanguages: new Map(),
  };
}

/** Adds a passage that is not searched yet: see `enliven`. */
export function addRow(index: LexicalIndex, passage: IndexedPassage): void {
  const row = index.rows.length;
  index.rows.push(passage);
  if (row === index.live.length) grow(index);
  index.lengths[row] = passage.tokens.length;
  index.rowOf.set(passage.slot, row);
  for (const [position, term] of passage.terms.entries()) {
    const posting = row * 2 ** COUNT_BITS + (passage.counts[position] as number);
    const list = index.postings[term];
    if (list !== undefined) list.push(posting);
    else {
      // Filled without holes, which would turn the array into a slow one.
      while (index.postings.length < term) index.postings.push([]);
      index.postings[term] = [posting];
    }
  }
}

/** Puts another passage of the same words in a row's place. */
export function replaceRow(index: LexicalIndex, passage: IndexedPassage): void {
  const row = index.rowOf.get(passage.slot);
  if (row !== undefined) index.rows[row] = passage;
}

/** Lets a row be searched, and counts its terms. */
export function enliven(index: LexicalIndex, vocabulary: Vocabulary, slot: number): void {
  const row = index.rowOf.get(slot);
  if (row === undefined || index.live[row]) return;
  index.live[row] = 1;
  tally(index, vocabulary, row, 1);
}

/** Takes a passage out, searched or not. */
export function removeRow(index: LexicalIndex, vocabulary: Vocabulary, slot: number): void {
  const row = index.rowOf.get(slot);
  if (row === undefined) return;
  index.rowOf.delete(slot);
  if (!index.live[row]) return;
  index.live[row] = 0;
  tally(index, vocabulary, row, -1);
}

function tally(index: LexicalIndex, vocabulary: Vocabulary, row: number, sign: 1 | -1): void {
  const { tokens, terms, language, abbreviations } = index.rows[row] as IndexedPassage;
  const frequency = vocabulary.documentFrequency;
  for (const term of terms) frequency[term] = (frequency[term] as number) + sign;
  index.liveRows += sign;
  index.liveWords += sign * tokens.length;
  if (language !== null) {
    const counts = index.liveLanguages.get(language) ?? { passages: 0, words: 0 };
    counts.passages += sign;
    counts.words += sign * tokens.length;
    index.liveLanguages.set(language, counts);
  }
  if (abbreviations) countAbbreviations(vocabulary.abbreviations, abbreviations, sign);
  vocabulary.passages += sign;
}

/** Whether more rows are dead than alive, so that the index is worth making anew. */
export function isSparse(index: LexicalIndex): boolean {
  return index.rows.length > 2 * index.rowOf.size + FEW_ROWS;
}
const FEW_ROWS = 256;

/** The passage of a slot, searched or not. */
export function passageOf(index: LexicalIndex, slot: number): IndexedPassage | undefined {
  const row = index.rowOf.get(slot);
  return row === undefined ? undefined : index.rows[row];
}

/** Whether a slot's passage is searched. */
export function isLive(index: LexicalIndex, slot: number): boolean {
  const row = index.rowOf.get(slot);
  return row !== undefined && index.live[row] === 1;
}

/** The index made anew without its dead rows. */
export function withoutDeadRows(index: LexicalIndex): LexicalIndex {
  const made = createLexicalIndex();
  for (const [row, passage] of index.rows.entries()) {
    if (index.rowOf.get(passage.slot) !== row) continue;
    addRow(made, passage);
    made.live[made.rows.length - 1] = index.live[row] as number;
  }
  made.liveRows = index.liveRows;
  made.liveWords = index.liveWords;
  made.liveLanguages = index.liveLanguages;
  return made;
}

/** The languages of the searched passages, in alphabetical order. */
export function liveLanguages({ liveLanguages: counts }: LexicalIndex): string[] {
  return [...counts].flatMap(([language, { passages }]) => (passages > 0 ? [language] : [])).sort();
}

/** Mean words of a searched passage; 1 where there is none. */
export function usualLength(index: LexicalIndex): number {
  return index.liveRows === 0 ? 1 : Math.max(1, index.liveWords / index.liveRows);
}

/** What passages are looked for by their words. */
export interface LexicalQuery {
  readonly terms: readonly QueryTerm[];
  readonly count: number;
  /** See `PassageQuery`. */
  readonly meanLength?: number | undefined;
  /** Slots; without, all. */
  readonly allowed?: ReadonlySet<number> | undefined;
}

/** The `count` passages with the highest BM25, best first. */
export function lexicalNeighbours(
  index: LexicalIndex,
  { documentFrequency }: Vocabulary,
  { terms, count, meanLength = usualLength(index), allowed }: LexicalQuery,
): FoundPassages['lexical'] {
  const { live, lengths } = index;
  const scores = new Float32Array(index.rows.length);
  const touched: number[] = [];
  const termScore = termScorer(meanLength);
  for (const { id, weight } of termsRead(terms, (each) => documentFrequency[each] ?? 0)) {
    const list = index.postings[id] ?? [];
    for (let at = 0; at < list.length; at++) {
      const posting = list[at] as number;
      const row = posting >>> COUNT_BITS;
      if (live[row] === 0) continue;
      const occurrences = posting & COUNT_MASK;
      const score = scores[row] as number;
      if (score === 0) touched.push(row);
      scores[row] = score + termScore(weight, occurrences, lengths[row] as number);
    }
  }
  return best(index, scores, touched, count, allowed);
}

/** The best rows, by insertion into a short sorted list: most rows fail its last place. */
function best(
  { rows }: LexicalIndex,
  scores: Float32Array,
  touched: readonly number[],
  count: number,
  allowed: ReadonlySet<number> | undefined,
): FoundPassages['lexical'] {
  const passageOf = (row: number) => rows[row] as IndexedPassage;
  const top: number[] = [];
  const isBetter = (row: number, than: number): boolean => {
    const difference = (scores[row] as number) - (scores[than] as number);
    if (difference !== 0) return difference > 0;
    return byCitation(passageOf(row), passageOf(than)) < 0;
  };
  for (const row of count === 0 ? [] : touched) {
    if (top.length >= count && !isBetter(row, top[top.length - 1] as number)) continue;
    if (allowed !== undefined && !allowed.has(passageOf(row).slot)) continue;
    let place = Math.min(top.length, count - 1);
    while (place > 0 && isBetter(row, top[place - 1] as number)) {
      top[place] = top[place - 1] as number;
      place--;
    }
    top[place] = row;
  }
  return top.map((row) => ({ slot: passageOf(row).slot, score: scores[row] as number }));
}

function grow(index: LexicalIndex): void {
  const live = new Uint8Array(index.live.length * 2);
  const lengths = new Uint32Array(live.length);
  live.set(index.live);
  lengths.set(index.lengths);
  index.live = live;
  index.lengths = lengths;
}
