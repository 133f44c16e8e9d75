/** What is done in a reading process: a module with one function, named by its address. */

/**
 * A question of the work to the process that it is done for, such as how many tokens texts have.
 * Rejects where it cannot be answered.
 */
export type Ask = (question: unknown) => Promise<unknown>;

/**
 * Some work. Its module exports `work`, a function of this type. Input and output, as questions and
 * answers, are structured clones. What it throws beside Refusals says that the file is at fault.
 */
export interface Work<Input, Output> {
  /** As `new URL('./x.ts', import.meta.url)`. */
  readonly module: URL;
  /** Given for the types. */
  readonly work?: (input: Input, ask: Ask) => Promise<Output>;
}

/** What a work's module exports. */
export interface WorkModule {
  work(input: unknown, ask: Ask): Promise<unknown>;
}
