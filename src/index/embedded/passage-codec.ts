/** The words of indexed passages as bytes: all that an index needs beside its vectors. */
import { z } from 'zod';
import { decode, encode } from './bytes.ts';
import { countTerms, type IndexedPassage } from './passage-store.ts';

/** `rows`: for each passage its slot, and its counts of tokens, sentences, context terms, articles. */
const Header = z.object({
  firstTerm: z.number().int().positive(),
  terms: z.array(z.string()),
  articles: z.array(z.string()),
  rows: z.array(z.number().int().nonnegative()),
});
const FIELDS = 5;

/** Passages, and the terms that are new with them. */
export interface EncodedPassages {
  /** The number of the first of `terms`; those before are known. */
  readonly firstTerm: number;
  readonly terms: readonly string[];
  readonly passages: readonly StoredPassage[];
}

/** A passage but for what tells its vectors, which is kept with them. */
export type StoredPassage = Omit<IndexedPassage, 'embedding'>;

/** Passages as bytes. */
export function encodePassages({ firstTerm, terms, passages }: EncodedPassages): Uint8Array {
  const articleIndex = new Map<string, number>();
  const rows: number[] = [];
  let words = 0;
  let bytes = 0;
  for (const { slot, articleIds, tokens, sentenceEnds, context } of passages) {
    for (const id of articleIds) {
      if (!articleIndex.has(id)) articleIndex.set(id, articleIndex.size);
    }
    rows.push(slot, tokens.length, sentenceEnds.length, context.length, articleIds.length);
    words += tokens.length + sentenceEnds.length + context.length + articleIds.length;
    bytes += tokens.length;
  }
  const numbers = new Uint32Array(words);
  const shapes = new Uint8Array(bytes);
  let word = 0;
  let byte = 0;
  for (const passage of passages) {
    const articles = passage.articleIds.map((id) => articleIndex.get(id) as number);
    for (const part of [passage.tokens, passage.sentenceEnds, passage.context, articles]) {
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
    rows,
  };
  return encode(header, [numbers, shapes]);
}

/**
 * Reads what `encodePassages` made; the parts of all passages share one buffer.
 * @param knownTerms how many term numbers are in use, 0 for stop words among them.
 * @throws Error when it is something else.
 */
export function decodePassages(encoded: Uint8Array, knownTerms: number): EncodedPassages {
  const { header, rest } = decode(encoded, Header);
  const { firstTerm, terms, articles, rows } = header;
  if (firstTerm > knownTerms) throw new Error('terms are missing');
  let words = 0;
  let bytes = 0;
  for (let at = 0; at < rows.length; at += FIELDS) {
    const tokens = rows[at + 1] as number;
    for (let field = 1; field < FIELDS; field++) words += rows[at + field] as number;
    bytes += tokens;
  }
  if (rest.byteLength !== words * 4 + bytes) throw new Error('another length was expected');
  const numbers = new Uint32Array(rest, 0, words);
  // Sentence ends are at most the words of one passage, term numbers and articles are counted.
  const limit = Math.max(firstTerm + terms.length, words + 1);
  for (const number of numbers) if (number >= limit) throw new Error('a number is out of range');
  const shapes = new Uint8Array(rest, words * 4, bytes);
  const passages: StoredPassage[] = [];
  let word = 0;
  const next = (count: number): Uint32Array => {
    word += count;
    return numbers.subarray(word - count, word);
  };
  let byte = 0;
  for (let at = 0; at < rows.length; at += FIELDS) {
    const [slot, words, sentences, context, count] = rows.slice(at, at + FIELDS) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const tokens = next(words);
    const [sentenceEnds, contextTerms] = [next(sentences), next(context)];
    const [first, ...others] = Array.from(next(count), (index) => articles[index]);
    if (first === undefined) throw new Error('an article is missing');
    passages.push({
      slot,
      articleIds: [first, ...others.filter((id) => id !== undefined)],
      tokens,
      ...countTerms(tokens),
      sentenceEnds,
      context: contextTerms,
      shapes: shapes.subarray(byte, byte + words),
    });
    byte += words;
  }
  return { firstTerm, terms, passages };
}
