/** The model's processes, for tests that stop and kill them. */
import { ChildProcess } from 'node:child_process';
import type { PartState, Vitals } from '../../src/supervision/vitals.ts';

/** In the command line of a model's process: others read files. */
const MODEL = /embeddings.worker\.js/;

/** The processes that were started, in order. */
export const started: ChildProcess[] = [];

let isWatching = false;

/** Keeps what passes by from now on, and lets it through. No spy: those end with the test. */
export function watchStarts(): void {
  if (isWatching) return;
  isWatching = true;
  const prototype = ChildProcess.prototype as ChildProcess & {
    spawn(options: { readonly args: readonly string[] }): number;
  };
  const { spawn } = prototype;
  prototype.spawn = function (this: ChildProcess, options) {
    if (options.args.some((argument) => MODEL.test(argument))) started.push(this);
    return spawn.call(this, options);
  };
}

/** The model that was started last. */
export function latest(): ChildProcess {
  return started.at(-1) as ChildProcess;
}

/** The model that runs now: of several, the one that was started last. */
export function running(): ChildProcess {
  const isAlive = ({ exitCode, signalCode }: ChildProcess) => (exitCode ?? signalCode) === null;
  return started.findLast(isAlive) as ChildProcess;
}

/** Resolves when a process has said that it begins with the next batch. */
export function atWork(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const hear = (message: unknown): void => {
      if ((message as { kind: string }).kind !== 'at') return;
      child.off('message', hear);
      resolve();
    };
    child.on('message', hear);
  });
}

/** Resolves when the model becomes what is wanted. */
export function become(vitals: Vitals, wanted: PartState['state']): Promise<PartState> {
  return new Promise((resolve) => {
    const end = vitals.onChange((state) => {
      if (state.part !== 'model' || state.state !== wanted) return;
      end();
      resolve(state);
    });
  });
}
