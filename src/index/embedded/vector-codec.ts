/** Which text each slot's vectors belong to, and vectors of a few passages, as bytes. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { byteScale, writeSteps } from '../../../embeddings/byte-vector.ts';
import { replaceContent } from '../../../embeddings/replace-file.ts';
import type { PassageVectors } from '../passage-index.ts';
import { decode, encode, isCount, isText, listOf } from './bytes.ts';

/** `embeddings[i]` tells the text of `slots[i]`; of `sentences[i]` sentences. */
const Header = z.object({
  slots: listOf(isCount),
  embeddings: listOf(isText),
  sentences: z.array(z.number().int().nonnegative()),
});

/** The vectors of one slot, and what was embedded. */
export interface SlotVectors extends PassageVectors {
  readonly slot: number;
  /** See `IndexEntry.embedding`. */
  readonly embedding: string;
}

/** Vectors as bytes: those of passages whole, those of sentences as a scale and a byte a dimension. */
export function encodeVectors(all: readonly SlotVectors[], dimensions: number): Uint8Array {
  const sentences = all.flatMap(({ sentenceVectors }) => sentenceVectors);
  const vectors = new Float32Array(all.length * dimensions);
  const scales = new Float32Array(sentences.length);
  const steps = new Int8Array(sentences.length * dimensions);
  for (const [index, { vector }] of all.entries()) vectors.set(vector, index * dimensions);
  for (const [index, vector] of sentences.entries()) {
    const scale = byteScale(vector, dimensions);
    scales[index] = scale;
    writeSteps(vector, scale, steps, index * dimensions);
  }
  const header: z.infer<typeof Header> = {
    slots: all.map(({ slot }) => slot),
    embeddings: all.map(({ embedding }) => embedding),
    sentences: all.map(({ sentenceVectors }) => sentenceVectors.length),
  };
  return encode(header, [vectors, scales, steps]);
}

/** Reads what `encodeVectors` made. @throws Error when it is something else. */
export function decodeVectors(encoded: Uint8Array, dimensions: number): SlotVectors[] {
  const { header, rest } = decode(encoded, Header);
  const { slots, embeddings, sentences } = header;
  const count = sentences.reduce((sum, each) => sum + each, 0);
  const floats = slots.length * dimensions + count;
  if (embeddings.length !== slots.length || sentences.length !== slots.length) {
    throw new Error('the lists differ in length');
  }
  if (rest.byteLength !== floats * 4 + count * dimensions) throw new Error('another length');
  const numbers = new Float32Array(rest, 0, floats);
  const scales = numbers.subarray(slots.length * dimensions);
  const steps = new Int8Array(rest, floats * 4);
  let sentence = 0;
  return slots.map((slot, index) => ({
    slot,
    embedding: embeddings[index] as string,
    vector: numbers.slice(index * dimensions, (index + 1) * dimensions),
    sentenceVectors: Array.from({ length: sentences[index] as number }, () => {
      const from = sentence * dimensions;
      const scale = scales[sentence++] as number;
      return Float32Array.from(steps.subarray(from, from + dimensions), (step) => step * scale);
    }),
  }));
}

const Embeddings = z.object({
  slots: z.array(z.number().int().nonnegative()),
  embeddings: z.array(z.string()),
});

/** Writes what was embedded for each slot. @throws Refusal `fileNotWritten`. */
export async function writeEmbeddings(
  file: string,
  all: readonly Pick<SlotVectors, 'slot' | 'embedding'>[],
): Promise<void> {
  const slots = all.map(({ slot }) => slot);
  const embeddings = all.map(({ embedding }) => embedding);
  const stored: z.infer<typeof Embeddings> = { slots, embeddings };
  await replaceContent(file, JSON.stringify(stored));
}

/** Reads what `writeEmbeddings` wrote, by slot. @throws Error when it is something else. */
export async function readEmbeddings(file: string): Promise<Map<number, string>> {
  const { slots, embeddings } = Embeddings.parse(JSON.parse(await readFile(file, 'utf8')));
  return new Map(slots.map((slot, index) => [slot, embeddings[index] as string]));
}
