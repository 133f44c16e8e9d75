/** Owns a running model: starts it, starts it again when it died, ends it. */
import { type Reason, Refusal, statement } from '../src/refusals.ts';
import { type ModelHost, openHost } from './model-host.ts';
import type { FromWorker, ModelFacts, WorkerJob, WorkerStart } from './worker-protocol.ts';

/** Deaths in a row, with no result between them, after which it is not started again. */
const DEATHS_ALLOWED = 2;
/** A batch takes well under a second; one that hangs longer at its end is ended by force. */
const CLOSE_MS = 3_000;

/** One call that waits for its result. */
interface Pending {
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: Refusal) => void;
}

/** The host while it lives: `facts` settles when its model is loaded or it failed. */
interface Running {
  readonly host: ModelHost;
  readonly facts: Promise<ModelFacts>;
}

/** A model outside the main thread. Close it when done: it keeps the process alive. */
export class ModelClient {
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
   * What the model says of itself; starts the model.
   * @throws Refusal `modelUnavailable` with the reason.
   */
  facts(): Promise<ModelFacts> {
    return this.#live().facts;
  }

  /**
   * Unit vectors, one after the other.
   * @throws Refusal `embedderStopped` or `embedderClosed` when the model died or was closed meanwhile.
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

  /** Ends the model after its current batch; what is pending is rejected. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    this.#rejectAll('embedderClosed');
    const host = this.#running?.host;
    if (host === undefined) return;
    host.post({ kind: 'close' });
    const timer = setTimeout(() => host.kill(), CLOSE_MS);
    await host.exited;
    clearTimeout(timer);
  }

  async #ask(kind: WorkerJob['kind'], texts: readonly string[]): Promise<FromWorker> {
    const { host } = this.#live();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      host.post({ id, kind, texts });
    });
  }

  /** The running model, started when there is none. */
  #live(): Running {
    if (this.#closing !== null) {
      throw new Refusal('embedderClosed');
    }
    if (this.#deaths >= DEATHS_ALLOWED) {
      throw this.#unavailable(statement('modelKeepsStopping'));
    }
    this.#running ??= this.#spawn();
    return this.#running;
  }

  #spawn(): Running {
    let loaded: (facts: ModelFacts) => void = () => {};
    let failed: (error: Refusal) => void = () => {};
    const facts = new Promise<ModelFacts>((resolve, reject) => {
      loaded = resolve;
      failed = reject;
    });
    facts.catch(() => {}); // Reported to whoever asks for them; the pending calls hear of the exit.
    const host = openHost(this.#start, (message) => {
      if (message.kind === 'ready') loaded(message.facts);
      else if (message.kind === 'failed') failed(this.#unavailable(message.reason));
      else this.#settle(message);
    });
    void host.exited.then((cause) => {
      failed(this.#unavailable(statement('modelStoppedLoading'), cause));
      this.#died(host, cause);
    });
    return { host, facts };
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

  #died(host: ModelHost, cause: unknown): void {
    if (this.#running?.host !== host) return;
    this.#running = null;
    if (this.#closing !== null) return;
    this.#deaths++;
    this.#rejectAll('embedderStopped', cause);
  }

  #rejectAll(key: 'embedderClosed' | 'embedderStopped', cause?: unknown): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(new Refusal(key, {}, { cause }));
  }

  #unavailable(reason: Reason, cause?: unknown): Refusal {
    return new Refusal('modelUnavailable', { model: this.#start.model, reason }, { cause });
  }
}
