/**
 * Announces new articles in the channels that sources name for them: each once, whatever restarts, and
 * at most so many an hour.
 */
import { randomBytes } from 'node:crypto';
import type { Quote } from '../citations/quote.ts';
import { type InCollection, inCollection } from '../citations/refs.ts';
import type { OpenLibrary } from '../library/library.ts';
import type { Article } from '../model.ts';
import type { Announcing, LookResult } from '../sources/source.ts';
import type { Sources } from '../sources/sources.ts';
import type { StateFolder } from '../state/state-folder.ts';
import {
  type AnnouncementState,
  type Entry,
  loadAnnouncements,
  saveAnnouncements,
} from './announcement-file.ts';
import { openingOf } from './opening.ts';

const HOUR_MS = 60 * 60_000;
/** What still waits is looked at again after so long. Milliseconds. */
const AGAIN_MS = 60_000;
/** A channel that was closed is tried again after so long. */
const CLOSED_AGAIN_MS = HOUR_MS;
/** What could not be announced for so long is no news. */
const NEWS_MS = 24 * HOUR_MS;
/** Within this, Discord knows a message by its nonce; see `channel-posts.ts`. */
const NONCE_MS = 2 * 60_000;
/** Articles that wait to be announced; the oldest give way. */
const MOST_QUEUED = 500;
/** Bytes of a nonce, which is at most 25 characters. */
const NONCE_BYTES = 12;

/** A message that announces an article. */
export interface Announcement extends InCollection {
  readonly channel: string;
  /** However often it is posted with this, it is there once. */
  readonly nonce: string;
  readonly article: Article;
  /** Null for an article without passages. */
  readonly opening: Quote | null;
  /** How many others of its source it stands for. */
  readonly more: number;
}

/**
 * What became of a message: `away` where nobody knows, `refused` where Discord takes this one nowhere,
 * and `forbidden` or `missing` where the channel takes none.
 */
export type PostFate = 'posted' | 'refused' | 'forbidden' | 'missing' | 'away';

type Sending = NonNullable<AnnouncementState['sending']>;

/** The way to the channels. */
export interface Channels {
  /** Whether there is a connection. */
  isThere(): boolean;
  /** Never rejects. */
  post(announcement: Announcement): Promise<PostFate>;
}

