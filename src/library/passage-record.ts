/**
 * What answers need of a passage, as data: it outlives its article's text, so that a database can hand
 * out some records instead of whole articles.
 *
 * Who stores records: one for each place of each passage (`passageRecord` of every `Entry.places`, in
 * their order; but the first in each article is never asked for), under the collection, the slot, and
 * the place's number. Beside it, to be asked in SQL: `quotable.articleId`, `quotable.citation.id` and
 * `quotable.citation.paragraph`; `publisher` and `published` are the article's own. To be written again
 * for what came and for all of `Plan.changed`, not only for what has moved: a paragraph that is put in
 * above changes offsets and numbers of those below, and a slot stays where only metadata changed. It
 * survives JSON and `structuredClone`; absent keys stay absent. What was damaged on its way is found out
 * by `excerptFrom`, which checks the text against its citation id.
 */
import type { PassageText } from '../../embeddings/passage-text.ts';
import { listAround } from '../articles/list-around.ts';
import { excerptFrom, type QuotablePassage, quotable } from '../citations/excerpt.ts';
import type { Excerpt, ExcerptRef, SearchFilter, Span } from '../model.ts';
import type { Placed } from './catalog.ts';
import { aroundOf, passageTextOf } from './place.ts';

/** A passage in one of its articles. */
export interface PassageRecord {
  /** As in `ExcerptRef`; what is stored has none: it is put on where several collections are asked. */
  readonly collection?: string;
  /** Where that stands among all that are asked, from 0: the same words are quoted from the first. */
  readonly order?: number;
  readonly quotable: QuotablePassage;
  /** See `PlacedKeys.words`. */
  readonly words: string;
  /** What models are told of it beside title, section and text; see `passageTextOf`. */
  readonly told: {
    readonly context: string | null;
    /** Of a row, which is read as one sentence; null for all else. */
    readonly row: string | null;
  };
  /** The sentence before that it stands on, see `sentenceBefore`; null where it stands by itself. */
  readonly before: string | null;
  /** The paragraphs of the list that it is of, first and last, both inclusive; null for none. */
  readonly list: { readonly first: number; readonly last: number } | null;
}

/** A record with the slot of its passage. */
export interface SlotRecord {
  readonly slot: number;
  readonly record: PassageRecord;
}

/** Articles that hold the same words are named up to here, the excerpt's own one included. */
export const MOST_PLACES = 6;

/** Where the passages of one question come from: made anew for each, so that it may keep a state. */
export interface PassageSource {
  /**
   * The ids of the articles that a filter lets through, as `PassageQuery.filter` wants them; null where
   * nothing restricts the search.
   */
  articlesThat(filter: SearchFilter): Promise<readonly string[] | null>;
  /**
   * By slot, in the order of `slots`: where its words stand, in articles that the filter lets through;
   * of each of them the first place, of `MOST_PLACES` at most, in the order of the index's entry. None
   * for a slot that is gone. A slot that the search found is known here, though it be gone since.
   */
  places(
    slots: readonly number[],
    filter: SearchFilter,
  ): Promise<readonly (readonly PassageRecord[])[]>;
  /** Told of slots that may be asked for soon, so that they can come in one batch; awaits nothing. */
  expect(slots: readonly number[]): void;
  /**
   * The passage with a citation id, or that the words of a former one are part of now, where the filter
   * lets it through; null for none.
   */
  cited(ref: Omit<ExcerptRef, 'sentence'>, filter: SearchFilter): Promise<PassageRecord | null>;
  /** All passages of the list that a passage is of, itself included, in reading order. */
  listOf(record: PassageRecord): Promise<readonly SlotRecord[]>;
}

/** The record of a place. */
export function passageRecord(place: Placed): PassageRecord {
  const { article, passage, keys } = place;
  const around = aroundOf(article, passage);
  const { context, text, sentences } = passageTextOf(place, around);
  const isRow = article.blocks[passage.paragraph - 1]?.kind === 'table';
  const list = listAround(article, passage.paragraph);
  const [first = null] = list === null ? [] : [list.leadIn ?? list.items[0] ?? null];
  const last = list?.items.at(-1) ?? null;
  return {
    quotable: quotable(place),
    words: keys.words,
    told: { context, row: isRow ? (sentences[0] ?? text) : null },
    before: around.before,
    list: first && last && { first: first.number, last: last.number },
  };
}

/** What models are told of a passage; see `passageTextOf`. */
export function toldOf({ quotable: { citation, text, ...own }, told }: PassageRecord): PassageText {
  const { article: title, section } = citation;
  const { row, context } = told;
  if (row !== null) return { title, section, context, text: row, sentences: [row] };
  const sentences = own.sentences.map(({ start, end }) =>
    text.slice(start - own.start, end - own.start),
  );
  return { title, section, context, text, sentences };
}

/** The excerpt of a record. @throws Refusal `notVerbatim` as `excerptFrom` does. */
export function recordExcerpt(record: PassageRecord, sentence: number, score: number): Excerpt {
  return { ...excerptFrom(record.quotable, sentence, score), ...collectionOf(record) };
}

/** A pointer to a sentence of a record. */
export function recordRef(record: PassageRecord, sentence: number): ExcerptRef {
  return { id: record.quotable.citation.id, ...collectionOf(record), sentence };
}

/** A sentence's span and text; those of the whole passage where it has fewer. */
export function sentenceOf(
  { quotable: own }: PassageRecord,
  sentence: number,
): Span & {
  readonly text: string;
} {
  const { start, end } = own.sentences[sentence] ?? own;
  return { start, end, text: own.text.slice(start - own.start, end - own.start) };
}

/** Tells articles of several collections apart. */
export function articleKey({ collection = '', quotable: { articleId } }: PassageRecord): string {
  return `${collection}/${articleId}`;
}

function collectionOf({ collection }: PassageRecord): { readonly collection?: string } {
  return collection === undefined ? {} : { collection };
}
