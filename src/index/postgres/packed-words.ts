/** The words of a passage as bytes: term numbers, shapes, sentences, headings, what it explains. */
import type { PassageTerms } from '../passage-index.ts';
import { VarintReader, VarintWriter } from './varints.ts';

/** A passage's words as term numbers. */
export interface PassageWords extends Pick<PassageTerms, 'shapes' | 'sentenceEnds' | 'language'> {
  /** In the order of the text; 0 is a stop word. */
  readonly tokens: Uint32Array;
  /** Of its headings and what it stands on. */
  readonly context: Uint32Array;
  /** Of each abbreviation its term number, how many terms it is short for, and their numbers. */
  readonly abbreviations: Uint32Array;
}

/** Words as bytes: see `unpackWords`. */
export function packWords(words: PassageWords): Buffer {
  const { tokens, context, abbreviations, shapes, sentenceEnds, language } = words;
  const writer = new VarintWriter();
  const code = Buffer.from(language ?? '');
  writer.write(code.length);
  writer.writeAll(code);
  for (const part of [tokens, context, abbreviations, sentenceEnds]) writer.write(part.length);
  for (const part of [tokens, context, abbreviations]) writer.writeAll(part);
  let last = 0;
  for (const end of sentenceEnds) {
    writer.write(end - last);
    last = end;
  }
  // Most terms have no shape: runs of the same one.
  for (let from = 0; from < shapes.length; ) {
    let to = from + 1;
    while (to < shapes.length && shapes[to] === shapes[from]) to++;
    writer.write(shapes[from] as number);
    writer.write(to - from);
    from = to;
  }
  return writer.take();
}

/** Reads what `packWords` made. @throws RangeError where it is cut short or something else. */
export function unpackWords(bytes: Uint8Array): PassageWords {
  const reader = new VarintReader(bytes);
  const code = Buffer.from(reader.readAll(reader.read())).toString();
  const [tokenCount, contextCount, shortCount, sentenceCount] = reader.readAll(4);
  const tokens = reader.readAll(tokenCount as number);
  const context = reader.readAll(contextCount as number);
  const abbreviations = reader.readAll(shortCount as number);
  const sentenceEnds = reader.readAll(sentenceCount as number);
  let end = 0;
  for (const [i, length] of sentenceEnds.entries()) {
    end += length;
    sentenceEnds[i] = end;
  }
  const shapes = new Uint8Array(tokens.length);
  for (let at = 0; !reader.isAtEnd; ) {
    const shape = reader.read();
    const run = reader.read();
    if (run === 0 || run > shapes.length - at) throw new RangeError('shapes of another length');
    shapes.fill(shape, at, at + run);
    at += run;
  }
  return { tokens, context, abbreviations, sentenceEnds, shapes, language: code || null };
}

/** Rising numbers as bytes: what each is more than the one before. */
export function packRising(numbers: Iterable<number>): Buffer {
  const writer = new VarintWriter();
  let last = 0;
  for (const number of numbers) {
    writer.write(number - last);
    last = number;
  }
  return writer.take();
}

/** Reads what `packRising` made. */
export function unpackRising(bytes: Uint8Array): number[] {
  const reader = new VarintReader(bytes);
  const numbers: number[] = [];
  let last = 0;
  while (!reader.isAtEnd) {
    last += reader.read();
    numbers.push(last);
  }
  return numbers;
}
