/** The messages between the embedder and the process that holds its model. */
import type { Reason } from '../src/refusals.ts';
import type { ModelProfile } from './models.ts';

/** What a worker is started with. */
export interface WorkerStart {
  /** The folder that holds `model` as a sub-folder. */
  readonly modelsDir: string;
  readonly model: string;
  /** Reads `onnx/model_quantized.onnx` rather than `onnx/model.onnx`. */
  readonly quantized: boolean;
  readonly profile: ModelProfile;
}

/** To the worker: asks for vectors or token counts, one for each text; a query is taken first. */
export interface WorkerJob {
  readonly id: number;
  readonly kind: 'query' | 'passages' | 'count';
  readonly texts: readonly string[];
}

/** What is known of a model once it is loaded and has embedded a few texts. */
export interface ModelFacts {
  readonly dimensions: number;
  /** Tokens for a passage: special tokens and the passage prefix subtracted. */
  readonly window: number;
  /** Milliseconds that a text as long as the window took. */
  readonly longestMs: number;
}

/**
 * From the worker. Each message is a sign of life; `alive` is one beside them. `at` names the job
 * that the next batch is of. `vectors` holds one unit vector after the other.
 */
export type FromWorker =
  | { readonly kind: 'ready'; readonly facts: ModelFacts }
  | { readonly kind: 'failed'; readonly reason: Reason }
  | { readonly kind: 'alive' }
  | { readonly kind: 'at'; readonly id: number }
  | { readonly kind: 'vectors'; readonly id: number; readonly vectors: Float32Array }
  | { readonly kind: 'counts'; readonly id: number; readonly counts: readonly number[] }
  | { readonly kind: 'error'; readonly id: number; readonly reason: Reason };
