/** The messages between the embedder and the process that holds its models. */
import type { Reason } from '../src/refusals.ts';
import type { CosineScale } from './cosine-scale.ts';
import type { ModelProfile } from './models.ts';
import type { PassageText } from './passage-text.ts';
import type { Reading } from './reading.ts';

/** Where the files of a model are. */
export interface ModelFiles {
  /** The folder that holds `model` as a sub-folder. */
  readonly modelsDir: string;
  readonly model: string;
  /** Reads `onnx/model_quantized.onnx` rather than `onnx/model.onnx`. */
  readonly quantized: boolean;
}

/** What a worker is started with. */
export interface WorkerStart extends ModelFiles {
  readonly profile: ModelProfile;
  /** The model that reads a question and a passage together; null where there is none. */
  readonly reader: ModelFiles | null;
}

/** What a worker is asked for. Questions are embedded first, then read, before all passages. */
export type WorkerJob =
  | { readonly id: number; readonly kind: 'query'; readonly text: string }
  | { readonly id: number; readonly kind: 'passages'; readonly passages: readonly PassageText[] }
  | { readonly id: number; readonly kind: 'count'; readonly texts: readonly string[] }
  | {
      readonly id: number;
      readonly kind: 'read';
      readonly question: string;
      readonly passages: readonly PassageText[];
    };

/** What a model makes of a question. */
export interface EmbeddedQuestion {
  /** Of unit length and of the embedder's dimensions. */
  readonly vector: Float32Array;
  /** How well the model knows the question's words, between 0 and 1: its vector counts for so much. */
  readonly fluency: number;
}

/** To the worker: a job, or that nobody waits for one any more. */
export type ToWorker = WorkerJob | { readonly kind: 'withdraw'; readonly id: number };

/** What is known of the models once they are loaded and have embedded a few texts. */
export interface ModelFacts {
  readonly dimensions: number;
  /** Tokens for a passage: special tokens and the passage prefix subtracted. */
  readonly window: number;
  /** Milliseconds that a text as long as the window took. */
  readonly longestMs: number;
  /** What the encoder's cosines mean. */
  readonly cosines: CosineScale;
  /** Why there is no reader though one was asked for; null where it reads, or none was. */
  readonly readerProblem: Reason | null;
}

/**
 * From the worker. Each message is a sign of life; `alive` is one beside them. `at` names the job
 * that the next batch is of. `vectors` holds one unit vector after the other: of each passage its own and
 * those of its sentences. `reading` is of one passage of a job; `read` says that there are no more.
 */
export type FromWorker =
  | { readonly kind: 'ready'; readonly facts: ModelFacts }
  | { readonly kind: 'failed'; readonly reason: Reason }
  | { readonly kind: 'alive' }
  | { readonly kind: 'at'; readonly id: number }
  | { readonly kind: 'embedded'; readonly id: number; readonly question: EmbeddedQuestion | null }
  | { readonly kind: 'vectors'; readonly id: number; readonly vectors: Float32Array }
  | { readonly kind: 'counts'; readonly id: number; readonly counts: readonly number[] }
  | {
      readonly kind: 'reading';
      readonly id: number;
      readonly passage: number;
      readonly reading: Reading;
    }
  | { readonly kind: 'read'; readonly id: number }
  | { readonly kind: 'error'; readonly id: number; readonly reason: Reason };
