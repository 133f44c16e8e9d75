/** Takes a file out of the articles, and keeps it for a while in case that was a slip. */
import { basename } from 'node:path';
import type { Article } from '../model.ts';
import { readArticle } from '../reading/read-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import type { ArticleStore, FoundFile } from '../state/article-store.ts';
import { removeOlder, type StateFolder } from '../state/state-folder.ts';
import { REMOVED_MS } from './limits.ts';
import type { Places } from './places.ts';
import { randomId } from './random-id.ts';
import { isArticlePath, REMOVED, REMOVED_NOTE, type RemovedNote } from './removed.ts';

/** What removing a file did. */
export interface Removed {
  /** By which it can be put back; see `RemovedFile`. */
  readonly id: string;
  readonly file: string;
  /** Titles of the articles it held, in order; none where it could not be read. */
  readonly titles: readonly string[];
  /** Where it is for the next 30 days: an absolute path; null where that is a database. */
  readonly movedTo: string | null;
}

/** Removals wait for each other, and for nobody else. */
const LANE = 'removal';

/** How a file is removed. */
export interface RemoveOptions {
  /** Whether a file that holds several articles may be removed with all of them. */
  readonly several?: boolean;
}

function notThere(file: string, cause?: unknown): Refusal {
  return new Refusal('noSuchFile', { file: basename(file).slice(0, 100) }, { cause });
}

/** What a file holds; a file that cannot be read may be removed all the same. */
async function articlesOf(
  file: string,
  { kind }: FoundFile,
  { articles, reader }: { readonly articles: ArticleStore; readonly reader: Reader },
): Promise<readonly Article[]> {
  if (kind !== 'file') return [];
  try {
    const content = await articles.content(file);
    if ('problem' in content) return [];
    return (await readArticle(reader, content, { lane: LANE })).articles;
  } catch {
    return [];
  }
}

/**
 * Moves a file and its companion from the articles to `removed/` in the state, and throws away what has
 * been there for more than 30 days.
 * @param file path inside the articles folder, with `/`
 * @throws Refusal `noSuchFile` for no article file of the folder, `severalArticles` for one that
 *   holds several, unless `several` is set
 */
export async function removeArticle(
  file: string,
  places: Places,
  reader: Reader,
  { several = false }: RemoveOptions = {},
): Promise<Removed> {
  const { articles, state } = places;
  await articles.refuseUnlessThere();
  if (!isArticlePath(file)) throw notThere(file);
  const found = await articles.find(file).catch((cause: unknown) => {
    throw isRefusal(cause) ? cause : notThere(file, cause);
  });
  if (found === null || found.kind === 'other') throw notThere(file);
  const read = await articlesOf(file, found, { articles, reader });
  const titles = read.map(({ title }) => title);
  if (titles.length > 1 && !several) {
    throw new Refusal('severalArticles', { file, n: titles.length });
  }
  await removeOlder(state, REMOVED, REMOVED_MS);
  const day = new Date().toISOString().slice(0, 10);
  const id = randomId();
  const kept = `${REMOVED}/${day}-${id}`;
  const { mode } = found;
  try {
    const movedTo = await places.atOnce(
      async ({ articles, state }) => {
        await writeNote(state, kept, { file, titles, ...(mode !== null && { mode }) });
        return articles.takeOut(file, `${kept}/${file}`);
      },
      () => state.remove(kept),
    );
    return { id, file, titles, movedTo };
  } catch (error) {
    if (isRefusal(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw notThere(file, error);
    throw new Refusal('notRemoved', { file }, { cause: error });
  }
}

/** What cannot be noted, on a full disk, is missed in the list of removed files only. */
async function writeNote(state: StateFolder, kept: string, note: RemovedNote): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(note));
  await state.write(`${kept}/${REMOVED_NOTE}`, bytes).catch((error: unknown) => {
    if (isRefusal(error)) throw error;
  });
}
