/** Where everything lies that Footnote writes: what must be kept apart from what can be made again. */
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

/** The one place that knows what is in DATA_DIR. */
export function dataFolders(dataDir: string): DataFolders {
  const cache = join(dataDir, 'cache');
  const state = join(dataDir, 'state');
  return {
    cache,
    snapshots: join(cache, 'snapshots'),
    vectors: join(cache, 'vectors'),
    models: join(cache, 'models'),
    state,
    gapLog: join(state, 'gaps.jsonl'),
    formerPassages: join(state, 'former-passages.jsonl'),
    intake: join(state, 'intake'),
    removed: join(state, 'removed'),
    sources: join(state, 'sources'),
    announcements: join(state, 'announcements.json'),
  };
}
