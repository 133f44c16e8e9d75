/** The words of indexed passages as bytes: all that an index needs beside its vectors. */
import { z } from 'zod';
import { timeSlice } from '../../time-slices.ts';
import { countTerms } from '../term-counts.ts';
import { decode, encode, isCount, isText, listOf } from './bytes.ts';
import type { IndexedPassage } from './passage-store.ts';

/**
 * `rows`: for each passage its slot, its counts of tokens, sentences, context terms, articles and
 * numbers of its abbreviations, and its language, counted from 1; `citations` has an id for each.
 */
const Header = z.object({
  firstTerm: z.number().int().positive(),
  terms: listOf(isText),
  articles: listOf(isText),
  citations: listOf(isText),
  languages: listOf(isText),
  rows: listOf(isCount),
});
const FIELDS = 7;
/** The fields that are counts of numbers behind the header: those after the slot. */
const COUNTS = 5;

/** Passages, and the terms that are new with them. */
export interface DecodedPassages {
  /** The number of the first of `terms`; those before are known. */
  readonly firstTerm: number;
  readonly terms: readonly string[];
  readonly passages: readonly IndexedPassage[];
}

/** Passages as bytes, but for what was embedded, which is kept with the vectors. */
export function encodePassages({ firstTerm, terms, passages }: DecodedPassages): Uint8Array {
  const articleIndex = new Map<string, number>();
  const languages = [...new Set(passages.flatMap(({ language }) => language ?? []))];
  const rows: number[] = [];
  let words = 0;
  let bytes = 0;
  for (const passage of passages) {
    const { slot, articleIds, tokens, sentenceEnds, context, language } = passage;
    for (const id of articleIds) {
      if (!articleIndex.has(id)) articleIndex.set(id, articleIndex.size);
    }
    const short = passage.abbreviations?.length ?? 0;
    const counts = [tokens.length, sentenceEnds.length, context.length, articleIds.length, short];
    rows.push(slot, ...counts, language === null ? 0 : 1 + languages.indexOf(language));
    for (const count of counts) words += count;
    bytes += tokens.length;
  }
  const numbers = new Uint32Array(words);
  const shapes = new Uint8Array(bytes);
  let word = 0;
  let byte = 0;
  for (const passage of passages) {
    const articles = passage.articleIds.map((id) => articleIndex.get(id) as number);
    const { tokens, sentenceEnds, context, abbreviations = [] } = passage;
    for (const part of [tokens, sentenceEnds, context, articles, abbreviations]) {
      numbers.set(part, word);
      word += part.length;
    }
    shapes.set(passage.shapes, byte);
    byte += passage.shapes.length;
  }
  const header: z.infer<typeof Header> = {
    firstTerm,
    terms: [...terms],
    articles: [...articleIndex.keys()],
    citations: passages.map(({ citationId }) => citationId),
    languages,
    rows,
  };
  return encode(header, [numbers, shapes]);
}

/**
 * Reads what `encodePassages` made, in slices of time; the parts of all passages share one buffer.
 * @param knownTerms how many term numbers are in use, 0 for stop words among them.
 * @param embeddings what was embedded, by slot.
 * @throws Error when it is something else, or something was not embedded.
 */
export async function decodePassages(
  encoded: Uint8Array,
  knownTerms: number,
  embeddings: ReadonlyMap<number, string>,
): Promise<DecodedPassages> {
  const { header, rest } = decode(encoded, Header);
  const { firstTerm, terms, articles, citations, languages, rows } = header;
  if (firstTerm > knownTerms) throw new Error('terms are missing');
  if (rows.length !== citations.length * FIELDS) throw new Error('the lists differ in length');
  let words = 0;
  let bytes = 0;
  for (let at = 0; at < rows.length; at += FIELDS) {
    for (let field = 1; field <= COUNTS; field++) words += rows[at + field] as number;
    bytes += rows[at + 1] as number;
  }
  if (rest.byteLength !== words * 4 + bytes) throw new Error('another length was expected');
  const numbers = new Uint32Array(rest, 0, words);
  // Sentence ends and abbreviations' lengths are at most the words of one passage, term numbers and
  // articles are counted.
  const limit = Math.max(firstTerm + terms.length, words + 1);
  for (const number of numbers) if (number >= limit) throw new Error('a number is out of range');
  const shapes = new Uint8Array(rest, words * 4, bytes);
  const passages: IndexedPassage[] = [];
  let word = 0;
  let byte = 0;
  const slice = timeSlice();
  for (let at = 0; at < rows.length; at += FIELDS) {
    if (slice.isOver()) await slice.next();
    const slot = rows[at] as number;
    const embedding = embeddings.get(slot);
    if (embedding === undefined) throw new Error(`slot ${slot} has no vectors`);
    const endOfTokens = word + (rows[at + 1] as number);
    const endOfSentences = endOfTokens + (rows[at + 2] as number);
    const endOfContext = endOfSentences + (rows[at + 3] as number);
    const endOfArticles = endOfContext + (rows[at + 4] as number);
    const end = endOfArticles + (rows[at + 5] as number);
    const tokens = numbers.subarray(word, endOfTokens);
    const context = numbers.subarray(endOfSentences, endOfContext);
    passages.push({
      slot,
      articleIds: articleIds(articles, numbers, endOfContext, endOfArticles),
      citationId: citations[passages.length] as string,
      embedding,
      tokens,
      ...countTerms(tokens, context),
      sentenceEnds: numbers.subarray(endOfTokens, endOfSentences),
      context,
      shapes: shapes.subarray(byte, byte + tokens.length),
      language: languages[(rows[at + 6] as number) - 1] ?? null,
      ...(end > endOfArticles && { abbreviations: numbers.subarray(endOfArticles, end) }),
    });
    byte += tokens.length;
    word = end;
  }
  return { firstTerm, terms, passages };
}

function articleIds(
  articles: readonly string[],
  numbers: Uint32Array,
  from: number,
  to: number,
): IndexedPassage['articleIds'] {
  const ids: string[] = [];
  for (let at = from; at < to; at++) {
    const id = articles[numbers[at] as number];
    if (id !== undefined) ids.push(id);
  }
  const [first] = ids;
  if (first === undefined || ids.length !== to - from) throw new Error('an article is missing');
  return ids as [string, ...string[]];
}
