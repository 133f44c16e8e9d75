/**
 * The questions that the articles could not answer: question, time and server, nothing of who asked.
 * One JSON line each, kept before `note` resolves; the file may end anywhere.
 */
import { z } from 'zod';
import type { StateFolder } from '../state/state-folder.ts';
import { timeSlice } from '../time-slices.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A year of a busy server; beyond that the oldest go, so that the file stays some megabytes. */
const KEPT_MAX = 20_000;
/** Older ones are dropped from the file at most this often, by a process, or after so many new ones. */
const SWEEP_EVERY_MS = 60 * 60 * 1_000;
const SWEEP_EVERY = 1_000;

/** In the state of a collection. */
const GAPS = 'gaps.jsonl';

/** Of an earlier release, and outside of servers, a line names none. */
const Stored = z.object({
  question: z.string(),
  at: z.number(),
  server: z.string().nullable().default(null),
});

/** A question without an answer. */
export interface Gap {
  readonly question: string;
  /** When it was asked, in milliseconds since 1970. */
  readonly at: number;
  /** The server where it was asked, by id; null outside of servers. */
  readonly server: string | null;
}

/** How logs are opened. */
export interface GapLogsOptions {
  /** Of the collection whose articles were asked. */
  readonly state: StateFolder;
  /** Days after which a question is forgotten. */
  readonly retentionDays: number;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Told when it could not be kept: nobody's answer waits for that. */
  readonly onError?: (error: unknown) => void;
}

/** The unanswered questions of one place: what is listed and deleted there is nobody else's. */
export interface GapLog {
  readonly retentionDays: number;
  /** Keeps a question; resolves when that is done. Never rejects. */
  note(question: string): Promise<void>;
  /** Those within the retention time, oldest first. */
  list(): Promise<readonly Gap[]>;
  /** Forgets all; resolves when that is done. */
  clear(): Promise<void>;
}

/** The unanswered questions of a collection, for each place. */
export interface GapLogs {
  /** Of a server that has a list of its own: what was asked there, and nothing else. */
  gapsOf(server: string): GapLog;
  /**
   * What was asked anywhere but on servers with a list of their own.
   * @param server where somebody asks now; null outside of servers.
   */
  gapsElsewhere(server: string | null, hasOwnList: (server: string) => boolean): GapLog;
  /** Forgets what was asked on a server. */
  forget(server: string): Promise<void>;
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the logs; several processes may do so. Lines that are damaged are left out.
 * @throws what the state throws where it cannot be read or written.
 */
export async function openGapLogs(options: GapLogsOptions): Promise<GapLogs> {
  const { state, retentionDays, now = Date.now, onError = () => {} } = options;
  let sweptAt = now();
  let notedSince = 0;
  let writing: Promise<void> = Promise.resolve();

  const isFresh = ({ at }: Gap) => at > now() - retentionDays * DAY_MS;
  const fresh = (gaps: readonly Gap[]) => inOrder(gaps).filter(isFresh).slice(-KEPT_MAX);

  /** Leaves in the file what is fresh and still wanted; the bytes as they were where that is all. */
  function rewrite(isWanted: (gap: Gap) => boolean): Promise<void> {
    return state.update(GAPS, (before) => {
      const kept = fresh(linesOf(before).flatMap(parseLine)).filter(isWanted);
      const after = Buffer.from(kept.map((gap) => `${lineOf(gap)}\n`).join(''));
      return before?.equals(after) ? before : after;
    });
  }

  function write(work: () => Promise<void>): Promise<void> {
    const done = writing.then(work);
    writing = done.catch(onError);
    return done;
  }

  async function add(gap: Gap): Promise<void> {
    await state.append(GAPS, [lineOf(gap)]);
    notedSince += 1;
    if (now() - sweptAt <= SWEEP_EVERY_MS && notedSince < SWEEP_EVERY) return;
    sweptAt = now();
    notedSince = 0;
    // Lines are in order, unless an older log was added, which is put right when it is opened.
    const [oldest = '', ...others] = linesOf(await state.read(GAPS));
    if (others.length < KEPT_MAX && parseLine(oldest).some(isFresh)) return;
    await rewrite(() => true);
  }

  async function list(isShown: (gap: Gap) => boolean): Promise<readonly Gap[]> {
    const slice = timeSlice();
    const gaps: Gap[] = [];
    for (const line of linesOf(await state.read(GAPS))) {
      gaps.push(...parseLine(line));
      if (slice.isOver()) await slice.next();
    }
    return fresh(gaps).filter(isShown);
  }

  function logOf(server: string | null, isShown: (gap: Gap) => boolean): GapLog {
    return {
      retentionDays,
      note: (question) => write(() => add({ question, at: now(), server })).catch(() => {}),
      list: () => list(isShown),
      clear: () => write(() => rewrite((gap) => !isShown(gap))),
    };
  }

  await rewrite(() => true);
  return {
    gapsOf: (server) => logOf(server, (gap) => gap.server === server),
    gapsElsewhere: (server, hasOwnList) =>
      logOf(server, (gap) => gap.server === null || !hasOwnList(gap.server)),
    forget: (server) => write(() => rewrite((gap) => gap.server !== server)),
    close: () => writing,
  };
}

/** No line twice: an older log may have been added to this one, see `openData`. */
function linesOf(file: Buffer | null): string[] {
  return [...new Set(file?.toString().split('\n'))].filter((line) => line !== '');
}

function inOrder(gaps: readonly Gap[]): Gap[] {
  return [...gaps].sort((a, b) => a.at - b.at);
}

function parseLine(line: string): Gap[] {
  try {
    return [Stored.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

function lineOf({ question, at, server }: Gap): string {
  return JSON.stringify({ question, at, ...(server !== null && { server }) });
}
