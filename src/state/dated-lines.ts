/**
 * Dated lines of a collection's state: what was noted, when and on which server, and nothing of by whom. One
 * JSON line each, kept before `note` resolves; forgotten after a time; for each place its own. The file may
 * end anywhere, and several processes may have it open.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { timeSlice } from '../time-slices.ts';
import type { StateFolder } from './state-folder.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A year of a busy server; beyond that the oldest go, so that the file stays some megabytes. */
const KEPT_MAX = 20_000;
/** Older ones are dropped from the file at most this often, by a process, or after so many new ones. */
const SWEEP_EVERY_MS = 60 * 60 * 1_000;
const SWEEP_EVERY = 1_000;
/** Bytes: nobody meets the same one twice within a millisecond. */
const ID_BYTES = 6;

/** Of an earlier release, and outside of servers, a line names no server; not all are told apart. */
const Head = z.object({
  at: z.number(),
  server: z.string().nullable().default(null),
  id: z.string().nullable().default(null),
});

/** When and where a line was noted. */
export interface Dated {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The server, by id; null outside of servers. */
  readonly server: string | null;
  /** Tells it from lines that say the same; null where those count once. Nothing that Discord knows. */
  readonly id: string | null;
}

/** A line with what it says. */
export type DatedLine<Said extends object> = Said & Dated;

/** How lines are opened. */
export interface DatedLinesOptions<Said extends object> {
  /** Of the collection that they belong to. */
  readonly state: Pick<StateFolder, 'read' | 'append' | 'update'>;
  /** The path of their file in it, such as `gaps.jsonl`. */
  readonly file: string;
  /** Reads what a line says beside when and where; a line that it refuses is left out. */
  readonly says: z.ZodType<Said>;
  /** Days after which a line is forgotten. */
  readonly retentionDays: number;
  /** Lines of all places that are kept at most: beyond that the oldest go; 20,000 where it is left out. */
  readonly keptMax?: number;
  /** Whether lines that say the same at the same millisecond count each; otherwise they count once. */
  readonly isEachCounted?: boolean;
  /** What stays of a line, one that is there when they are opened or is noted; all where it is left out. */
  readonly stays?: (said: DatedLine<Said>) => Said;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Told when something could not be kept: nobody's answer waits for that. */
  readonly onError?: (error: unknown) => void;
}

/** The lines of one place: what is listed and deleted there is nobody else's. */
export interface PlaceLines<Said extends object> {
  /** Keeps a line; resolves when that is done, with null where it could not be. Never rejects. */
  note(said: Said): Promise<DatedLine<Said> | null>;
  /** Those within the retention time, oldest first. */
  list(): Promise<readonly DatedLine<Said>[]>;
  /**
   * Takes lines out. What one process took no other one takes, unless the machine dies meanwhile.
   * @param isTaken called with each line; again where somebody else wrote meanwhile.
   * @returns what it took, oldest first.
   */
  take(isTaken: (line: DatedLine<Said>) => boolean): Promise<readonly DatedLine<Said>[]>;
  /** Forgets all; resolves when that is done. */
  clear(): Promise<void>;
}

