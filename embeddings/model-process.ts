/** The process that a model runs in, and the watch over it: what gives no sign of life is ended. */
import { statement } from '../src/refusals.ts';
import { startChild } from '../src/supervision/child.ts';
import type { Life } from '../src/supervision/supervised.ts';
import { ModelProblem } from './model-problem.ts';
import type { FromWorker, ModelFacts, ToWorker, WorkerStart } from './worker-protocol.ts';

/** Without a sign of life for so long, it hangs. */
const SILENCE_MS = 4_000;
/** A text cannot be done in parts: where one takes a second and more, so many of them are allowed. */
const LONGEST_TEXTS = 4;
/**
 * Silence is counted in ticks that really came: while our own event loop was held up, or the machine
 * slept, signs of life could not be heard either.
 */
const TICK_MS = 250;

/** The model itself said that it cannot work: it would say so again. */
export class ModelFailure extends ModelProblem {}

/** A running `worker.ts`. */
export interface ModelProcess extends Life {
  /** Rejects with a `ModelFailure`, or a `ModelProblem` where it ended before it was loaded. */
  readonly ready: Promise<ModelFacts>;
  /** Resolves with a `ModelProblem` that says why it ended. */
  readonly exited: Promise<ModelProblem>;
  post(message: ToWorker): void;
}

/** What the model says of jobs. */
export type JobMessage = Extract<FromWorker, { readonly id: number }>;

/** Starts a model. @param onMessage hears what it says of jobs. */
export function startModel(
  start: WorkerStart,
  onMessage: (message: JobMessage) => void,
): ModelProcess {
  let loaded: (facts: ModelFacts) => void = () => {};
  let failed: (problem: ModelProblem) => void = () => {};
  const ready = new Promise<ModelFacts>((resolve, reject) => {
    loaded = resolve;
    failed = reject;
  });
  ready.catch(() => {}); // Whoever waits for it hears of it; nobody else need.
  let cause: ModelProblem = new ModelProblem(statement('modelStoppedLoading'));
  let silent = 0;
  let watch: NodeJS.Timeout | undefined;

  const child = startChild<ToWorker, FromWorker>({
    module: new URL('./worker.ts', import.meta.url),
    argument: JSON.stringify(start),
    onMessage(message) {
      silent = 0;
      if (message.kind === 'ready') {
        cause = new ModelProblem(statement('modelStopped'));
        watch = setInterval(listen, TICK_MS, silenceAllowed(message.facts));
        loaded(message.facts);
      } else if (message.kind === 'failed') {
        cause = new ModelFailure(message.reason);
        failed(cause);
      } else if (message.kind !== 'alive') onMessage(message);
    },
  });
  function listen(allowedMs: number): void {
    silent += TICK_MS;
    if (silent < allowedMs) return;
    clearInterval(watch);
    cause = new ModelProblem(statement('modelHung', { n: Math.round(allowedMs / 1_000) }));
    child.kill();
  }
  const exited = child.exited.then((exit) => {
    clearInterval(watch);
    const isSaid = cause instanceof ModelFailure;
    if (exit.cause !== null && !isSaid) cause = new ModelProblem(foreign(exit.cause));
    failed(cause);
    return cause;
  });
  return { ready, exited, post: (message) => child.post(message), kill: () => child.kill() };
}

function silenceAllowed({ longestMs }: ModelFacts): number {
  return Math.max(SILENCE_MS, LONGEST_TEXTS * longestMs);
}

/** What the system says where a process could not be started, in its own words. */
function foreign(error: Error) {
  return statement('foreignWords', { said: error.message });
}
