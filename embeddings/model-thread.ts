/** Owns the worker thread of a model: starts it, starts it again when it died, ends it. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FootnoteError } from '../src/errors.ts';
import type {
  FromWorker,
  ModelFacts,
  ToWorker,
  WorkerJob,
  WorkerStart,
} from './worker-protocol.ts';

/** Deaths in a row, with no result between them, after which it is not started again. */
const DEATHS_ALLOWED = 2;
/** A batch takes well under a second; a thread that hangs longer at its end is ended by force. */
const CLOSE_MS = 3_000;

const require = createRequire(import.meta.url);

/** One call that waits for its result. */
interface Pending {
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: FootnoteError) => void;
}

/** The thread while it lives: `facts` settles when its model is loaded or it failed. */
interface Running {
  readonly worker: Worker;
  readonly facts: Promise<ModelFacts>;
  readonly exited: Promise<void>;
}

/** A model in one worker thread. Close it when done: it keeps the process alive. */
export class ModelThread {
  readonly #start: WorkerStart;
  readonly #pending = new Map<number, Pending>();
  #running: Running | null = null;
  #closing: Promise<void> | null = null;
  #deaths = 0;
  #lastId = 0;

  constructor(start: WorkerStart) {
    this.#start = start;
  }

  /**
   * What the model says of itself; starts the thread.
   * @throws FootnoteError `model-unavailable` with the cause.
   */
  facts(): Promise<ModelFacts> {
    return this.#live().facts;
  }

  /**
   * Unit vectors, one after the other.
   * @throws FootnoteError `not-ready` when the thread died or was closed meanwhile.
   */
  async vectors(kind: 'query' | 'passages', texts: readonly string[]): Promise<Float32Array> {
    const message = await this.#ask(kind, texts);
    if (message.kind !== 'vectors') throw new Error(`expected vectors, got ${message.kind}`);
    return message.vectors;
  }

  /** Token counts, one a text. Errors as `vectors`. */
  async counts(texts: readonly string[]): Promise<number[]> {
    const message = await this.#ask('count', texts);
    if (message.kind !== 'counts') throw new Error(`expected counts, got ${message.kind}`);
    return [...message.counts];
  }

  /** Ends the thread after its current batch; what is pending is rejected. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    this.#rejectAll('The embedding model was closed.');
    const running = this.#running;
    if (running === null) return;
    running.worker.postMessage({ kind: 'close' } satisfies ToWorker);
    const timer = setTimeout(() => void running.worker.terminate(), CLOSE_MS);
    await running.exited;
    clearTimeout(timer);
  }

  async #ask(kind: WorkerJob['kind'], texts: readonly string[]): Promise<FromWorker> {
    const { worker } = this.#live();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ id, kind, texts } satisfies ToWorker);
    });
  }

  /** The running thread, started when there is none. */
  #live(): Running {
    if (this.#closing !== null) {
      throw new FootnoteError('not-ready', 'The embedding model was closed.');
    }
    if (this.#deaths >= DEATHS_ALLOWED) {
      throw this.#unavailable('its thread stops again and again');
    }
    this.#running ??= this.#spawn();
    return this.#running;
  }

  #spawn(): Running {
    importRuntimeOnce();
    const worker = new Worker(workerUrl(), {
      workerData: this.#start,
      execArgv: [],
      // The library prints whole tensors when a run fails; the reason comes as a message instead.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    const exited = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        this.#died(worker, cause);
        resolve();
      });
    });
    const facts = new Promise<ModelFacts>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve(message.facts);
        else if (message.kind === 'failed') reject(this.#unavailable(message.reason));
        else this.#settle(message);
      });
      void exited.then(() => reject(this.#unavailable('its thread stopped', cause)));
    });
    facts.catch(() => {}); // Reported to whoever asks for them; the pending calls hear of the exit.
    return { worker, facts, exited };
  }

  #settle(message: Exclude<FromWorker, { kind: 'ready' | 'failed' }>): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    this.#deaths = 0;
    if (message.kind === 'error') {
      pending?.reject(this.#unavailable(message.reason));
    } else {
      pending?.resolve(message);
    }
  }

  #died(worker: Worker, cause: unknown): void {
    if (this.#running?.worker !== worker) return;
    this.#running = null;
    if (this.#closing !== null) return;
    this.#deaths++;
    this.#rejectAll('The embedding model stopped unexpectedly; please try again.', cause);
  }

  #rejectAll(message: string, cause?: unknown): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(new FootnoteError('not-ready', message, { cause }));
  }

  #unavailable(reason: string, cause?: unknown): FootnoteError {
    return new FootnoteError(
      'model-unavailable',
      `The model ${this.#start.model} cannot be loaded: ${reason}.`,
      { cause },
    );
  }
}

/**
 * A second thread cannot register the native runtime ("Module did not self-register") unless the
 * main thread holds it. It is the library's own dependency, so it is looked up from there.
 */
function importRuntimeOnce(): void {
  createRequire(require.resolve('@xenova/transformers'))('onnxruntime-node');
}

/**
 * The worker beside this file. From sources, which Node 20 cannot run, a line of JavaScript
 * registers `tsx`, a development dependency, first: its `--import` does nothing in a worker.
 */
function workerUrl(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./worker.js', import.meta.url);
  // Its CommonJS build, which `require` finds, looks for the loader in the wrong place.
  const tsx = pathToFileURL(require.resolve('tsx/esm/api').replace(/cjs$/, 'mjs')).href;
  const worker = new URL('./worker.ts', import.meta.url).href;
  const source = `import { register } from '${tsx}'; register(); await import('${worker}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}
