/** The messages between the embedder and its worker. */
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

/** Asks for vectors or token counts, one for each text; a query is taken before all else. */
export interface WorkerJob {
  readonly id: number;
  readonly kind: 'query' | 'passages' | 'count';
  readonly texts: readonly string[];
}

/** To the worker. `close` ends it after the batch it is at. */
export type ToWorker = WorkerJob | { readonly kind: 'close' };

/** What is known of a model once it is loaded and has embedded one text. */
export interface ModelFacts {
  readonly dimensions: number;
  /** Tokens for a passage: special tokens and the passage prefix subtracted. */
  readonly window: number;
}

/** From the worker. `vectors` holds one unit vector after the other, transferred. */
export type FromWorker =
  | { readonly kind: 'ready'; readonly facts: ModelFacts }
  | { readonly kind: 'failed'; readonly reason: Reason }
  | { readonly kind: 'vectors'; readonly id: number; readonly vectors: Float32Array }
  | { readonly kind: 'counts'; readonly id: number; readonly counts: readonly number[] }
  | { readonly kind: 'error'; readonly id: number; readonly reason: Reason };
