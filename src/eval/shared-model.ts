/** One model for all folders that are measured, which computes nothing twice. */
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { contentKey } from './content-key.ts';

/** A model that several libraries use, one after the other. */
export interface SharedModel {
  /** As it was opened. */
  readonly options: EmbedderOptions;
  readonly embedder: Embedder;
  /** Works as if there were no model: questions have no vector, and no passage is read. */
  withoutModel<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the model. What it said of a text, or of a question and a passage, is kept in memory: sets
 * that share articles and questions ask for the same again.
 * @throws Refusal as `openEmbedder`.
 */
export async function openSharedModel(options: EmbedderOptions): Promise<SharedModel> {
  const opened = await openEmbedder(options);
  let isThere = true;
  const embedPassages = remembering<PassageText, Embedded>(opened.embedPassages, (passage) =>
    contentKey(passage),
  );
  const readings = new Map<string, Reading | null>();
  const embedder: Embedder = {
    ...opened,
    get hasReader() {
      return isThere && opened.hasReader;
    },
    async embedQuestion(text, signal) {
      if (!isThere) throw new Error('asked without a model');
      return opened.embedQuestion(text, signal);
    },
    embedQuery: async (text, signal) =>
      (await embedder.embedQuestion(text, signal))?.vector ?? null,
    embedPassages,
    async read(question, passages, signal) {
      const read = remembering<PassageText, Reading | null>(
        (some) => opened.read(question, some, signal),
        (passage) => contentKey([question, passage]),
        readings,
      );
      return read(passages);
    },
    // A library that closes ends what it has opened; this one is opened for all of them.
    close: async () => {},
  };
  return {
    options,
    embedder,
    async withoutModel(work) {
      isThere = false;
      try {
        return await work();
      } finally {
        isThere = true;
      }
    },
    close: () => opened.close(),
  };
}

type Embedded = Awaited<ReturnType<Embedder['embedPassages']>>[number];
type Reading = NonNullable<Awaited<ReturnType<Embedder['read']>>[number]>;

/** Asks `work` only for what is not known yet; null is not worth keeping. */
function remembering<Item, Result>(
  work: (items: readonly Item[]) => Promise<Result[]>,
  key: (item: Item) => string,
  known = new Map<string, Result>(),
): (items: readonly Item[]) => Promise<Result[]> {
  return async (items) => {
    const keys = items.map(key);
    const missing = items
      .map((item, i) => ({ item, key: keys[i] as string }))
      .filter((each) => !known.has(each.key));
    const found = missing.length === 0 ? [] : await work(missing.map(({ item }) => item));
    const fresh = new Map(missing.map((each, i) => [each.key, found[i] as Result]));
    for (const [each, result] of fresh) if (result !== null) known.set(each, result);
    return keys.map((each) => (known.get(each) ?? fresh.get(each)) as Result);
  };
}
