/** Puts back what was removed: to its place, as it was, once. */
import { basename, extname } from 'node:path';
import { COMPANION_ENDING, companionProblem } from '../articles/companion.ts';
import { maxBytesOf } from '../articles/formats.ts';
import { readArticle } from '../reading/read-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { splitPath } from '../state/article-store.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Duplicate, KnownArticles } from './known-articles.ts';
import type { Places } from './places.ts';
import { REMOVED, removedEntries } from './removed.ts';
import { traitsOf } from './traits.ts';

/** Putting back waits for itself, and for nobody else. */
const LANE = 'restoring';

/** What became of a removed file. */
export interface Restored {
  /** Where it is now: another name where `was` is taken by now. */
  readonly file: string;
  readonly was: string;
}

/** By what is looked whether it is there already. */
export interface RestoreParts {
  readonly known: KnownArticles;
  readonly reader: Reader;
}

function notThere(cause?: unknown): Refusal {
  return new Refusal('notRestorable', {}, { cause });
}

/**
 * Moves a removed file back among the articles, where the watch or a refresh finds it. Never
 * overwrites; asked twice at once, it is put back once.
 * @throws Refusal `notRestorable` where it was put back or is gone, `restoreThere` where all that it
 *   says is among the articles by now, `notRestored` where the folder cannot be written to
 */
export async function restoreRemoved(
  id: string,
  places: Places,
  parts: RestoreParts,
): Promise<Restored> {
  const { articles, state } = places;
  await articles.refuseUnlessThere();
  const entry = (await removedEntries(state)).find((entry) => entry.id === id);
  if (!entry) throw notThere();
  const { name, file: was, mode, size } = entry;
  const [place, claimed] = [`${REMOVED}/${name}`, `${REMOVED}/.${name}`];
  const there =
    size > maxBytesOf(was) ? null : await findAgain(state, `${place}/${was}`, was, parts);
  if (there) throw new Refusal('restoreThere', { ...there });
  let isClaimed = false;
  try {
    return await places.atOnce(
      async ({ articles, state }) => {
        // Whoever renames the folder puts it back; for anybody else it is gone.
        isClaimed = false;
        await state.move(place, claimed);
        isClaimed = true;
        const { folder, name: own } = splitPath(was);
        const nameFor = (taken: ReadonlySet<string>) => freeNumber(own, taken);
        const file = await articles.takeIn(`${claimed}/${was}`, folder, nameFor, mode);
        // It is where it belongs: what is left here goes in any case; see `mend`.
        await state.remove(claimed).catch(() => {});
        return { file, was };
      },
      async () => {
        if (isClaimed) await state.move(claimed, place);
      },
    );
  } catch (cause) {
    if (isRefusal(cause, 'databaseAway')) throw cause;
    if (!isClaimed) throw notThere(cause);
    throw new Refusal('notRestored', { file: basename(was).slice(0, 100) }, { cause });
  }
}

/** The first name like a file's own that is free. */
function freeNumber(own: string, taken: ReadonlySet<string>): string {
  const ending = extname(own);
  const stem = own.slice(0, own.length - ending.length);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? own : `${stem}-${number}${ending}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** An article that says the same, where there is one for each that a removed file holds. */
async function findAgain(
  state: StateFolder,
  place: string,
  file: string,
  { known, reader }: RestoreParts,
): Promise<Duplicate | null> {
  const [bytes, beside] = await state.readEach([place, place + COMPANION_ENDING]);
  if (!bytes) return null;
  const problem = companionProblem(beside?.length ?? 0);
  const companion = beside ? (problem === null ? { bytes: beside } : { problem }) : null;
  const reading = await readArticle(reader, { file, bytes, companion }, { lane: LANE }).catch(
    (error: unknown) => {
      // What cannot be read cannot be compared; it may be put back all the same.
      if (isRefusal(error)) return null;
      throw error;
    },
  );
  if (reading === null || reading.articles.length === 0) return null;
  const same = await known.findDuplicate({ files: [reading.sha256], articles: [] });
  if (same !== null) return same;
  let first: Duplicate | null = null;
  for (const article of reading.articles) {
    // The same words: another version of a page has its address, and most of its paragraphs.
    const words = { ...traitsOf(article), address: null, paragraphs: [] };
    const found = await known.findDuplicate({ files: [], articles: [words] });
    if (found === null) return null;
    first ??= found;
  }
  return first;
}
