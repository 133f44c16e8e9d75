/** A model's files, loaded: its tokenizer and its graph, from the disk and never from a network. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@xenova/transformers';
import { statement } from '../src/refusals.ts';
import { FULL_FILE, QUANTIZED_FILE } from './hub.ts';
import { ModelProblem, wordsOf } from './model-problem.ts';
import type { ModelFiles } from './worker-protocol.ts';

/** A tokenizer and the graph that reads its tokens. */
export interface LoadedModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  /** What the graph takes. */
  readonly inputNames: readonly string[];
  /** Tokens of a text without special ones. */
  encode(text: string): number[];
}

/**
 * Loads a model; one after the other, since the library's settings are those of the process.
 * @param threads that compute; by default all cores but one, which is left to the main process.
 * @throws ModelProblem with the reason.
 */
export async function loadModel(
  { modelsDir, model: name, quantized }: ModelFiles,
  threads = Math.max(1, availableParallelism() - 1),
): Promise<LoadedModel> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = modelsDir;
  const tokenizer = await AutoTokenizer.from_pretrained(name).catch((error: unknown) => {
    throw new ModelProblem(statement('modelTokenizerDamaged', { said: wordsOf(error) }));
  });
  openWith(join(modelsDir, name, quantized ? QUANTIZED_FILE : FULL_FILE), threads);
  const model = await AutoModel.from_pretrained(name, { quantized }).catch((error: unknown) => {
    throw new ModelProblem(statement('modelDamaged', { said: wordsOf(error) }));
  });
  return {
    tokenizer,
    model,
    inputNames: (model as unknown as { session: { inputNames: string[] } }).session.inputNames,
    encode: (text) => tokenizer.encode(text, null, { add_special_tokens: false }),
  };
}

/** Numbers of one text as the graphs take them, `[1, tokens]`. */
export function tokenTensor(tokens: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
}

interface Sessions {
  create: (file: string, options: object) => Promise<unknown>;
}
let sessions: { readonly native: Sessions; readonly create: Sessions['create'] } | null = null;

/**
 * Has the next model run from `file` with so many threads; the library has no option for it. By
 * default there is one a core, and each one that waits for work spins: the main process is left
 * without a core. onnxruntime-node 1.14 heeds options for files only, not for the bytes that it is
 * given.
 */
function openWith(file: string, threads: number): void {
  if (sessions === null) {
    const library = createRequire(import.meta.url).resolve('@xenova/transformers');
    const native = (createRequire(library)('onnxruntime-node') as { InferenceSession: Sessions })
      .InferenceSession;
    sessions = { native, create: native.create };
  }
  const { native, create } = sessions;
  // Without an arena, what a long text took is given back: 75 MB less, and no slower.
  const options = {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    enableCpuMemArena: false,
  };
  native.create = () => create.call(native, file, options);
}
