/** Where what is remembered of sources lies: a file a source in the state. */
import type { StateFolder } from '../state/state-folder.ts';
import { type Memory, MemorySchema, type Remembered } from './memory.ts';
import { adopt, mergeMemory } from './merge-memory.ts';
import { isSourceName } from './source-settings.ts';

/** Articles that are remembered although their list names them no more and they are not in the folder. */
const MOST_FORGOTTEN = 5_000;

/** Where what is remembered lies. */
export interface Memories {
  /** By name of the source; what is damaged counts as not there. */
  load(): Promise<Map<string, Memory>>;
  /**
   * Replaces the file as a whole; where several processes do so, with what others changed meanwhile, which
   * `memory` says too from then on.
   */
  save(name: string, memory: Memory): Promise<void>;
  /** Learns what other processes have saved since; nothing where there are none. */
  catchUp(memories: Map<string, Memory>): Promise<void>;
  forget(name: string): Promise<void>;
}

/** In the state: what is remembered, shown and laid aside of sources. */
export const SOURCES = 'sources';

/**
 * The memories in a collection's state.
 * @param isShared whether several processes have the same sources open.
 */
export function memoriesIn(state: StateFolder, isShared = false): Memories {
  const placeOf = (name: string) => `${SOURCES}/${name}.json`;
  /** By name: what is kept as far as this process knows, and when that was written. */
  const kept = new Map<string, Memory>();
  const seen = new Map<string, number>();

  async function read(names: readonly string[]): Promise<Map<string, Memory>> {
    const files = await state.readEach(names.map(placeOf));
    const found = new Map<string, Memory>();
    for (const [i, name] of names.entries()) {
      const memory = parseMemory(files[i] ?? null);
      if (memory !== null) found.set(name, memory);
    }
    return found;
  }

  /** Names of those that there are, with when each was written. */
  async function written(): Promise<Map<string, number>> {
    const files = (await state.entries(SOURCES)).flatMap(({ name: file, isFolder, modifiedAt }) => {
      const name = file.replace(/\.json$/, '');
      return isFolder || name === file || !isSourceName(name) ? [] : [[name, modifiedAt] as const];
    });
    return new Map(files);
  }

  function note(name: string, memory: Memory): void {
    if (isShared) kept.set(name, structuredClone(memory));
  }

  return {
    async load() {
      const times = await written();
      const found = await read([...times.keys()]);
      for (const [name, memory] of found) {
        note(name, memory);
        seen.set(name, times.get(name) ?? 0);
      }
      return found;
    },
    async save(name, memory) {
      const bytesOf = (all: Memory) =>
        Buffer.from(JSON.stringify({ ...all, articles: bounded(all.articles) }));
      if (!isShared) return state.write(placeOf(name), bytesOf(memory));
      let merged = memory;
      await state.update(placeOf(name), (bytes) => {
        const theirs = parseMemory(bytes);
        const base = kept.get(name);
        merged = theirs && base ? mergeMemory(base, memory, theirs) : memory;
        return bytesOf(merged);
      });
      note(name, merged);
      adopt(memory, structuredClone(merged));
    },
    async catchUp(memories) {
      if (!isShared) return;
      const times = await written();
      const others = [...times].filter(([name, at]) => seen.get(name) !== at);
      for (const [name, theirs] of await read(others.map(([name]) => name))) {
        const [own, base] = [memories.get(name), kept.get(name)];
        const merged = own && base ? mergeMemory(base, own, theirs) : theirs;
        note(name, theirs);
        if (own) adopt(own, structuredClone(merged));
        else memories.set(name, merged);
        seen.set(name, times.get(name) ?? 0);
      }
      for (const name of memories.keys()) {
        if (times.has(name) || !kept.has(name)) continue;
        memories.delete(name);
        kept.delete(name);
      }
    },
    async forget(name) {
      kept.delete(name);
      await state.remove(placeOf(name));
    },
  };
}

function parseMemory(bytes: Buffer | null): Memory | null {
  try {
    return MemorySchema.parse(JSON.parse(String(bytes)));
  } catch {
    return null;
  }
}

/** Those in the folder and those that wait, and of the others the ones that were seen last. */
function bounded(articles: readonly Remembered[]): readonly Remembered[] {
  const isHeld = ({ state }: Remembered) => state === 'kept' || state === 'waiting';
  const others = articles.filter((article) => !isHeld(article));
  if (others.length <= MOST_FORGOTTEN) return articles;
  others.sort((a, b) => b.lookedAt - a.lookedAt);
  const forgotten = new Set(others.slice(MOST_FORGOTTEN));
  return articles.filter((article) => !forgotten.has(article));
}
