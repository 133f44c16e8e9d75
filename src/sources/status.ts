/** How sources do, by what is remembered of them: for whoever lists them, in this process or another. */
import { stat } from 'node:fs/promises';
import { type Statement, statement } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { MISSES_UNTIL_GONE } from './limits.ts';
import { memoriesIn } from './memories.ts';
import { type Memory, noMemory } from './memory.ts';
import { dueAt } from './next-look.ts';
import type { FetchedHistory, Source, SourceStatus } from './source.ts';
import type { SourceList } from './sources.ts';
import type { SourcesPlace } from './sources-place.ts';

/** What is known of a source beside what is remembered of it. */
export interface StatusNow {
  readonly isLooking: boolean;
  /** Of a folder: why it cannot be read. */
  readonly problem: Statement | null;
  /** Of a folder: its articles. */
  readonly articles: number;
}

const QUIET: StatusNow = { isLooking: false, problem: null, articles: 0 };

/** How a source does. */
export function statusOf(source: Source, memory: Memory, now: StatusNow = QUIET): SourceStatus {
  const { articles, problem, failures, lastLookAt, lastGoodAt, nextLookAt, changedAt } = memory;
  const isFolder = source.kind === 'folder';
  const kept = articles.filter(({ state }) => state === 'kept');
  return {
    source,
    isLooking: now.isLooking,
    lastLookAt: isFolder ? null : lastLookAt,
    lastGoodAt: isFolder ? null : lastGoodAt,
    nextLookAt: isFolder || nextLookAt === null ? null : dueAt(source, memory, Date.now()),
    problem: isFolder ? now.problem : problem,
    failures,
    articles: isFolder ? now.articles : kept.length,
    gone: kept.filter(({ misses }) => misses >= MISSES_UNTIL_GONE).length,
    waiting: articles.filter(({ waitingId }) => waitingId !== null).length,
    changedAt,
  };
}

/** Why a linked folder cannot be read; null where it can. */
export async function folderProblem({ name, address }: Source): Promise<Statement | null> {
  try {
    if ((await stat(address)).isDirectory()) return null;
    return statement('folderIsFile', { folder: address });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return statement('sourceFolderMissing', { name, folder: address });
    return statement('folderClosed', { folder: address, reason: statement('noPermission') });
  }
}

/** The sources of a collection, as the process that looks after them has left word. */
export async function readSourceList(
  sourcesFile: Pick<SourcesPlace, 'read'>,
  state: StateFolder,
): Promise<SourceList> {
  const { sources, problems } = await sourcesFile.read();
  const memories = await memoriesIn(state).load();
  const statuses = sources.map(async (source) => {
    const memory = memories.get(source.name) ?? noMemory(source.address);
    const problem = source.kind === 'folder' ? await folderProblem(source) : null;
    return statusOf(source, memory, { ...QUIET, problem });
  });
  return { sources: await Promise.all(statuses), problems };
}

/** By file of the articles folder: what is known of those that sources brought. */
export function historiesOf(memories: ReadonlyMap<string, Memory>): Map<string, FetchedHistory> {
  const histories = new Map<string, FetchedHistory>();
  for (const [source, { articles, address }] of memories) {
    for (const { file, state, url, fetchedAt, changedAt, misses, missingSince } of articles) {
      if (file === null || state !== 'kept') continue;
      const goneSince = misses >= MISSES_UNTIL_GONE ? missingSince : null;
      histories.set(file, { source, url: url ?? address, fetchedAt, changedAt, goneSince });
    }
  }
  return histories;
}
