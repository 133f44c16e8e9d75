/**
 * Announces new articles in the channels that sources name for them: each once, whatever restarts, and
 * at most so many an hour.
 */

import { randomBytes } from 'node:crypto';
import { afterMs } from '../after-ms.ts';
import type { Quote } from '../citations/quote.ts';
import { type InCollection, inCollection } from '../citations/refs.ts';
import type { OpenLibrary } from '../library/library.ts';
import type { Article } from '../model.ts';
import { USUAL_AN_HOUR } from '../sources/limits.ts';
import type { Announcing, LookResult } from '../sources/source.ts';
import type { Sources } from '../sources/sources.ts';
import type { StateFolder } from '../state/state-folder.ts';
import {
  type AnnouncementState,
  closedChannelOf,
  type Entry,
  loadAnnouncements,
  saveAnnouncements,
  type Target,
  targetKey,
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
  /**
   * The channels that managers chose for what comes from sources that name none themselves, each told all of
   * it; there are none where it is left out. Never rejects.
   */
  readonly chosen?: () => Promise<readonly string[]>;
  /** Told once that a channel is closed. */
  readonly onClosed: (source: string, closed: ClosedChannel) => void;
  /** Told what is a bug, or a disk that fails. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds since 1970; of the system unless a test says otherwise. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds. @returns what prevents that. */
  readonly after?: (ms: number, then: () => void) => () => void;
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
  let taking: Promise<void> = Promise.resolve();
  let chosen: readonly string[] = [];

  function save(): Promise<void> {
    return saveAnnouncements(kept, state);
  }

  /** Asks what managers chose, and forgets what became of channels that they chose no more. */
  async function askChosen(): Promise<void> {
    chosen = (await options.chosen?.()) ?? [];
    for (const [key, { channel }] of Object.entries(state.closed)) {
      if (key.includes(' ') && !chosen.includes(channel)) delete state.closed[key];
    }
  }

  /** Whether and how something is announced there now. */
  function announcingOf({ source: name, channel }: Target): Announcing | null {
    const found = sources.list().sources.find(({ source }) => source.name === name);
    const own = found?.source.announce ?? null;
    if (channel === undefined) return own;
    const isChosen = found !== undefined && own === null && chosen.includes(channel);
    return isChosen ? { channel, mostAnHour: USUAL_AN_HOUR } : null;
  }

  function take(look: LookResult, isFirst: boolean): void {
    if (isFirst || look.added.length === 0) return;
    if (look.source.announce !== null) queue(look, {});
    if (look.source.announce !== null || options.chosen === undefined) return;
    taking = taking
      .then(async () => {
        await askChosen();
        for (const channel of chosen) queue(look, { channel });
      })
      .catch(onFault);
  }

  function queue({ source, added }: LookResult, where: Pick<Entry, 'channel'>): void {
    // A list names its newest first.
    for (const { file, articleIds } of [...added].reverse()) {
      const [articleId] = articleIds;
      if (articleId !== undefined) {
        state.queue.push({ source: source.name, file, articleId, at: now(), ...where });
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
    await askChosen();
    await endSending();
    state.posted = state.posted.filter(({ at }) => now() - at < HOUR_MS);
    for (const [key, target] of new Map(state.queue.map((entry) => [targetKey(entry), entry]))) {
      const announcing = announcingOf(target);
      if (announcing === null) drop((entry) => targetKey(entry) === key);
      else if (roomOf(target, announcing) > 0) await announceSource(target, announcing);
    }
    drop(({ at }) => now() - at > NEWS_MS);
    await save();
  }

  function drop(isOver: (entry: Entry) => boolean): void {
    state.queue = state.queue.filter((entry) => !isOver(entry));
  }

  /** How many messages may be posted of a source just now. */
  function roomOf(target: Target, { channel, mostAnHour }: Announcing): number {
    const key = targetKey(target);
    const closed = state.closed[key];
    if (closed?.channel === channel && now() - closed.triedAt < CLOSED_AGAIN_MS) return 0;
    return mostAnHour - state.posted.filter((one) => targetKey(one) === key).length;
  }

  /** The newest as far as there is room, in the order in which they came; the last stands for the rest. */
  async function announceSource(target: Target, announcing: Announcing): Promise<void> {
    // What came is read by then; what was removed meanwhile is gone by then.
    await library.refresh().catch(() => {});
    const key = targetKey(target);
    const isOfTarget = (entry: Entry) => targetKey(entry) === key;
    drop((entry) => isOfTarget(entry) && sources.historyOf(entry.file) === null);
    const readable: Entry[] = [];
    for (const entry of state.queue.filter(isOfTarget)) {
      if ((await library.article({ id: entry.articleId })) !== null) readable.push(entry);
    }
    const shown = readable.slice(-roomOf(target, announcing));
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
    const announcing = announcingOf(sending);
    const isKnown = announcing !== null && now() - sending.startedAt < NONCE_MS;
    if (isKnown) await send(sending, announcing);
    else end(sending);
  }

  /** It is announced, or not to be any more, and so is what it stands for. */
  function end({ others, ...target }: Sending): void {
    state.sending = null;
    const key = targetKey(target);
    drop((each) => targetKey(each) === key && others.includes(each.articleId));
  }

  function putBack({ nonce: _nonce, startedAt: _startedAt, others: _others, ...entry }: Sending) {
    state.sending = null;
    state.queue.unshift(entry);
  }

  /** @returns whether one may go on. */
  async function send(sending: Sending, { channel }: Announcing): Promise<boolean> {
    const { source, nonce, others } = sending;
    const where = sending.channel === undefined ? {} : { channel: sending.channel };
    const target: Target = { source, ...where };
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
    const of = inCollection(options);
    const quoted = opening && { ...opening, ...of };
    const fate = await channels.post({ channel, nonce, article, opening: quoted, more, ...of });
    // It is tried again with its nonce, as long as that is known.
    if (fate === 'away') return false;
    if (fate === 'refused') end(sending);
    else if (fate === 'posted') {
      end(sending);
      state.posted.push({ ...target, at: now() });
      delete state.closed[targetKey(target)];
    } else {
      putBack(sending);
      noteClosed(target, channel, fate);
    }
    await save();
    return fate === 'posted' || fate === 'refused';
  }

  function noteClosed(target: Target, channel: string, why: ClosedChannel['why']): void {
    const key = targetKey(target);
    const before = state.closed[key];
    const isKnown = before?.channel === channel && before.why === why;
    const since = isKnown ? before.since : now();
    state.closed[key] = { channel, why, since, triedAt: now() };
    if (!isKnown) onClosed(target.source, { channel, why, since });
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
      const found = sources.list().sources.find((each) => each.source.name === source);
      return found ? closedChannelOf(state.closed, found.source) : null;
    },
    async settled() {
      await taking;
      while (working !== null) await working;
    },
    async close() {
      isOpen = false;
      unlisten();
      cancel();
      await taking;
      await working;
    },
  };
}
