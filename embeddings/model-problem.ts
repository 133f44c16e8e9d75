/** Why a model cannot be fetched, loaded or used: a reason instead of a sentence. */
import { type Reason, statement } from '../src/refusals.ts';

/** Libraries quote whole files in their messages. */
const WORDS_MAX = 200;

/** What is wrong with a model. */
export class ModelProblem extends Error {
  override readonly name = 'ModelProblem';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`${reason.key} ${JSON.stringify(reason.facts ?? {})}`);
    this.reason = reason;
  }
}

/** The reason of a problem; of any other error, what it says in its own words. */
export function problemOf(error: unknown): Reason {
  if (error instanceof ModelProblem) return error.reason;
  return statement('foreignWords', { said: wordsOf(error) });
}

/** The first line of what an error says, without a full stop. */
export function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/\.$/, '').slice(0, WORDS_MAX);
}
