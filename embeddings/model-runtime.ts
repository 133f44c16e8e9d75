/** One loaded model: texts to unit vectors and token counts. Blocks its process while it computes. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import { statement } from '../src/refusals.ts';
import { FULL_FILE, QUANTIZED_FILE } from './hub.ts';
import { ModelProblem, wordsOf } from './model-problem.ts';
import { type ModelProfile, modelWindow } from './models.ts';
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

/** Functions over the loaded model. */
export interface ModelRuntime {
  readonly facts: ModelFacts;
  /** UTF-16 units that are looked at of a text at most. */
  readonly longestText: number;
  /** Unit vectors of `facts.dimensions`, one after the other. */
  embed(kind: 'query' | 'passages', texts: readonly string[]): Promise<Float32Array>;
  /** Tokens without special ones; for over-long texts an estimate that is always above the window. */
  count(text: string): number;
}

/**
 * Loads a model from files, never from a network, and tries it once.
 * @throws ModelProblem with the reason.
 */
export async function loadModel(start: WorkerStart): Promise<ModelRuntime> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = start.modelsDir;
  const { profile } = start;
  const file = start.quantized ? QUANTIZED_FILE : FULL_FILE;
  const threads = profile.lookup ? 1 : Math.max(1, availableParallelism() - 1);
  limitThreads(join(start.modelsDir, start.model, file), threads);
  const tokenizer = await AutoTokenizer.from_pretrained(start.model).catch((error: unknown) => {
    throw new ModelProblem(statement('modelTokenizerDamaged', { said: wordsOf(error) }));
  });
  const model = await AutoModel.from_pretrained(start.model, { quantized: start.quantized }).catch(
    (error: unknown) => {
      throw new ModelProblem(statement('modelDamaged', { said: wordsOf(error) }));
    },
  );
  const limit = modelWindow(profile, {
    modelMaxLength: tokenizer.model_max_length,
    maxPositions: model.config.max_position_embeddings,
    modelType: model.config.model_type,
  });
  // Truncation goes by this. Not by `max_length`, to which the library would also pad every text.
  tokenizer.model_max_length = limit;
  const specials = tokenizer.encode('').length;
  const plainTokens = (text: string): number =>
    tokenizer.encode(text, null, { add_special_tokens: false }).length;
  const prefixTokens = profile.passagePrefix === '' ? 0 : plainTokens(profile.passagePrefix);
  const cut = limit * CHARACTERS_PER_TOKEN;

  const embed: ModelRuntime['embed'] = async (kind, texts) => {
    const prefix = kind === 'query' ? profile.queryPrefix : profile.passagePrefix;
    const inputs = tokenizer(
      texts.map((text) => nonEmpty(prefix + text.slice(0, cut), specials)),
      { padding: true, truncation: true },
    );
    const outputs = await model(inputs);
    const mask: BigInt64Array = inputs.attention_mask.data;
    return pool(hiddenOf(outputs), mask, profile.pooling);
  };
  const count: ModelRuntime['count'] = (text) => {
    if (text.length <= cut) return plainTokens(text);
    const estimate = Math.ceil((plainTokens(text.slice(0, cut)) * text.length) / cut);
    return Math.max(estimate, limit + 1);
  };
  const dimensions = (await embed('passages', [''])).length;
  const began = performance.now();
  await embed('passages', ['a '.repeat(limit)]);
  const longestMs = performance.now() - began;
  const facts = { dimensions, window: limit - specials - prefixTokens, longestMs };
  return { facts, longestText: cut, embed, count };
}

/**
 * Has the model in `file` run with so many threads; the library has no option for it. By default
 * there is one a core, and each one that waits for work spins: the main process is left without a
 * core. onnxruntime-node 1.14 heeds options for files only, not for the bytes that it is given.
 */
function limitThreads(file: string, threads: number): void {
  const library = createRequire(import.meta.url).resolve('@xenova/transformers');
  const { InferenceSession } = createRequire(library)('onnxruntime-node') as {
    InferenceSession: { create: (file: string, options: object) => Promise<unknown> };
  };
  const { create } = InferenceSession;
  const options = { executionProviders: ['cpu'], intraOpNumThreads: threads };
  InferenceSession.create = () => create.call(InferenceSession, file, options);
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