/** The lines of all places. */
export interface DatedLines<Said extends object> {
  readonly retentionDays: number;
  /** Of a server that has a list of its own: what was noted there, and nothing else. */
  of(server: string): PlaceLines<Said>;
  /**
   * What was noted anywhere but on servers with a list of their own.
   * @param server where something happens now; null outside of servers.
   */
  elsewhere(server: string | null, hasOwnList: (server: string) => boolean): PlaceLines<Said>;
  /** Servers that lines name, none twice. */
  servers(): Promise<readonly string[]>;
  /** Forgets what was noted on a server. */
  forget(server: string): Promise<void>;
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens them; several processes may do so. Lines that are damaged are left out.
 * @throws what the state throws where it cannot be read or written.
 */
export async function openDatedLines<Said extends object>(
  options: DatedLinesOptions<Said>,
): Promise<DatedLines<Said>> {
  type Line = DatedLine<Said>;
  const { state, file, says, retentionDays, keptMax = KEPT_MAX, isEachCounted = false } = options;
  const { stays, now = Date.now, onError = () => {} } = options;
  let sweptAt = now();
  let notedSince = 0;
  let writing: Promise<void> = Promise.resolve();

  const isFresh = ({ at }: Dated) => at > now() - retentionDays * DAY_MS;
  const fresh = (lines: readonly Line[]) => inOrder(lines).filter(isFresh).slice(-keptMax);
  const idFor = (id: string | null) =>
    id ?? (isEachCounted ? randomBytes(ID_BYTES).toString('base64url') : null);

  function parse(line: string): Line[] {
    try {
      const read: unknown = JSON.parse(line);
      return [{ ...says.parse(read), ...Head.parse(read) }];
    } catch {
      return [];
    }
  }

  /** What is kept of a line. */
  function reduced(line: Line): Line {
    const { at, server, id } = line;
    return { ...(stays ? stays(line) : line), at, server, id: idFor(id) };
  }

  /** Reads a line as it is to be kept. */
  function prepare(line: string): Prepared<Said>[] {
    return parse(line).map((read) => {
      const kept = reduced(read);
      return { line: kept, text: `${written(kept)}\n` };
    });
  }

  /**
   * Leaves in the file what is fresh and still wanted; the bytes as they were where that is all. Lines are read
   * before, in slices of time, so that nothing waits for long while the file is changed in one go.
   * @param begin called whenever it is made anew, since somebody wrote meanwhile.
   */
  async function rewrite(begin: () => (line: Line) => boolean): Promise<void> {
    const slice = timeSlice();
    const known = new Map<string, Prepared<Said>[]>();
    for (const line of linesOf(await state.read(file))) {
      known.set(line, prepare(line));
      if (slice.isOver()) await slice.next();
    }
    await state.update(file, (before) => {
      const isWanted = begin();
      const kept = linesOf(before)
        .flatMap((line) => known.get(line) ?? prepare(line))
        .sort((one, other) => one.line.at - other.line.at)
        .filter(({ line }) => isFresh(line))
        .slice(-keptMax)
        .filter(({ line }) => isWanted(line));
      const after = Buffer.from(kept.map(({ text }) => text).join(''));
      return before?.equals(after) ? before : after;
    });
  }

  function write<T>(work: () => Promise<T>): Promise<T> {
    const done = writing.then(work);
    writing = done.then(() => {}, onError);
    return done;
  }

  async function add(line: Line): Promise<Line> {
    await state.append(file, [written(line)]);
    notedSince += 1;
    if (now() - sweptAt <= SWEEP_EVERY_MS && notedSince < SWEEP_EVERY) return line;
    sweptAt = now();
    notedSince = 0;
    // Lines are in order, unless an older log was added, which is put right when it is opened.
    const [oldest = '', ...others] = linesOf(await state.read(file));
    if (others.length < keptMax && parse(oldest).some(isFresh)) return line;
    await rewrite(() => () => true);
    return line;
  }

  async function list(isShown: (line: Dated) => boolean): Promise<readonly Line[]> {
    const slice = timeSlice();
    const lines: Line[] = [];
    for (const line of linesOf(await state.read(file))) {
      lines.push(...parse(line));
      if (slice.isOver()) await slice.next();
    }
    return fresh(lines).filter(isShown);
  }

  async function take(isTaken: (line: Line) => boolean): Promise<readonly Line[]> {
    let taken: Line[] = [];
    await rewrite(() => {
      taken = [];
      return (line) => {
        if (!isTaken(line)) return true;
        taken.push(line);
        return false;
      };
    });
    return taken;
  }

  function placeOf(server: string | null, isShown: (line: Dated) => boolean): PlaceLines<Said> {
    return {
      note: (said) =>
        write(() => add(reduced({ ...said, at: now(), server, id: null }))).catch(() => null),
      list: () => list(isShown),
      take: (isTaken) => write(() => take((line) => isShown(line) && isTaken(line))),
      clear: () => write(() => rewrite(() => (line) => !isShown(line))),
    };
  }

  await rewrite(() => () => true);
  return {
    retentionDays,
    of: (server) => placeOf(server, (line) => line.server === server),
    elsewhere: (server, hasOwnList) =>
      placeOf(server, (line) => line.server === null || !hasOwnList(line.server)),
    async servers() {
      return [...new Set((await list(() => true)).flatMap(({ server }) => server ?? []))];
    },
    forget: (server) => write(() => rewrite(() => (line) => line.server !== server)),
    close: () => writing,
  };
}

/** A line, and how it is written. */
interface Prepared<Said extends object> {
  readonly line: DatedLine<Said>;
  readonly text: string;
}

/** No line twice: an older file may have been added to this one, see `openData`. */
function linesOf(file: Buffer | null): string[] {
  return [...new Set(file?.toString().split('\n'))].filter((line) => line !== '');
}

function inOrder<L extends Dated>(lines: readonly L[]): L[] {
  return [...lines].sort((a, b) => a.at - b.at);
}

function written<Said extends object>({ at, server, id, ...said }: DatedLine<Said>): string {
  return JSON.stringify({
    ...said,
    at,
    ...(server !== null && { server }),
    ...(id !== null && { id }),
  });
}
