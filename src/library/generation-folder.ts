/** The folder of generations: how they are named, which one is in force, and when one goes. */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const CURRENT = 'CURRENT';
/** When it was begun, by which process, and which one of that process it is. */
const GENERATION = /^\d+-(\d+)-\d+$/;

let generations = 0;
/** Generations that this process is writing now. */
const beingWritten = new Set<string>();

/** A name that no other generation has. */
export function newGeneration(): string {
  return `${Date.now()}-${process.pid}-${generations++}`;
}

/** Whether this is such a name: nothing else is ever opened. */
export function isGeneration(name: string): boolean {
  return GENERATION.test(name);
}

/** What `CURRENT` says; null where there is none. */
export async function currentGeneration(folder: string): Promise<string | null> {
  return readFile(join(folder, CURRENT), 'utf8').catch(() => null);
}

/** Makes `CURRENT` name a generation that is written whole. */
export async function putInForce(folder: string, generation: string): Promise<void> {
  await writeDurably(join(folder, `${CURRENT}.${generation}`), generation);
  await rename(join(folder, `${CURRENT}.${generation}`), join(folder, CURRENT));
}

/** Has `write` fill a new generation's folder, which is gone again when that fails. */
export async function writeBeside(
  folder: string,
  generation: string,
  write: (target: string) => Promise<void>,
): Promise<void> {
  const target = join(folder, generation);
  beingWritten.add(generation);
  try {
    await mkdir(target, { recursive: true });
    await write(target);
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw error;
  } finally {
    beingWritten.delete(generation);
  }
}

/** Removes former generations, and what processes that have ended left half written. */
export async function removeOthers(folder: string, current: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const generation = name.replace(`${CURRENT}.`, '');
    const writer = Number(GENERATION.exec(generation)?.[1]);
    if (generation === current || name === CURRENT || beingWritten.has(generation)) continue;
    if (writer && writer !== process.pid && isRunning(writer)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether a process with this id runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Writes a file and has the system put it on the disk. @param flag `wx` where none may be there. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  flag: 'w' | 'wx' = 'w',
): Promise<void> {
  const handle = await open(path, flag);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
