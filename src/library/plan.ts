/** From the articles as they are to what the index must add, keep and remove. */
import type { Catalog, Entry, Placed } from './catalog.ts';
import type { FileRecord, FileRecords } from './files.ts';

/** The difference between what is indexed and what should be. */
export interface Plan {
  /** Entries that stay in the index as they are; their places may be new. */
  readonly kept: readonly Entry[];
  /** Those of `kept` whose places are new: their files were read again, or others hold the words. */
  readonly changed: readonly Entry[];
  /** Those of `changed` whose words stand in other articles than before. */
  readonly moved: readonly Entry[];
  /** Texts to index, each with the places where it stands. */
  readonly added: readonly Entry['places'][];
  readonly removed: readonly Entry[];
}

/**
 * Compares an index with the articles. Only words of files that are not as they were are compared:
 * the rest is as it is.
 * @param before the files that the index is in step with.
 * @param files the files as they are; their order decides which copy of a text is indexed.
 */
export function planIndex(current: Catalog, before: FileRecords, files: FileRecords): Plan {
  const touched = touchedWords(before, files);
  const kept: Entry[] = [];
  const indexed = new Map<string, Entry>();
  for (const entry of current.entries.values()) {
    const { words, entry: key } = entry.places[0].keys;
    if (touched.has(words)) indexed.set(key, entry);
    else kept.push(entry);
  }
  const changed: Entry[] = [];
  const moved: Entry[] = [];
  const added: Entry['places'][] = [];
  for (const group of sameWords(files, touched)) {
    const { entry: key } = group[0].keys;
    const entry = indexed.get(key);
    if (entry) {
      indexed.delete(key);
      if (isSame(entry.places, group)) {
        kept.push(entry);
        continue;
      }
      const now = { slot: entry.slot, places: group };
      kept.push(now);
      changed.push(now);
      if (`${articleIdsOf(entry.places)}` !== `${articleIdsOf(group)}`) moved.push(now);
    } else added.push(group);
  }
  return { kept, changed, moved, added, removed: [...indexed.values()] };
}

/** The articles in which some places are, each once, the first one's first. */
export function articleIdsOf([first, ...rest]: Entry['places']): [string, ...string[]] {
  const others = new Set(rest.map(({ article }) => article.id));
  others.delete(first.article.id);
  return [first.article.id, ...others];
}

function isSame(before: Entry['places'], now: Entry['places']): boolean {
  return before.length === now.length && before.every((place, index) => place === now[index]);
}

/** The words of all passages of files that are new, different or gone. */
function touchedWords(before: FileRecords, files: FileRecords): ReadonlySet<string> {
  const touched = new Set<string>();
  const touch = (record: FileRecord): void => {
    for (const { keys } of record.places) touched.add(keys.words);
  };
  for (const [file, record] of files) if (before.get(file) !== record) touch(record);
  for (const [file, record] of before) if (files.get(file) !== record) touch(record);
  return touched;
}

function sameWords(files: FileRecords, wanted: ReadonlySet<string>): Entry['places'][] {
  const groups = new Map<string, [Placed, ...Placed[]]>();
  for (const { places } of files.values()) {
    for (const place of places) {
      const { words } = place.keys;
      if (!wanted.has(words)) continue;
      const group = groups.get(words);
      if (group) group.push(place);
      else groups.set(words, [place]);
    }
  }
  return [...groups.values()];
}
