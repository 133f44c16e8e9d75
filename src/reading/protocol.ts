/** What a reading process and the one that started it say to each other. */
import type { RefusalKey, Statement } from '../refusals.ts';

/** How a reading process is started. */
export interface ReadingStart {
  /** MB that it may take, where nobody else can see how much that is; null where the parent looks. */
  readonly residentMb: number | null;
}

/** To the process. */
export type ToReading =
  | {
      readonly kind: 'read';
      readonly id: number;
      /** The address of the work's module. */
      readonly module: string;
      readonly input: unknown;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'unanswered'; readonly id: number };

/** From the process. `id` is that of the `read`. */
export type FromReading =
  | { readonly kind: 'ready' }
  /** The file lies on the table: what happens from now on may be its doing. */
  | { readonly kind: 'begun'; readonly id: number }
  | { readonly kind: 'ask'; readonly id: number; readonly question: unknown }
  | {
      readonly kind: 'read';
      readonly id: number;
      readonly output: unknown;
      /** Memory of the process, bytes. */
      readonly resident: number;
    }
  | {
      readonly kind: 'failed';
      readonly id: number;
      /** Null for what is no refusal; `message` says it then. */
      readonly refusal: Statement<RefusalKey> | null;
      readonly message: string;
    };
