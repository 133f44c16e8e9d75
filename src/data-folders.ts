/** Where everything lies that Footnote writes: what must be kept apart from what can be made again. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Modes of what is in `state/`, which tells what people asked and removed: for the user alone. */
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/** Absolute paths where `dataDir` is one. None of them need exist. */
export interface DataFolders {
  /** May be deleted at any time: it is made or downloaded again. */
  readonly cache: string;
  /** The index, ready to be loaded. */
  readonly snapshots: string;
  /** Vectors of an indexing that was stopped before its index was saved. */
  readonly vectors: string;
  /** Models of the hub, `<organisation>/<name>` each. */
  readonly models: string;
  /** All that a backup needs beside the articles; folders and files private to the user. */
  readonly state: string;
  /** Questions without an answer, a line each. */
  readonly gapLog: string;
  /** Passages that were cited and are gone, a line each. */
  readonly formerPassages: string;
  /** Articles that wait to be kept or discarded, a folder each. */
  readonly intake: string;
  /** Removed articles, for some time, a folder each. */
  readonly removed: string;
  /** What is remembered of each source, and articles of theirs that wait for a manager. */
  readonly sources: string;
  /** New articles that are still to be announced, and what was announced lately. */
  readonly announcements: string;
}

/** Where what belongs to collections lies, in `state/` and in `cache/`. */
const COLLECTIONS = 'collections';

/** Characters of a safe name: what is longer is cut, and told apart by a hash. */
const NAME_MAX = 120;
const CUT_AT = 60;
/** Hex letters of that hash: nobody finds two paths with the same ones. */
const HASH_LENGTH = 32;
/** Parts the two; no escape begins with it. */
const CUT = '==';

/**
 * The one place that knows what is in DATA_DIR.
 * @param collection id of a collection; what belongs to all of them (`models`) is where it is for the
 *   default one, ''.
 */
export function dataFolders(dataDir: string, collection = ''): DataFolders {
  const allCaches = join(dataDir, 'cache');
  const name = safeName(collection);
  const own = (above: string) => (collection === '' ? above : join(above, COLLECTIONS, name));
  const cache = own(allCaches);
  const state = own(join(dataDir, 'state'));
  return {
    cache,
    snapshots: join(cache, 'snapshots'),
    vectors: join(cache, 'vectors'),
    models: join(allCaches, 'models'),
    state,
    gapLog: join(state, 'gaps.jsonl'),
    formerPassages: join(state, 'former-passages.jsonl'),
    intake: join(state, 'intake'),
    removed: join(state, 'removed'),
    sources: join(state, 'sources'),
    announcements: join(state, 'announcements.json'),
  };
}

/** The folders that hold what belongs to collections, a folder each: see `safeName`. */
export function collectionFolders(dataDir: string): {
  readonly state: string;
  readonly cache: string;
} {
  return {
    state: join(dataDir, 'state', COLLECTIONS),
    cache: join(dataDir, 'cache', COLLECTIONS),
  };
}

/**
 * What the folder of a collection is called in the data folder: letters, digits, `-`, `_` and `=` alone,
 * so that it is one on every system, and different for ids that differ by case alone. `idOfSafeName`
 * leads back, unless the id is long.
 */
export function safeName(collection: string): string {
  const escaped = Array.from(Buffer.from(collection, 'utf8'), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[a-z0-9_-]/.test(letter) ? letter : `=${byte.toString(16).padStart(2, '0')}`;
  }).join('');
  if (escaped.length <= NAME_MAX) return escaped;
  const hash = createHash('sha256').update(collection, 'utf8').digest('hex');
  return escaped.slice(0, CUT_AT).replace(/=.?$/, '') + CUT + hash.slice(0, HASH_LENGTH);
}

/** The id that a safe name was made of; null where it was too long for that, and for any other name. */
export function idOfSafeName(name: string): string | null {
  if (name.length > NAME_MAX || !/^(?:[a-z0-9_-]|=[0-9a-f]{2})+$/.test(name)) return null;
  const bytes = name.match(/=..|[^=]/g) ?? [];
  const id = Buffer.from(
    bytes.map((each) =>
      each.length > 1 ? Number.parseInt(each.slice(1), 16) : each.charCodeAt(0),
    ),
  ).toString('utf8');
  return safeName(id) === name ? id : null;
}
