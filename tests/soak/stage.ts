/** What a stage of the soak is given, and what it says. */

/** One line of the table. */
export interface Line {
  /** What is promised. */
  readonly promise: string;
  readonly measured: string;
  readonly kept: boolean;
  /** Whether a busy machine alone may break it. */
  readonly isTimed?: boolean;
}

/** How much a stage does. */
export interface StageOptions {
  readonly seed: number;
  /** The short form of the tests: seconds in place of minutes, tens in place of thousands. */
  readonly short: boolean;
  /** Says how far it is. */
  readonly say: (text: string) => void;
}

/** Shakes one part of the program. */
export type Stage = (options: StageOptions) => Promise<readonly Line[]>;
