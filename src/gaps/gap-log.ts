/**
 * The questions that the articles could not answer: question and time, nothing of who asked or
 * where. One JSON line each, on the disk before `note` resolves; the file may end anywhere.
 */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A year of a busy server; beyond that the oldest go, so that the file stays some megabytes. */
const KEPT_MAX = 20_000;
/** Older ones are dropped from the file at most this often. */
const SWEEP_EVERY_MS = 60 * 60 * 1_000;

const Stored = z.object({ question: z.string(), at: z.number() });

/** A question without an answer. */
export interface Gap {
  readonly question: string;
  /** When it was asked, in milliseconds since 1970. */
  readonly at: number;
}

/** How a log is opened. */
export interface GapLogOptions {
  readonly file: string;
  /** Days after which a question is forgotten. */
  readonly retentionDays: number;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Told when the disk does not take it: nobody's answer waits for that. */
  readonly onError?: (error: unknown) => void;
}

/** Keeps unanswered questions. */
export interface GapLog {
  readonly retentionDays: number;
  /** Keeps a question; resolves when it is on the disk. Never rejects. */
  note(question: string): Promise<void>;
  /** Those within the retention time, oldest first. */
  list(): readonly Gap[];
  /** Forgets all; resolves when the file is empty. */
  clear(): Promise<void>;
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the log, making the file where there is none. Lines that are damaged are left out.
 * @throws Error of `node:fs` when the file cannot be read or written.
 */
export async function openGapLog(options: GapLogOptions): Promise<GapLog> {
  const { file, retentionDays, now = Date.now, onError = () => {} } = options;
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const fresh = (gaps: readonly Gap[]) =>
    gaps.filter(({ at }) => at > now() - retentionDays * DAY_MS).slice(-KEPT_MAX);
  // An older log may have been added to this one: see `openData`.
  const lines = [...new Set(text.split('\n'))].filter((line) => line !== '');
  let gaps = fresh(lines.flatMap(parseLine).sort((a, b) => a.at - b.at));
  // Also where the last line was cut by a crash: what comes next must not be glued to it.
  if (gaps.length < lines.length || !text.endsWith('\n')) await rewrite(file, gaps);
  let sweptAt = now();
  let writing: Promise<void> = Promise.resolve();
  const write = (work: () => Promise<void>): Promise<void> => {
    const done = writing.then(work);
    writing = done.catch(onError);
    return done;
  };

  return {
    retentionDays,
    note(question) {
      const gap = { question, at: now() };
      gaps.push(gap);
      const isDue = now() - sweptAt > SWEEP_EVERY_MS || gaps.length > KEPT_MAX;
      if (!isDue) return write(() => append(file, gap)).catch(() => {});
      sweptAt = now();
      gaps = fresh(gaps);
      const kept = [...gaps];
      return write(() => rewrite(file, kept)).catch(() => {});
    },
    list: () => fresh(gaps),
    clear() {
      gaps = [];
      return write(() => rewrite(file, []));
    },
    close: () => writing,
  };
}

function parseLine(line: string): Gap[] {
  try {
    return [Stored.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

async function append(file: string, gap: Gap): Promise<void> {
  const { O_APPEND, O_CREAT, O_WRONLY } = constants;
  const handle = await open(file, O_APPEND | O_CREAT | O_WRONLY, PRIVATE_FILE);
  await writeAndSync(handle, `${JSON.stringify(gap)}\n`);
}

/** Replaces the file as a whole: after a crash there is the old one or the new one. */
async function rewrite(file: string, gaps: readonly Gap[]): Promise<void> {
  const next = `${file}.new`;
  await rm(next, { force: true });
  const handle = await open(next, 'w', PRIVATE_FILE);
  await writeAndSync(handle, gaps.map((gap) => `${JSON.stringify(gap)}\n`).join(''));
  await rename(next, file);
  // The new name is on the disk only when the folder is.
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

async function writeAndSync(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
