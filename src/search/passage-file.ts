/** The indexed passages on disk: their numbers in one binary file, their words in a JSON file. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import { countTerms, type IndexedPassage } from './passage-store.ts';

const HEADER_FILE = 'passages.json';
const NUMBERS_FILE = 'passages.bin';

/** `passages` rows: slot, index of the article, counts of tokens, sentences, context terms. */
const Header = z.object({
  dimensions: z.number().int().positive(),
  terms: z.array(z.string()),
  articles: z.array(z.string()),
  passages: z.array(z.number().int().nonnegative()),
});
const FIELDS = 5;

/** Everything that `SearchIndex` needs beside its vectors. */
export interface PassageFile {
  readonly dimensions: number;
  /** By term number; the first is ''. */
  readonly terms: readonly string[];
  readonly passages: readonly IndexedPassage[];
}

/** Writes both files into a folder. What is written is the state at the time of the call. */
export async function writePassageFile(folder: string, state: PassageFile): Promise<void> {
  const articles = [...new Set(state.passages.map(({ articleId }) => articleId))];
  const articleIndex = new Map(articles.map((id, index) => [id, index]));
  const rows: number[] = [];
  let words = 0;
  let bytes = 0;
  for (const { slot, articleId, tokens, sentenceEnds, context } of state.passages) {
    const article = articleIndex.get(articleId) as number;
    rows.push(slot, article, tokens.length, sentenceEnds.length, context.length);
    words += tokens.length + sentenceEnds.length + context.length;
    bytes += tokens.length;
  }
  // All 32-bit numbers first, then the shapes, so that both are aligned.
  const numbers = new Uint32Array(words);
  const shapes = new Uint8Array(bytes);
  let word = 0;
  let byte = 0;
  for (const passage of state.passages) {
    for (const part of [passage.tokens, passage.sentenceEnds, passage.context]) {
      numbers.set(part, word);
      word += part.length;
    }
    shapes.set(passage.shapes, byte);
    byte += passage.shapes.length;
  }
  const { dimensions, terms } = state;
  const header = JSON.stringify({ dimensions, terms, articles, passages: rows });
  await writeFile(join(folder, HEADER_FILE), header);
  await writeFile(join(folder, NUMBERS_FILE), Buffer.concat([asBuffer(numbers), shapes]));
}

/**
 * Reads what `writePassageFile` wrote; the parts of all passages share one buffer.
 * @throws Refusal `savedFileUnusable` when a file is missing or not as it was written.
 */
export async function readPassageFile(folder: string): Promise<PassageFile> {
  try {
    const header = Header.parse(JSON.parse(await readFile(join(folder, HEADER_FILE), 'utf8')));
    const file = await readFile(join(folder, NUMBERS_FILE));
    // A copy of its own: a file buffer may start anywhere, 32-bit numbers may not.
    const buffer = new Uint8Array(file).buffer;
    return { ...header, passages: cutPassages(header, buffer) };
  } catch (cause) {
    throw new Refusal('savedFileUnusable', { file: join(folder, HEADER_FILE) }, { cause });
  }
}

function cutPassages(header: z.infer<typeof Header>, buffer: ArrayBuffer): IndexedPassage[] {
  const { passages: rows, articles } = header;
  let words = 0;
  let bytes = 0;
  for (let at = 0; at < rows.length; at += FIELDS) {
    const [tokens, sentences, context] = rows.slice(at + 2, at + FIELDS) as [
      number,
      number,
      number,
    ];
    words += tokens + sentences + context;
    bytes += tokens;
  }
  if (buffer.byteLength !== words * 4 + bytes) throw new Error('another length was expected');
  const numbers = new Uint32Array(buffer, 0, words);
  // Counts of tokens and sentences are smaller than the longest list, term numbers than the terms.
  const limit = Math.max(header.terms.length, words);
  for (const number of numbers) if (number >= limit) throw new Error('a number is out of range');
  const shapes = new Uint8Array(buffer, words * 4, bytes);
  let word = 0;
  let byte = 0;
  const passages: IndexedPassage[] = [];
  for (let at = 0; at < rows.length; at += FIELDS) {
    const [slot, article, tokens, sentences, context] = rows.slice(at, at + FIELDS) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const articleId = articles[article];
    if (articleId === undefined) throw new Error('an article is missing');
    const inOrder = numbers.subarray(word, word + tokens);
    passages.push({
      slot,
      articleId,
      tokens: inOrder,
      ...countTerms(inOrder),
      sentenceEnds: numbers.subarray(word + tokens, word + tokens + sentences),
      context: numbers.subarray(word + tokens + sentences, word + tokens + sentences + context),
      shapes: shapes.subarray(byte, byte + tokens),
    });
    word += tokens + sentences + context;
    byte += tokens;
  }
  return passages;
}

function asBuffer(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
