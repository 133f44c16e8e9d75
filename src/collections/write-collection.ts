/** Makes a collection for a server, and changes what `collection.yaml` says as a person would. */
import { mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Document, isMap } from 'yaml';
import { COLLECTION_FILE, isCollectionMark } from '../articles/collection-mark.ts';
import { openPlainFile } from '../articles/plain-file.ts';
import { parseYaml } from '../articles/plain-yaml.ts';
import { tidyLine } from '../articles/tidy.ts';
import { LEFTOVER_MS } from '../intake/limits.ts';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { isRefusal, Refusal, statement } from '../refusals.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { writeReason } from '../state/write-reason.ts';
import type { PageShows } from './collection.ts';
import { MAX_TITLE, MOST_COLLECTION_BYTES, parseCollection } from './collection-file.ts';

/** What a new file begins with. */
const HEAD = `# Made for one server, and deleted with all that is beside it some time after the bot has left that:
# see "Collections" in docs/RUNNING.md.
`;

/** A folder that is being made: the dot hides it. */
const DRAFT = '.collection-';

/** What of it can be changed where people look after a collection. */
export interface CollectionChange {
  /** Null for none. */
  readonly title?: string | null;
  readonly seesDefault?: boolean;
  /** See `Collection.page`. */
  readonly page?: PageShows | null;
}

/**
 * Makes the folder of a server where it is not there, with its file in it from its first moment on.
 * @param title what people call it; null where that is not known.
 * @throws Refusal `collectionNotMade` where it cannot be, or a folder of that name is no collection.
 */
export async function makeServerCollection(
  articlesDir: string,
  serverId: string,
  title: string | null,
): Promise<void> {
  if (!SNOWFLAKE.test(serverId)) throw new Error('This is no id of a server');
  try {
    const root = await realpath(articlesDir);
    await tidyDrafts(root);
    const draft = join(root, `${DRAFT}${randomId()}`);
    await mkdir(draft, { mode: (await stat(root)).mode & 0o777 });
    try {
      const name = tidyLine(title ?? '').slice(0, MAX_TITLE);
      const text = `${HEAD}title:\nservers:\n  - "${serverId}"\n`;
      await writeFile(
        join(draft, COLLECTION_FILE),
        name === '' ? text : changed(text, { title: name }),
        {
          flush: true,
        },
      );
      await rename(draft, join(root, serverId));
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const isTaken = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code ?? '');
    const names = isTaken ? await readdir(join(articlesDir, serverId)).catch(() => []) : [];
    if (names.some(isCollectionMark)) return;
    const reason = isTaken ? statement('othersFolder') : writeReason(cause);
    throw new Refusal('collectionNotMade', { reason }, { cause });
  }
}

/** What a process that was killed left. */
async function tidyDrafts(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(DRAFT) || !isRandomId(name.slice(DRAFT.length))) continue;
    const info = await stat(join(root, name)).catch(() => null);
    if (info === null || Date.now() - info.mtimeMs < LEFTOVER_MS) continue;
    await rm(join(root, name), { recursive: true, force: true });
  }
}

/** The text with another title, or another word on the default collection or its page; all else stays. */
function changed(text: string, { title, seesDefault, page }: CollectionChange): string {
  const document: Document = parseYaml(text).document;
  if (!isMap(document.contents)) {
    document.contents = document.createNode({}) as typeof document.contents;
  }
  if (title !== undefined) {
    if (title === null) document.delete('title');
    else document.set('title', title);
  }
  if (seesDefault !== undefined) {
    // What is usual need not be said.
    if (seesDefault) document.delete('default');
    else document.set('default', false);
  }
  if (page === null) document.delete('page');
  else if (page !== undefined) document.set('page', page);
  return document.toString({ lineWidth: 0 });
}

/**
 * Changes the file of a collection, which is replaced at once by one that is complete.
 * @param folder of the collection.
 * @param isNew whether one without a file gets one, as the default one may; any other is being written just now.
 * @throws Refusal `collectionBroken` where it cannot be read as it is, `collectionNotWritten`.
 */
export async function changeCollection(
  folder: string,
  change: CollectionChange,
  isNew = false,
): Promise<void> {
  try {
    const name = (await readdir(folder)).filter(isCollectionMark).sort()[0] ?? COLLECTION_FILE;
    // A link stays one.
    const named = join(folder, name);
    const place = await realpath(named).catch(() => named);
    const before = await readText(place).catch((error: NodeJS.ErrnoException) => {
      if (isNew && error.code === 'ENOENT') return '';
      throw error;
    });
    const { settings, problems } = parseCollection(before, name);
    const [problem] = problems;
    if (settings === null && problem) throw new Refusal('collectionBroken', problem.facts);
    const mode = await stat(place).then(
      (info) => info.mode & 0o777,
      () => 0o644,
    );
    const draft = join(dirname(place), `.${randomId()}.tmp`);
    try {
      await writeFile(draft, changed(before, change), { flush: true, mode });
      await rename(draft, place);
    } finally {
      await rm(draft, { force: true });
    }
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    throw new Refusal('collectionNotWritten', { reason: writeReason(cause) }, { cause });
  }
}

async function readText(path: string): Promise<string> {
  const file = await openPlainFile(path);
  try {
    const room = Buffer.alloc(MOST_COLLECTION_BYTES + 1);
    const { bytesRead } = await file.read(room, 0, room.length, 0);
    return room.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