/** A channel that took no announcement. */
export interface ClosedChannel {
  readonly channel: string;
  readonly why: 'forbidden' | 'missing';
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Announces what the sources bring. */
export interface Announcements {
  /** To be given the way to the channels; what waits is announced from then on. @returns what ends that. */
  connect(channels: Channels): () => void;
  /** Why nothing of a source can be announced, as far as that is known. From memory. */
  closedFor(source: string): ClosedChannel | null;
  /** Resolves when all is done that can be done now. */
  settled(): Promise<void>;
  /** Safe to call twice; what waits is announced after the next start. */
  close(): Promise<void>;
}

/** What announcing works with. */
export interface AnnouncementsOptions extends InCollection {
  /** Where what is to be announced is kept, of the collection that the sources bring to. */
  readonly state: StateFolder;
  readonly sources: Pick<Sources, 'list' | 'historyOf' | 'listen'>;
  readonly library: Pick<OpenLibrary, 'refresh' | 'article' | 'passages' | 'excerpt' | 'whenReady'>;
  /** Told once that a channel is closed. */
  readonly onClosed: (source: string, closed: ClosedChannel) => void;
  /** Told what is a bug, or a disk that fails. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds since 1970; of the system unless a test says otherwise. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds. @returns what prevents that. */
  readonly after?: (ms: number, then: () => void) => () => void;
}

function afterMs(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Opens it; nothing is announced before `connect`. */
export async function openAnnouncements(options: AnnouncementsOptions): Promise<Announcements> {
  const {
    state: kept,
    sources,
    library,
    onClosed,
    onFault,
    now = Date.now,
    after = afterMs,
  } = options;
  const state: AnnouncementState = await loadAnnouncements(kept);
  let channels: Channels | null = null;
  let isOpen = true;
  /** Before, no article can be told from one that is not there. */
  let isRead = false;
  let cancel = (): void => {};
  let isWanted = false;
  let working: Promise<void> | null = null;

  function save(): Promise<void> {
    return saveAnnouncements(kept, state);
  }

  /** Where a source's articles are announced now. */
  function announcingOf(name: string): Announcing | null {
    const status = sources.list().sources.find(({ source }) => source.name === name);
    return status?.source.announce ?? null;
  }

  function take({ source, added }: LookResult, isFirst: boolean): void {
    if (isFirst || source.announce === null || added.length === 0) return;
    // A list names its newest first.
    for (const { file, articleIds } of [...added].reverse()) {
      const [articleId] = articleIds;
      if (articleId !== undefined) {
        state.queue.push({ source: source.name, file, articleId, at: now() });
      }
    }
    state.queue.splice(0, Math.max(0, state.queue.length - MOST_QUEUED));
    work();
  }

  /** Does what can be done now, and what comes meanwhile after it. */
  function work(): void {
    isWanted = true;
    working ??= run().finally(() => {
      working = null;
    });
  }

  async function run(): Promise<void> {
    while (isWanted && isOpen) {
      isWanted = false;
      try {
        await save();
        await announceAll();
      } catch (error) {
        onFault(error);
      }
    }
    cancel();
    if (isOpen && (state.queue.length > 0 || state.sending !== null))
      cancel = after(AGAIN_MS, work);
  }

  async function announceAll(): Promise<void> {
    if (channels === null || !channels.isThere() || !isRead) return;
    await endSending();
    state.posted = state.posted.filter(({ at }) => now() - at < HOUR_MS);
    for (const name of new Set(state.queue.map(({ source }) => source))) {
      const announcing = announcingOf(name);
      if (announcing === null) drop(({ source }) => source === name);
      else if (roomOf(name, announcing) > 0) await announceSource(name, announcing);
    }
    drop(({ at }) => now() - at > NEWS_MS);
    await save();
  }

  function drop(isOver: (entry: Entry) => boolean): void {
    state.queue = state.queue.filter((entry) => !isOver(entry));
  }

  /** How many messages may be posted of a source just now. */
  function roomOf(name: string, { channel, mostAnHour }: Announcing): number {
    const closed = state.closed[name];
    if (closed?.channel === channel && now() - closed.triedAt < CLOSED_AGAIN_MS) return 0;
    return mostAnHour - state.posted.filter(({ source }) => source === name).length;
  }

  /** The newest as far as there is room, in the order in which they came; the last stands for the rest. */
  async function announceSource(name: string, announcing: Announcing): Promise<void> {
    // What came is read by then; what was removed meanwhile is gone by then.
    await library.refresh().catch(() => {});
    const isOfSource = ({ source }: Entry) => source === name;
    drop((entry) => isOfSource(entry) && sources.historyOf(entry.file) === null);
    const readable: Entry[] = [];
    for (const entry of state.queue.filter(isOfSource)) {
      if ((await library.article({ id: entry.articleId })) !== null) readable.push(entry);
    }
    const shown = readable.slice(-roomOf(name, announcing));
    const rest = readable.slice(0, readable.length - shown.length);
    for (const [i, entry] of shown.entries()) {
      const others = i === shown.length - 1 ? rest.map(({ articleId }) => articleId) : [];
      const nonce = randomBytes(NONCE_BYTES).toString('hex');
      state.sending = { ...entry, nonce, startedAt: now(), others };
      drop((each) => each === entry);
      await save();
      if (!(await send(state.sending, announcing))) return;
    }
  }

  /** What a crash left half done: Discord knows it by its nonce, or it is too late to know. */
  async function endSending(): Promise<void> {
    const { sending } = state;
    if (sending === null) return;
    const announcing = announcingOf(sending.source);
    const isKnown = announcing !== null && now() - sending.startedAt < NONCE_MS;
    if (isKnown) await send(sending, announcing);
    else end(sending);
  }

  /** It is announced, or not to be any more, and so is what it stands for. */
  function end({ source, others }: Sending): void {
    state.sending = null;
    drop((each) => each.source === source && others.includes(each.articleId));
  }

  function putBack({ source, file, articleId, at }: Sending): void {
    state.sending = null;
    state.queue.unshift({ source, file, articleId, at });
  }

  /** @returns whether one may go on. */
  async function send(sending: Sending, { channel }: Announcing): Promise<boolean> {
    const { source, nonce, others } = sending;
    const article = await library.article({ id: sending.articleId });
    const isHere = article !== null && sources.historyOf(sending.file) !== null;
    if (channels === null || !isOpen || !isHere) {
      if (isHere) putBack(sending);
      // What it would have stood for is announced by another one.
      else state.sending = null;
      await save();
      return !isHere;
    }
    const opening = await openingOf(article, library);
    const more = others.length;
    const where = inCollection(options);
    const quoted = opening && { ...opening, ...where };
    const fate = await channels.post({ channel, nonce, article, opening: quoted, more, ...where });
    // It is tried again with its nonce, as long as that is known.
    if (fate === 'away') return false;
    if (fate === 'refused') end(sending);
    else if (fate === 'posted') {
      end(sending);
      state.posted.push({ source, at: now() });
      delete state.closed[source];
    } else {
      putBack(sending);
      noteClosed(source, channel, fate);
    }
    await save();
    return fate === 'posted' || fate === 'refused';
  }

  function noteClosed(source: string, channel: string, why: ClosedChannel['why']): void {
    const before = state.closed[source];
    const isKnown = before?.channel === channel && before.why === why;
    const since = isKnown ? before.since : now();
    state.closed[source] = { channel, why, since, triedAt: now() };
    if (!isKnown) onClosed(source, { channel, why, since });
  }

  const unlisten = sources.listen({ onLook: take });
  library.whenReady().then(
    () => {
      isRead = true;
      work();
    },
    () => {},
  );
  return {
    connect(way) {
      channels = way;
      work();
      return () => {
        if (channels === way) channels = null;
      };
    },
    closedFor(source) {
      const closed = state.closed[source];
      return closed && announcingOf(source)?.channel === closed.channel ? closed : null;
    },
    async settled() {
      while (working !== null) await working;
    },
    async close() {
      isOpen = false;
      unlisten();
      cancel();
      await working;
    },
  };
}
