/** A look at the articles folder: what is as it was is kept, what is new or changed is read and cut. */
import { isDeepStrictEqual } from 'node:util';
import type { Embedder } from '../../embeddings/embedder.ts';
import { duplicateTexts, duplicateTitles } from '../articles/duplicates.ts';
import { type Apart, type ArticleFile, realFolder } from '../articles/folder.ts';
import { type LinkedFolder, listWithLinked, type Place } from '../articles/linked-folders.ts';
import type { Reader } from '../reading/reader.ts';
import { Unread } from '../reading/unread.ts';
import type { Work } from '../reading/work.ts';
import { type Notice, type Statement, statement } from '../refusals.ts';
import { timeSlice } from '../time-slices.ts';
import type { FileRead, FileToRead, TextsToCount } from './file-work.ts';
import { articlesOf, type FileRecord, type FileRecords } from './files.ts';
import { unpackPlaces } from './packed-places.ts';
import { restoreRecord } from './snapshot-files.ts';

/** What a look tells while it goes on. */
export interface LookReport {
  /** Ends the look between two files. */
  readonly signal: AbortSignal;
  /** A file that cannot be read, or something odd about one. */
  notice(notice: Notice): void;
  /** Files looked at, and in all. */
  progress(done: number, total: number): void;
}

/** By what files are read and cut. */
export interface LookParts {
  readonly reader: Pick<Reader, 'read'>;
  readonly embedder: Pick<Embedder, 'window' | 'countTokens'>;
  /** Folders that are read beside the articles folder; none where this is not given. */
  readonly linked?: (() => Promise<readonly LinkedFolder[]>) | undefined;
  /** Sub-folders that are none of it; none where this is not given. */
  readonly apart?: Apart | undefined;
}

/** What a look found. */
export interface Look {
  readonly files: FileRecords;
  /** Whether any article is new, different or gone: only then the index has work to do. */
  readonly changed: boolean;
  /**
   * Why a part of the folder could not be looked at, by no fault of its own, the first of several: what
   * was known of it is in `files`, and another look is needed. Null where all of it was seen.
   */
  readonly failure: Statement<'notIndexed'> | null;
}

const FILE: Work<FileToRead, FileRead> = { module: new URL('./file-work.ts', import.meta.url) };

/** One is read, and the next ones lie ready. */
const IN_FLIGHT = 3;

/** The time of a file that is to be tried again at the next look. */
const NEVER = -1;

/**
 * Looks at a folder.
 * @param known what the look before found; files of the same size and time are not read again.
 * @throws Refusal `folder…` when the folder is missing; the signal's reason; what the model or the
 *   reading process fails with, which says nothing of the articles.
 */
export async function lookAtFolder(
  folder: string,
  known: FileRecords,
  parts: LookParts,
  report: LookReport,
): Promise<Look> {
  const linked = (await parts.linked?.()) ?? [];
  const {
    files: listed,
    problems,
    unknown,
    placeOf,
  } = await listWithLinked(folder, linked, parts.apart);
  for (const { problem } of problems) report.notice(problem);
  const unseen = (file: string) =>
    unknown.some((path) => file === path || file.startsWith(`${path}/`));
  let failure = problems.find(({ file }) => unknown.includes(file))?.problem ?? null;
  const found: (FileRecord | null)[] = listed.map(({ file }) => known.get(file) ?? null);
  const waiting = listed
    .map((now, position) => ({ now, position, before: found[position] ?? undefined }))
    .filter(({ now, before }) => !(before && isUntouched(before, now)));
  let done = listed.length - waiting.length;
  let anyGone = false;

  const end = new AbortController();
  const signal = AbortSignal.any([report.signal, end.signal]);
  const readNext = async (): Promise<void> => {
    const slice = timeSlice();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      signal.throwIfAborted();
      const { now, before, position } = next;
      const read = await readRecord({ ...placeOf(now.file), now, before, signal }, parts, report);
      if ('failure' in read) failure ??= read.failure;
      else {
        found[position] = read.record;
        anyGone ||= read.isGone;
      }
      report.progress(++done, listed.length);
      if (slice.isOver()) await slice.next();
    }
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, readNext));
  } finally {
    end.abort();
  }
  report.progress(listed.length, listed.length);
  // Files may be gone because the folder is: then nothing is known of them.
  if (anyGone) await realFolder(folder);

  const kept = [...known.values()].filter(({ file }) => unseen(file));
  const files = inOrder([...found.filter((record) => record !== null), ...kept]);
  const changed = files.size !== known.size || [...files.values()].some(isNew);
  function isNew({ file, reading }: FileRecord): boolean {
    return reading !== known.get(file)?.reading;
  }
  if (changed) {
    const articles = articlesOf(files);
    for (const notice of [...duplicateTitles(articles), ...duplicateTexts(articles)]) {
      report.notice(notice);
    }
  }
  return { files, changed, failure };
}

/** Whether a file is as it was read, by its size and time. */
export function isUntouched(before: FileRecord, now: ArticleFile): boolean {
  return before.size === now.size && before.mtimeMs === now.mtimeMs;
}

function inOrder(records: readonly FileRecord[]): FileRecords {
  const sorted = [...records].sort((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)));
  return new Map(sorted.map((record) => [record.file, record]));
}

/** A file that is not as it was. */
interface Changed extends Place {
  readonly now: ArticleFile;
  readonly before: FileRecord | undefined;
  readonly signal: AbortSignal;
}

type Found =
  | { readonly record: FileRecord; readonly isGone: boolean }
  | { readonly failure: Statement<'notIndexed'> };

/** A file that cannot be read is remembered as one without articles, so that it is said once. */
async function readRecord(
  { folder, path, now, before, signal }: Changed,
  { reader, embedder }: LookParts,
  report: LookReport,
): Promise<Found> {
  const { file, size, mtimeMs } = now;
  const { window } = embedder;
  const sha256 = before?.reading.sha256 ?? null;
  const unreadable = (why: Statement<'notIndexed'>, time: number): Found => {
    const isGone = why.facts.reason.key === 'gone';
    const isKnown = before?.reading.warnings.some((one) => isDeepStrictEqual(one, why));
    if (before && isKnown) return { record: { ...before, size, mtimeMs: time }, isGone };
    report.notice(why);
    const reading = { file, sha256: '', articles: [], dropped: [], warnings: [why] };
    return { record: { file, size, mtimeMs: time, reading, places: [] }, isGone };
  };
  let read: FileRead;
  try {
    read = await reader.read(
      FILE,
      { folder, path, file, sha256, window },
      {
        // Of its own: nobody's uploads wait for it.
        lane: `folder ${folder}`,
        isLight: true,
        answer: (texts) => embedder.countTokens(texts as TextsToCount),
        signal,
      },
    );
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    const why = statement('notIndexed', { file, reason: error.reason });
    return unreadable(why, error.isCertain ? mtimeMs : NEVER);
  }
  if (read.kind === 'failed') {
    report.notice(read.why);
    return { failure: read.why };
  }
  if (read.kind === 'same' && before) {
    return { record: { ...before, size, mtimeMs }, isGone: false };
  }
  if (read.kind === 'refused') return unreadable(read.why, read.isContent ? mtimeMs : NEVER);
  if (read.kind !== 'read') throw new Error(`${file} is the same as nothing`);
  const { reading } = read;
  for (const warning of reading.warnings) report.notice(warning);
  const places = await unpackPlaces(read.places);
  const record = restoreRecord({ file, size, mtimeMs, reading, places });
  return { record, isGone: false };
}
