/** Sources whose answers a test sets, and that remember what was asked of them. */
import { Refusal } from '../../src/refusals.ts';
import type {
  FetchedArticle,
  FetchedHistory,
  LookResult,
  Source,
  SourcePreview,
  SourceStatus,
  WaitingArticle,
} from '../../src/sources/source.ts';
import type { SourceList, SourceListener, Sources } from '../../src/sources/sources.ts';

/** A source as `sources.yaml` would have it. */
export function aSource(more: Partial<Source> = {}): Source {
  return {
    name: 'island-post',
    kind: 'feed',
    address: 'https://post.example/feed.xml',
    everyMs: 3_600_000,
    only: null,
    most: 50,
    keep: null,
    announce: null,
    line: 1,
    ...more,
  };
}

/** A source that was looked at and is well. */
export function aStatus(more: Partial<SourceStatus> = {}): SourceStatus {
  return {
    source: aSource(),
    isLooking: false,
    lastLookAt: 1_700_000_000_000,
    lastGoodAt: 1_700_000_000_000,
    nextLookAt: 1_700_003_600_000,
    problem: null,
    failures: 0,
    articles: 3,
    gone: 0,
    waiting: 0,
    changedAt: null,
    ...more,
  };
}

/** A look at which nothing happened. */
export function aLook(more: Partial<LookResult> = {}): LookResult {
  const none = { added: [], changed: [], removed: [], waiting: [], same: 0, failed: 0 };
  return { source: aSource(), ...none, problem: null, ...more };
}

export function fetchedArticle(file: string, articleId: string, title: string): FetchedArticle {
  return { file, articleIds: [articleId], title, url: null, published: null };
}

/** See the head of this file. */
export interface FakeSources extends Sources {
  statuses: SourceStatus[];
  problems: SourceList['problems'];
  waits: WaitingArticle[];
  readonly histories: Map<string, FetchedHistory>;
  /** What the next preview is, or is refused with. */
  next: SourcePreview | Refusal | null;
  /** Calls, as `remove island-post keep`. */
  readonly calls: string[];
  /** What a look at a source comes to; else nothing. */
  readonly looks: Map<string, Promise<LookResult>>;
  readonly readings: Map<string, Awaited<ReturnType<Sources['readWaiting']>>>;
  tellLook(result: LookResult, isFirst?: boolean): void;
}

/** Sources of nothing, at first. */
export function makeFakeSources(): FakeSources {
  const listeners = new Set<SourceListener>();
  const previews = new Map<string, Source>();
  const named = (name: string): Source => {
    const found = fake.statuses.find(({ source }) => source.name === name);
    if (!found) throw new Refusal('noSuchSource', { name });
    return found.source;
  };
  const note = (...words: readonly (string | undefined)[]) => {
    fake.calls.push(words.filter((word) => word !== undefined).join(' '));
  };
  const fake: FakeSources = {
    statuses: [],
    problems: [],
    waits: [],
    histories: new Map(),
    next: null,
    calls: [],
    looks: new Map(),
    readings: new Map(),
    tellLook(result, isFirst = false) {
      for (const listener of listeners) listener.onLook?.(result, isFirst);
    },
    list: () => ({ sources: fake.statuses, problems: fake.problems }),
    async preview(wanted) {
      note('preview', JSON.stringify(wanted));
      if (fake.next === null || fake.next instanceof Refusal) {
        throw fake.next ?? new Refusal('noAddress');
      }
      previews.set(fake.next.id, fake.next.source);
      return fake.next;
    },
    async add(id) {
      const source = previews.get(id);
      if (!source) throw new Refusal('previewGone');
      note('add', id);
      previews.delete(id);
      fake.statuses.push(aStatus({ source, articles: 0, lastLookAt: null, isLooking: true }));
      return source;
    },
    async previewed(id) {
      const source = previews.get(id);
      if (!source) throw new Refusal('previewGone');
      return source;
    },
    async discard(id) {
      note('discard', id);
      previews.delete(id);
    },
    async remove(name, articles) {
      const source = named(name);
      note('remove', name, articles);
      const count = fake.statuses.find((status) => status.source === source)?.articles ?? 0;
      fake.statuses = fake.statuses.filter((status) => status.source !== source);
      return { source, articles: count };
    },
    async refresh(name) {
      note('refresh', name);
      const names = name === undefined ? fake.statuses.map(({ source }) => source.name) : [name];
      return Promise.all(
        names.map((each) => fake.looks.get(each) ?? aLook({ source: named(each) })),
      );
    },
    async announce(name, announce) {
      const source = { ...named(name), announce };
      note('announce', name, JSON.stringify(announce));
      fake.statuses = fake.statuses.map((status) =>
        status.source.name === name ? { ...status, source } : status,
      );
      return source;
    },
    waiting: (name) => fake.waits.filter(({ source }) => name === undefined || source === name),
    async readWaiting(id) {
      const reading = fake.readings.get(id);
      if (!reading) throw new Refusal('notWaiting');
      return reading;
    },
    async keepWaiting(id) {
      take(id);
      note('keep', id);
      return { file: `island-post/${id}.md` };
    },
    async dropWaiting(id) {
      take(id);
      note('drop', id);
    },
    historyOf: (file) => fake.histories.get(file) ?? null,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {},
  };
  function take(id: string): void {
    if (!fake.waits.some((article) => article.id === id)) throw new Refusal('notWaiting');
    fake.waits = fake.waits.filter((article) => article.id !== id);
  }
  return fake;
}
