/** What waits for a manager: shown, kept or dropped. */
import { extname } from 'node:path';
import { articleId } from '../citations/make-citation-id.ts';
import { freeName } from '../intake/file-names.ts';
import type { FileReading } from '../model.ts';
import { readArticle } from '../reading/read-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { textHashOf } from './fetched-text.ts';
import { LONGEST_WAIT_MS } from './limits.ts';
import { waitingArticle } from './look-run.ts';
import type { Memory, Remembered } from './memory.ts';
import type { WaitingArticle } from './source.ts';
import { type Store, sha256Of } from './store.ts';
import type { WaitingText, WaitingTexts } from './waiting-texts.ts';

/** By what it is decided on. */
export interface DeskParts {
  readonly reader: Reader;
  readonly store: Store;
  readonly texts: WaitingTexts;
  /** By name of the source. */
  readonly memories: ReadonlyMap<string, Memory>;
  readonly save: (source: string) => Promise<void>;
  /** Learns what other processes know of them by now. */
  readonly catchUp: () => Promise<void>;
  /** Whether there still is a source of that name. */
  readonly isThere: (source: string) => boolean;
  readonly now: () => number;
}

/** See the methods of `Sources` of these names. */
export interface WaitingDesk {
  waiting(name?: string): WaitingArticle[];
  readWaiting(id: string): Promise<FileReading>;
  keepWaiting(id: string): Promise<{ readonly file: string }>;
  dropWaiting(id: string): Promise<void>;
  /** Drops what has waited too long, and what nobody remembers. */
  tidy(): Promise<void>;
}

/** A desk over what is remembered. */
export function waitingDesk({
  reader,
  store,
  texts,
  memories,
  save,
  catchUp,
  isThere,
  now,
}: DeskParts): WaitingDesk {
  /** Ids that are being decided on: pressed twice at once, it is done once. */
  const busy = new Set<string>();

  function find(id: string): { readonly source: string; readonly article: Remembered } {
    for (const [source, { articles }] of memories) {
      const article = articles.find(({ waitingId }) => waitingId === id);
      if (article) return { source, article };
    }
    throw new Refusal('notWaiting');
  }

  async function read(id: string, title: string): Promise<WaitingText & { reading: FileReading }> {
    const { fileName, bytes } = await texts.read(id);
    const file = freeName(title, extname(fileName), new Set());
    return {
      fileName: file,
      bytes,
      reading: await readArticle(reader, { file, bytes, companion: null }, LANE),
    };
  }

  async function decide<T>(id: string, work: () => Promise<T>): Promise<T> {
    if (busy.has(id)) throw new Refusal('notWaiting');
    busy.add(id);
    try {
      await catchUp();
      return await work();
    } finally {
      busy.delete(id);
    }
  }

  async function end(
    article: Remembered,
    source: string,
    more: Partial<Remembered>,
  ): Promise<void> {
    const id = article.waitingId;
    Object.assign(article, { waitingId: null, waitingSince: null, why: null, ...more });
    await save(source);
    if (id !== null) await texts.drop(id);
  }

  /** Another text of an article that is there, unless somebody has changed that by hand. */
  async function replaced(article: Remembered, bytes: Uint8Array): Promise<string | null> {
    const { state, file, sha256 } = article;
    if (state !== 'kept' || file === null || sha256 === null) return null;
    if ((await store.standing(file, sha256)) !== 'same') return null;
    await store.replace(file, bytes);
    return file;
  }

  return {
    waiting(name) {
      return [...memories]
        .filter(([source]) => isThere(source) && (name === undefined || source === name))
        .flatMap(([source, { articles }]) =>
          articles.flatMap((article) => waitingArticle(article, source) ?? []),
        )
        .sort((a, b) => a.since - b.since);
    },
    async readWaiting(id) {
      await catchUp();
      const { article } = find(id);
      return (await read(id, article.title)).reading;
    },
    keepWaiting: (id) =>
      decide(id, async () => {
        const { source, article } = find(id);
        const { fileName, bytes, reading } = await read(id, article.title);
        const before = await replaced(article, bytes);
        try {
          const file = before ?? (await store.put(source, fileName, bytes));
          await end(article, source, {
            state: 'kept',
            file,
            articleIds: reading.articles.map(({ part }) => articleId(file, part)),
            sha256: sha256Of(bytes),
            textHash: textHashOf(reading),
            ...(before !== null && { changedAt: now() }),
          });
          return { file };
        } catch (cause) {
          if (!isRefusal(cause, 'fetchedNotWritten')) throw cause;
          throw new Refusal('articleNotWritten', {}, { cause });
        }
      }),
    dropWaiting: (id) =>
      decide(id, async () => {
        const { source, article } = find(id);
        await end(article, source, article.state === 'kept' ? {} : { state: 'dropped' });
      }),
    async tidy() {
      for (const [source, { articles }] of memories) {
        for (const article of articles) {
          const { waitingId, waitingSince, state } = article;
          if (waitingId === null || now() - (waitingSince ?? 0) < LONGEST_WAIT_MS) continue;
          await end(article, source, state === 'kept' ? {} : { state: 'dropped' });
        }
      }
      const ids = [...memories.values()].flatMap(({ articles }) =>
        articles.flatMap(({ waitingId }) => waitingId ?? []),
      );
      await texts.keepOnly(new Set(ids));
    },
  };
}

/** Decisions wait for each other, and for nobody else. */
const LANE = { lane: 'waiting articles' } as const;
