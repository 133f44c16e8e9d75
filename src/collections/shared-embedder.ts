/** One model for many libraries: each gets a view of it, and closing a view leaves the model to the others. */
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import { Refusal } from '../refusals.ts';

/** A model that is opened once, by whoever needs it first. */
export interface SharedEmbedder {
  /** As `LibraryOptions.openEmbedder`. The options of the first call count, but for what is shared. */
  readonly open: (options: EmbedderOptions) => Promise<Embedder>;
  /** Ends the model, once, whoever still has a view of it. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * @param shared what is told how the model is, where anybody is to be; a library's own hears nothing of it.
 * @param start opens the model itself.
 */
export function shareEmbedder(
  shared: Pick<EmbedderOptions, 'vitals'> = {},
  start: (options: EmbedderOptions) => Promise<Embedder> = openEmbedder,
): SharedEmbedder {
  const stop = new AbortController();
  let model: Promise<Embedder> | null = null;
  let closing: Promise<void> | null = null;

  function modelOf(options: EmbedderOptions): Promise<Embedder> {
    if (model !== null) return model;
    const { signal: _ofOne, vitals: _own, ...ofAll } = options;
    const opening = start({ ...ofAll, ...shared, signal: stop.signal });
    model = opening;
    opening.catch(() => {
      // Whoever comes next tries again.
      if (model === opening) model = null;
    });
    return opening;
  }

  return {
    async open({ signal, ...options }) {
      if (closing !== null) throw new Refusal('embedderClosed');
      const end = new AbortController();
      const ended = endOf(end.signal);
      const abort = (): void => end.abort();
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      try {
        return viewOf(await Promise.race([modelOf(options), ended]), end, ended);
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    close() {
      closing ??= (async () => {
        stop.abort();
        await (await model?.catch(() => null))?.close();
      })();
      return closing;
    },
  };
}

/** Rejects when a view is closed. */
function endOf(signal: AbortSignal): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Refusal('embedderClosed')), { once: true });
  });
  ended.catch(() => {});
  return ended;
}

/** The model for one library. What it waits for when it is closed is refused, as by a model of its own. */
function viewOf(model: Embedder, end: AbortController, ended: Promise<never>): Embedder {
  async function unlessEnded<T>(work: () => Promise<T>): Promise<T> {
    if (end.signal.aborted) throw new Refusal('embedderClosed');
    const working = work();
    working.catch(() => {});
    return Promise.race([working, ended]);
  }
  return {
    ...model,
    embedQuestion: (text, signal) => unlessEnded(() => model.embedQuestion(text, signal)),
    embedQuery: (text, signal) => unlessEnded(() => model.embedQuery(text, signal)),
    embedPassages: (passages) => unlessEnded(() => model.embedPassages(passages)),
    countTokens: (texts) => unlessEnded(() => model.countTokens(texts)),
    read: (question, passages, signal) =>
      unlessEnded(() => model.read(question, passages, signal)).catch(() =>
        passages.map(() => null),
      ),
    async close() {
      end.abort();
    },
  };
}
