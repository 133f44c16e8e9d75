/** The loaded encoder: texts to unit vectors and token counts. Blocks its process while it computes. */
import { Tensor } from '@xenova/transformers';
import { statement } from '../src/refusals.ts';
import { concatenate } from './concatenate.ts';
import { cosineScale, SCALE_PAIRS } from './cosine-scale.ts';
import { type LoadedModel, loadModel, tokenTensor } from './load-model.ts';
import { ModelProblem } from './model-problem.ts';
import { type ModelProfile, modelWindow } from './models.ts';
import { headingOf, type PassageText } from './passage-text.ts';
import { passageTokens } from './passage-tokens.ts';
import type { ModelFacts, WorkerStart } from './worker-protocol.ts';

/**
 * A text is cut at this many characters a token of the window before it is tokenised, so that one
 * huge text cannot hold the process up. English has five, German ten; nothing readable has 32.
 */
const CHARACTERS_PER_TOKEN = 32;

/** The output of a feature-extraction model, `[texts, positions, dimensions]`. */
interface Hidden {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Awaited where work takes long, so that it can be seen to go on, and questions come between. */
export type Between = () => Promise<void>;

/** Functions over the loaded model. */
export interface EncoderRuntime {
  readonly facts: Omit<ModelFacts, 'readerProblem'>;
  /** UTF-16 units that are looked at of a text at most. */
  readonly longestText: number;
  /** The unit vector of a question, of `facts.dimensions`. */
  embedQuery(text: string): Promise<Float32Array>;
  /** Unit vectors, one after the other: of each passage its own, then those of its sentences. */
  embedPassages(passages: readonly PassageText[], between?: Between): Promise<Float32Array>;
  /** Tokens without special ones; for over-long texts an estimate that is always above the window. */
  count(text: string): number;
  /** Whether the model knows the words of a text; one that falls into letters means nothing to it. */
  knowsWords(text: string): boolean;
  /**
   * How well it knows the words of a text, between 0 and 1: by the share of those that are written
   * small, as names are not, and that its vocabulary has in one piece.
   */
  fluency(text: string): number;
}

/**
 * Loads an encoder from files and tries it once.
 * @throws ModelProblem with the reason.
 */
export async function loadEncoder(start: WorkerStart): Promise<EncoderRuntime> {
  const { profile } = start;
  const loaded = await (profile.lookup ? loadModel(start, 1) : loadModel(start));
  const { tokenizer, model } = loaded;
  const limit = modelWindow(profile, {
    modelMaxLength: tokenizer.model_max_length,
    maxPositions: model.config.max_position_embeddings,
    modelType: model.config.model_type,
  });
  // Truncation goes by this. Not by `max_length`, to which the library would also pad every text.
  tokenizer.model_max_length = limit;
  const specials = tokenizer.encode('').length;
  const prefixTokens =
    profile.passagePrefix === '' ? 0 : loaded.encode(profile.passagePrefix).length;
  const cut = limit * CHARACTERS_PER_TOKEN;
  const { knowsWords, fluency } = wordKnowledge(loaded);
  const embed = loaded.inputNames.includes('spans')
    ? spanEmbedding(loaded, profile, limit, cut, knowsWords)
    : textEmbedding(loaded, profile, specials, cut);
  const count: EncoderRuntime['count'] = (text) => {
    if (text.length <= cut) return loaded.encode(text).length;
    const estimate = Math.ceil((loaded.encode(text.slice(0, cut)).length * text.length) / cut);
    return Math.max(estimate, limit + 1);
  };
  const dimensions = (await embed.embedQuery('')).length;
  const began = performance.now();
  const longest = 'a '.repeat(limit);
  await embed.embedPassages([
    { title: '', section: null, context: null, text: longest, sentences: [] },
  ]);
  const longestMs = performance.now() - began;
  const questions = await oneByOne(SCALE_PAIRS, ([question]) => embed.embedQuery(question));
  const answers = await oneByOne(SCALE_PAIRS, ([, text]) =>
    embed.embedPassages([{ title: '', section: null, context: null, text, sentences: [] }]),
  );
  const cosines = cosineScale(questions, answers);
  const facts = { dimensions, window: limit - specials - prefixTokens, longestMs, cosines };
  return { facts, longestText: cut, ...embed, count, knowsWords, fluency };
}

type Embedding = Pick<EncoderRuntime, 'embedQuery' | 'embedPassages'>;

/** UTF-16 units by which a passage is taken for known. */
const LOOKED_AT_OF_PASSAGE = 512;
/**
 * Tokens that are read of a passage whose words the model does not know: they fall into letters, cost
 * five times what words do, and mean nothing.
 */
const FOREIGN = 32;

/** A passage and its sentences in one pass: the graph averages the tokens of each span by itself. */
function spanEmbedding(
  { tokenizer, model, encode }: LoadedModel,
  { queryPrefix, passagePrefix }: ModelProfile,
  limit: number,
  cut: number,
  knowsWords: EncoderRuntime['knowsWords'],
): Embedding {
  const empty = tokenizer.encode('');
  const [first = 0, last = 0] = empty;
  const stop = encode('.');
  const whole = limit - empty.length;
  /**
   * @param spans half-open, in tokens.
   * @param left what is attended to and is in no span: between sentences' spans, within the whole's.
   */
  const run = async (
    tokens: readonly number[],
    spans: readonly (readonly [number, number])[],
    left: readonly [number, number] = [0, 0],
  ): Promise<Float32Array> => {
    const weights = new Float32Array(spans.length * tokens.length);
    const [from, to] = left;
    for (const [row, [start, end]] of spans.entries()) {
      const at = row * tokens.length;
      const isAround = start <= from && to <= end;
      weights.fill(1 / (end - start - (isAround ? to - from : 0)), at + start, at + end);
      weights.fill(0, at + from, at + to);
    }
    const outputs = await model({
      input_ids: tokenTensor(tokens),
      attention_mask: tokenTensor(tokens.map(() => 1)),
      spans: new Tensor('float32', weights, [1, spans.length, tokens.length]),
    });
    const { data, dims } = hiddenOf(outputs);
    const vectors = Float32Array.from(data);
    const dimensions = dims[2] ?? 0;
    for (let at = 0; at < vectors.length; at += dimensions) {
      normalise(vectors.subarray(at, at + dimensions));
    }
    return vectors;
  };
  const around = (tokens: readonly number[]) => [first, ...tokens, last];
  const embedOne = (passage: PassageText): Promise<Float32Array> => {
    const { text, sentences } = passage;
    const room = knowsWords(text.slice(0, LOOKED_AT_OF_PASSAGE)) ? whole : Math.min(whole, FOREIGN);
    const above = encode(passagePrefix + headingOf(passage).slice(0, cut));
    const heading = above.length === 0 ? [] : [...above, ...stop];
    const told = passageTokens({ encode }, passage, { heading, room, cut });
    const tokens = around(told.tokens);
    const spans: (readonly [number, number])[] = [[0, tokens.length]];
    let start = 1 + told.context;
    for (const length of sentences.length > 0 ? told.sentences : []) {
      const end = Math.min(start + length, tokens.length - 1);
      // What has no token of its own is what the passage is about.
      spans.push(end > start ? [start, end] : [0, tokens.length]);
      start = Math.max(start, end);
    }
    return run(tokens, spans, [1 + told.heading, 1 + told.context]);
  };
  return {
    embedQuery(text) {
      const tokens = around(encode((queryPrefix + text).slice(0, cut)).slice(0, whole));
      return run(tokens, [[0, tokens.length]]);
    },
    // In batches, whole numbers share one scale, and strangers add noise: see the model's card.
    async embedPassages(passages) {
      return concatenate(await oneByOne(passages, embedOne));
    },
  };
}

/** A model of whole texts: the heading stands in front of the passage and of each sentence. */
function textEmbedding(
  { tokenizer, model }: LoadedModel,
  { queryPrefix, passagePrefix, pooling }: ModelProfile,
  specials: number,
  cut: number,
): Embedding {
  const embed = async (texts: readonly string[]): Promise<Float32Array> => {
    const inputs = tokenizer(
      texts.map((text) => nonEmpty(text.slice(0, cut), specials)),
      { padding: true, truncation: true },
    );
    const outputs = await model(inputs);
    const mask: BigInt64Array = inputs.attention_mask.data;
    return pool(hiddenOf(outputs), mask, pooling);
  };
  return {
    embedQuery: (text) => embed([queryPrefix + text]),
    async embedPassages(passages, between = async () => {}) {
      const texts = passages.flatMap((passage) => [
        `${passagePrefix}${headingOf(passage)}. ${passage.text}`,
        ...passage.sentences.map((sentence) => `${passagePrefix}${passage.title}. ${sentence}`),
      ]);
      // By length, so that little is padded.
      const order = texts.map((_, i) => i).sort((a, b) => lengthAt(texts, a) - lengthAt(texts, b));
      const vectors: Float32Array[] = new Array(texts.length);
      for (let from = 0, count = 0; from < order.length; from += count) {
        if (from > 0) await between();
        count = batchSize(order.slice(from, from + MOST_TEXTS).map((i) => lengthAt(texts, i)));
        const some = order.slice(from, from + count);
        const all = await embed(some.map((i) => texts[i] as string));
        const dimensions = all.length / some.length;
        some.forEach((i, k) => {
          vectors[i] = all.subarray(k * dimensions, (k + 1) * dimensions);
        });
      }
      return concatenate(vectors);
    },
  };
}
/** More texts at once are no quicker: 8 paragraphs take 45 ms with a MiniLM. */
const MOST_TEXTS = 8;
/** UTF-16 units of a batch, padding included: some 500 tokens, half a second of a slow model. */
const MOST_UNITS = 2_000;

/** How many of the next texts are embedded at once, from 1 on. @param lengths rising. */
function batchSize(lengths: readonly number[]): number {
  let count = lengths.length;
  while (count > 1 && count * (lengths[count - 1] as number) > MOST_UNITS) count--;
  return count;
}

function lengthAt(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}

async function oneByOne<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Where more than this share of a text's words fall into pieces of a letter, it is foreign. */
const FOREIGN_SHARE = 0.5;
/**
 * From this many pieces a letter on, a word has fallen into letters. Kana and Hangul letters are
 * syllables: who knows their words needs nearly as many pieces, who does not one each and more.
 */
const IN_LETTERS = 0.6;
const IN_SYLLABLES: readonly (readonly [RegExp, number])[] = [
  [/^[\p{sc=Hira}\p{sc=Kana}]/u, 0.8],
  [/^\p{sc=Hang}/u, 1],
];
/** So few pieces of a short word are no letters: `fa` and `q`. */
const FEW_PIECES = 2;
/** Each ideograph is a piece in any vocabulary; one that knows Chinese or Japanese has thousands. */
const LEAST_IDEOGRAPHS = 2_000;
const IDEOGRAPH = /\p{sc=Han}/u;
/** Words looked at: of three letters or more, or with an ideograph. */
const WORD = /\p{L}[\p{L}\p{M}]{2,63}|\p{sc=Han}\p{L}?|\p{L}\p{sc=Han}/gu;
const LOOKED_AT = 64;

/** A word that no name is, in scripts that have small letters. */
const SMALL_WORD = /(?<![\p{L}\p{M}])\p{Ll}[\p{Ll}\p{M}]{2,63}/gu;
/**
 * A model that has so many of a text's words in one piece is at home in its language. Of the bundled
 * one's: all of English questions in the middle, half of those with the oddest words, a third of
 * French ones.
 */
const FLUENT_SHARE = 0.5;

/** See `EncoderRuntime`. */
function wordKnowledge({
  encode,
  tokenizer,
}: LoadedModel): Pick<EncoderRuntime, 'knowsWords' | 'fluency'> {
  const { unk_token_id: unknown, model } = tokenizer as unknown as {
    readonly unk_token_id?: number;
    readonly model: { readonly vocab: readonly string[] };
  };
  const ideographs = model.vocab.filter((piece) => IDEOGRAPH.test(piece)).length;
  const isForeign = (word: string): boolean => {
    const pieces = encode(word);
    if (pieces.some((piece) => piece === unknown)) return true;
    if (IDEOGRAPH.test(word)) return ideographs < LEAST_IDEOGRAPHS;
    const share = IN_SYLLABLES.find(([script]) => script.test(word))?.[1] ?? IN_LETTERS;
    return pieces.length > Math.max(FEW_PIECES, share * word.length);
  };
  return {
    knowsWords(text) {
      const words = text.match(WORD)?.slice(0, LOOKED_AT) ?? [];
      return words.filter(isForeign).length <= FOREIGN_SHARE * words.length;
    },
    fluency(text) {
      const words = text.match(SMALL_WORD)?.slice(0, LOOKED_AT) ?? [];
      if (words.length === 0) return 1;
      const whole = words.filter((word) => encode(word).length === 1).length;
      return Math.min(1, whole / (FLUENT_SHARE * words.length));
    },
  };
}

/** Models without special tokens cannot take zero tokens. */
function nonEmpty(text: string, specials: number): string {
  return specials === 0 && text.trim() === '' ? '.' : text;
}

/** Finds the token vectors among a model's outputs; classifiers and generators have none. */
function hiddenOf(outputs: Record<string, Hidden | undefined>): Hidden {
  const hidden = outputs.last_hidden_state ?? outputs.token_embeddings;
  if (hidden?.dims.length !== 3) throw new ModelProblem(statement('modelOfOtherKind'));
  return hidden;
}

/** One unit vector a text; `mask` is 1 at tokens and 0 at padding, `[texts, positions]`. */
function pool(hidden: Hidden, mask: BigInt64Array, pooling: ModelProfile['pooling']): Float32Array {
  const [texts = 0, positions = 0, dimensions = 0] = hidden.dims;
  const vectors = new Float32Array(texts * dimensions);
  // A graph that pools by itself gives one position, whatever the number of tokens.
  const read = pooling === 'cls' ? 1 : positions;
  for (let text = 0; text < texts; text++) {
    const vector = vectors.subarray(text * dimensions, (text + 1) * dimensions);
    for (let position = 0; position < read; position++) {
      if (read > 1 && mask[text * positions + position] !== 1n) continue;
      const from = (text * positions + position) * dimensions;
      for (let i = 0; i < dimensions; i++) {
        vector[i] = (vector[i] as number) + (hidden.data[from + i] as number);
      }
    }
    normalise(vector);
  }
  return vectors;
}

/** Scales to length 1; the sum that pooling made and its mean point the same way. */
function normalise(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    throw new ModelProblem(statement('modelBadVector'));
  }
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length;
}
