/**
 * Posts the digest of each week in the channels that managers chose, once, whatever restarts and however many
 * processes there are: it is kept with a nonce before it is posted, and where nobody knows any more whether it
 * was, the channel is looked into; where that cannot be, rather none than two.
 */

import { randomBytes } from 'node:crypto';
import { afterMs } from '../after-ms.ts';
import type { Settings } from '../settings/server-settings.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Day } from './days.ts';
import { type DigestState, readDigest, updateDigest, type WHY_CLOSED } from './digest-file.ts';
import { lastDue } from './digest-times.ts';

/** Often enough for an hour over which digests are spread. Milliseconds. */
const EVERY_MS = 5 * 60_000;
/** What was begun and may have been posted is tried again so soon. */
const AGAIN_MS = 20_000;
/**
 * Within this, one that was begun is posted again: Discord knows it by its nonce for “the past few minutes”, of
 * which trying may take two; see `channel-posts.ts`.
 */
const NONCE_MS = 60_000;
/** After this, no try of one that was begun is under way any more, in whichever process. */
const OVER_MS = 5 * 60_000;
/** Bytes of a nonce, which is at most 25 characters. */
const NONCE_BYTES = 12;

/** That a channel took no digest. */
export interface ClosedDigest {
  readonly channel: string;
  readonly why: (typeof WHY_CLOSED)[number];
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What became of a message: `away` where nobody knows, `refused` where Discord never takes it. */
export type DigestFate = 'posted' | 'refused' | 'away' | ClosedDigest['why'];

/** A digest that is put together, ready to be posted. */
export interface ReadyDigest {
  /** However often it is posted with the same nonce, it is there once. Never rejects. */
  post(nonce: string): Promise<DigestFate>;
}

/** The way to Discord. */
export interface DigestWay {
  /** Whether there is a connection. */
  isThere(): boolean;
  /**
   * Puts together what is told on a Monday: `nothing` where there is nothing to tell or nobody to tell it to,
   * `later` where the articles are still being read.
   */
  prepare(server: string, channel: string, monday: Day): Promise<ReadyDigest | 'nothing' | 'later'>;
  /**
   * Whether the one of a Monday stands in a channel; null where that cannot be seen. Never rejects.
   * @param since when it was begun, in milliseconds since 1970.
   */
  wasPosted(channel: string, monday: Day, since: number): Promise<boolean | null>;
}

/** The digests of all servers. */
export interface Digests {
  /** To be given the way to Discord; they are posted from then on. @returns what ends that. */
  connect(way: DigestWay): () => void;
  /** A channel was chosen just now, and took a first line: the next one comes on the next Monday. */
  chosen(server: string, channel: string): Promise<void>;
  /** That the channel which is chosen took none the last time; null where it did, or none was tried. */
  closedFor(server: string): Promise<ClosedDigest | null>;
  /** Resolves when all is done that can be done now. */
  settled(): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** What says that this process posts, as long as it is held. */
export interface DigestLease {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** How they are posted. */
export interface DigestsOptions {
  /** Of the default collection. */
  readonly state: Pick<StateFolder, 'read' | 'update'>;
  readonly settings: Pick<Settings, 'of' | 'servers'>;
  /** Takes what says who posts; null where another process has it. Nobody else posts where it is left out. */
  readonly take?: () => Promise<DigestLease | null>;
  /** Told once that a channel takes none. */
  readonly onClosed?: (server: string, closed: ClosedDigest) => void;
  /** Told what is a bug, or a disk or a database that fails. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds since 1970; of the system unless a test says otherwise. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds. @returns what prevents that. */
  readonly after?: (ms: number, then: () => void) => () => void;
}

/** Opens them; nothing is posted before `connect`. */
export function openDigests(options: DigestsOptions): Digests {
  const { state, settings, take, onClosed = () => {}, onFault } = options;
  const { now = Date.now, after = afterMs } = options;
  /** By server: channel and Monday that are known to be done. */
  const done = new Map<string, string>();
  let way: DigestWay | null = null;
  let isOpen = true;
  let cancel = (): void => {};
  let isWanted = false;
  let working: Promise<void> | null = null;

  function work(): void {
    isWanted = true;
    working ??= run().finally(() => {
      working = null;
    });
  }

  async function run(): Promise<void> {
    let isSoon = false;
    while (isWanted && isOpen) {
      isWanted = false;
      try {
        isSoon = await round();
      } catch (error) {
        onFault(error);
      }
    }
    cancel();
    if (isOpen && way !== null) cancel = after(isSoon ? AGAIN_MS : EVERY_MS, work);
  }

  /** @returns whether something is to be seen to again soon. */
  async function round(): Promise<boolean> {
    if (!(way?.isThere() ?? false)) return false;
    const due: string[] = [];
    for (const server of await settings.servers()) {
      if (await isDue(server).catch(told)) due.push(server);
    }
    if (due.length === 0 || !isOpen) return false;
    const lease = await (take ?? ownLease)();
    if (lease === null) return false;
    let isSoon = false;
    try {
      for (const server of due) {
        if (!isOpen || lease.lost.aborted || way === null) break;
        if (await tell(server, way).catch(told)) isSoon = true;
      }
    } finally {
      await lease.release();
    }
    return isSoon;
  }

  function told(error: unknown): false {
    onFault(error);
    return false;
  }

  /** Whether there is one to be posted, or to be ended. */
  async function isDue(server: string): Promise<boolean> {
    const { digest: channel } = await settings.of(server);
    if (channel === null) return false;
    const monday = lastDue(server, now());
    const key = `${channel} ${monday}`;
    if (done.get(server) === key) return false;
    const kept = await readDigest(state, server);
    if (kept?.channel !== channel) {
      // Chosen lately: the first one comes on the next Monday.
      await begin(server, channel);
    } else if (kept.sending !== null || kept.done < monday) return true;
    done.set(server, key);
    return false;
  }

  async function begin(server: string, channel: string): Promise<void> {
    const monday = lastDue(server, now());
    await updateDigest(state, server, (before) =>
      before?.channel === channel && before.done >= monday && before.closed === null
        ? null
        : { channel, done: monday, sending: null, closed: null },
    );
  }

  /** @returns whether it is to be seen to again soon. */
  async function tell(server: string, way: DigestWay): Promise<boolean> {
    const { digest: channel } = await settings.of(server);
    const before = await readDigest(state, server);
    if (channel === null || before === null || before.channel !== channel) return false;
    let { sending } = before;
    if (sending !== null && now() - sending.startedAt >= NONCE_MS) {
      if (now() - sending.startedAt < OVER_MS) return true;
      const isThere = await way.wasPosted(channel, sending.monday, sending.startedAt);
      // What cannot be seen may be there.
      if (isThere !== false) {
        await end(server, sending);
        return false;
      }
      await drop(server, sending);
      sending = null;
    }
    const monday = lastDue(server, now());
    if (sending === null && before.done >= monday) return false;
    const told = sending?.monday ?? monday;
    const digest = await way.prepare(server, channel, told);
    if (digest === 'later') return true;
    if (digest === 'nothing') {
      await end(server, sending ?? { monday });
      return false;
    }
    const claimed = sending ?? (await claim(server, channel, monday));
    // Closed, or another process's by now.
    if (claimed === null || !isOpen) return claimed !== null;
    const fate = await digest.post(claimed.nonce);
    if (fate === 'away') return true;
    const isClosed = fate === 'forbidden' || fate === 'missing';
    const since = before.closed?.why === fate ? before.closed.since : now();
    await end(server, claimed, isClosed ? { why: fate, since } : null);
    if (isClosed && before.closed?.why !== fate) onClosed(server, { channel, why: fate, since });
    return false;
  }

  /** Keeps that one is being posted; null where somebody else has begun it. */
  async function claim(
    server: string,
    channel: string,
    monday: Day,
  ): Promise<DigestState['sending']> {
    const nonce = randomBytes(NONCE_BYTES).toString('hex');
    const sending = { monday, nonce, startedAt: now() };
    const isMine = await updateDigest(state, server, (kept) =>
      kept?.channel === channel && kept.sending === null && kept.done < monday
        ? { ...kept, sending }
        : null,
    );
    return isMine ? sending : null;
  }

  /** It is posted, or not to be any more. @param closed what is known of its channel now. */
  async function end(
    server: string,
    { monday, nonce }: { readonly monday: Day; readonly nonce?: string },
    closed?: DigestState['closed'],
  ): Promise<void> {
    await updateDigest(state, server, (kept) => {
      if (kept === null || (kept.sending !== null && kept.sending.nonce !== nonce)) return null;
      const { closed: before } = kept;
      const latest = kept.done > monday ? kept.done : monday;
      return {
        ...kept,
        done: latest,
        sending: null,
        closed: closed === undefined ? before : closed,
      };
    });
  }

  async function drop(server: string, { nonce }: { readonly nonce: string }): Promise<void> {
    await updateDigest(state, server, (kept) =>
      kept?.sending?.nonce === nonce ? { ...kept, sending: null } : null,
    );
  }

  return {
    connect(given) {
      way = given;
      work();
      return () => {
        if (way === given) way = null;
      };
    },
    chosen: begin,
    async closedFor(server) {
      const { digest: channel } = await settings.of(server);
      const kept = channel === null ? null : await readDigest(state, server);
      if (kept === null || kept.closed === null || kept.channel !== channel) return null;
      return { channel: kept.channel, ...kept.closed };
    },
    async settled() {
      while (working !== null) await working;
    },
    async close() {
      isOpen = false;
      way = null;
      cancel();
      await working;
    },
  };
}

/** Of a process that is the only one. */
async function ownLease(): Promise<DigestLease> {
  return { lost: new AbortController().signal, release: async () => {} };
}
