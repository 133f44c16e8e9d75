/** Where a model runs: the first one in a worker thread, any later one in a process of its own. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerStart } from './worker-protocol.ts';

/** A running `worker.ts`. */
export interface ModelHost {
  readonly kind: 'thread' | 'process';
  post(message: ToWorker): void;
  /** Ends it at once. */
  kill(): void;
  /** Resolves when it has ended, with what ended it where that is known. */
  readonly exited: Promise<unknown>;
}

/** Survives this module being loaded twice, as test runners do. */
const THREAD_USED = Symbol.for('footnote.embeddings.threadUsed');
const marks = globalThis as { [THREAD_USED]?: true };

/**
 * Starts `worker.ts`. onnxruntime-node 1.14 keeps one static reference into the thread that loaded
 * it last; loading it in a second thread after the first one ended frees memory that is no longer
 * there, and the process aborts, in about one of four tries. So one thread for each process, ever.
 */
export function openHost(start: WorkerStart, onMessage: (message: FromWorker) => void): ModelHost {
  if (marks[THREAD_USED]) return openProcess(start, onMessage);
  marks[THREAD_USED] = true;
  return openThread(start, onMessage);
}

function openThread(start: WorkerStart, onMessage: (message: FromWorker) => void): ModelHost {
  const worker = new Worker(threadUrl(), {
    workerData: start,
    execArgv: [],
    // The library prints whole tensors when a run fails; the reason comes as a message instead.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.on('message', onMessage);
  let cause: unknown;
  worker.on('error', (error) => {
    cause = error;
  });
  return {
    kind: 'thread',
    post: (message) => worker.postMessage(message),
    kill: () => void worker.terminate(),
    exited: new Promise((resolve) => worker.once('exit', () => resolve(cause))),
  };
}

function openProcess(start: WorkerStart, onMessage: (message: FromWorker) => void): ModelHost {
  const child = fork(workerPath(), [JSON.stringify(start)], {
    execArgv: fromSources() ? ['--import', pathToFileURL(require.resolve('tsx')).href] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (message) => onMessage(message as FromWorker));
  let cause: unknown;
  child.on('error', (error) => {
    cause = error;
  });
  return {
    kind: 'process',
    // A child that has just died is reported by its exit, not by each message to it.
    post: (message) => void child.send(message, () => {}),
    kill: () => void child.kill('SIGKILL'),
    exited: new Promise((resolve) => {
      child.once('close', () => resolve(cause));
    }),
  };
}

const require = createRequire(import.meta.url);

/** Whether this runs from TypeScript sources, which Node 20 cannot load by itself. */
function fromSources(): boolean {
  return import.meta.url.endsWith('.ts');
}

function workerPath(): string {
  return fileURLToPath(new URL(fromSources() ? './worker.ts' : './worker.js', import.meta.url));
}

/** From sources, a line of JavaScript registers `tsx` first: its `--import` does nothing in threads. */
function threadUrl(): URL {
  const worker = pathToFileURL(workerPath());
  if (!fromSources()) return worker;
  // Its CommonJS build, which `require` finds, looks for the loader in the wrong place.
  const tsx = pathToFileURL(require.resolve('tsx/esm/api').replace(/cjs$/, 'mjs')).href;
  const source = `import { register } from '${tsx}'; register(); await import('${worker.href}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}
