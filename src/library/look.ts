/** A look at the articles folder: what is as it was is kept, what is new or changed is read and cut. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Embedder } from '../../embeddings/embedder.ts';
import { duplicateTexts, duplicateTitles } from '../articles/duplicates.ts';
import { type ArticleFile, listArticleFiles, readListedFile } from '../articles/folder.ts';
import { cutPassages } from '../articles/passages.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { FileReading } from '../model.ts';
import { asStatement, isRefusal, type Notice, type Statement } from '../refusals.ts';
import type { Placed } from './catalog.ts';
import { articlesOf, type FileRecord, type FileRecords } from './files.ts';
import { place } from './place.ts';

/** What a look tells while it goes on. */
export interface LookReport {
  /** Ends the look between two files. */
  readonly signal: AbortSignal;
  /** A file that cannot be read, or something odd about one. */
  notice(notice: Notice): void;
  /** Files looked at, and in all. */
  progress(done: number, total: number): void;
}

/** What a look found. */
export interface Look {
  readonly files: FileRecords;
  /** Whether any article is new, different or gone: only then the index has work to do. */
  readonly changed: boolean;
}

/**
 * Looks at a folder.
 * @param known what the look before found; files of the same size and time are not read again.
 * @throws Refusal `folder…` when the folder is missing; the signal's reason.
 */
export async function lookAtFolder(
  folder: string,
  known: FileRecords,
  embedder: Pick<Embedder, 'window' | 'countTokens'>,
  report: LookReport,
): Promise<Look> {
  const { files: listed, problems } = await listArticleFiles(folder);
  for (const { problem } of problems) report.notice(problem);
  const files = new Map<string, FileRecord>();
  let changed = listed.length !== known.size;
  for (const [done, listedFile] of listed.entries()) {
    report.signal.throwIfAborted();
    const before = known.get(listedFile.file);
    if (before && isUntouched(before, listedFile)) {
      files.set(listedFile.file, before);
      continue;
    }
    const record = await readRecord(folder, listedFile, before, embedder, report);
    files.set(listedFile.file, record);
    changed ||= record.reading !== before?.reading;
    report.progress(done + 1, listed.length);
    await nextTurn();
  }
  report.progress(listed.length, listed.length);
  if (changed) {
    const articles = articlesOf(files);
    for (const notice of [...duplicateTitles(articles), ...duplicateTexts(articles)]) {
      report.notice(notice);
    }
  }
  return { files, changed };
}

/** Whether a file is as it was read, by its size and time. */
export function isUntouched(before: FileRecord, now: ArticleFile): boolean {
  return before.size === now.size && before.mtimeMs === now.mtimeMs;
}

/** The time of a file that the system would not give: it is tried again at the next look. */
const NEVER = -1;

/** A file that cannot be read is remembered as one without articles, so that it is said once. */
async function readRecord(
  folder: string,
  { file, size, mtimeMs }: ArticleFile,
  before: FileRecord | undefined,
  embedder: Pick<Embedder, 'window' | 'countTokens'>,
  report: LookReport,
): Promise<FileRecord> {
  const unreadable = (why: Statement<'notIndexed'>, time: number): FileRecord => {
    const isKnown = before?.reading.warnings.some((one) => isDeepStrictEqual(one, why));
    if (before && isKnown) return { ...before, size, mtimeMs: time };
    report.notice(why);
    const reading = { file, sha256: '', articles: [], dropped: [], warnings: [why] };
    return { file, size, mtimeMs: time, reading, places: [] };
  };
  const content = await readListedFile(folder, file);
  if ('problem' in content) return unreadable(content.problem, NEVER);
  const sha256 = createHash('sha256').update(content.bytes).digest('hex');
  if (before?.reading.sha256 === sha256) return { ...before, size, mtimeMs };
  try {
    const reading = await readArticleFile(content.bytes, file);
    for (const warning of reading.warnings) report.notice(warning);
    return { file, size, mtimeMs, reading, places: await placesOf(reading, embedder) };
  } catch (error) {
    if (isRefusal(error, 'notIndexed')) return unreadable(asStatement(error), mtimeMs);
    throw error;
  }
}

async function placesOf(
  { articles }: FileReading,
  embedder: Pick<Embedder, 'window' | 'countTokens'>,
): Promise<Placed[]> {
  const { window } = embedder;
  const places: Placed[] = [];
  for (const article of articles) {
    const passages = await cutPassages(article, {
      window,
      countTokens: (texts) => embedder.countTokens(texts),
    });
    for (const passage of passages) places.push(place(article, passage));
  }
  return places;
}
