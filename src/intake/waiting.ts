/** What waits in the intake: how much of it there may be, and how it is tidied up. */
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusals.ts';
import { deleteOlder, type IntakeFolders, intakeDir } from './folders.ts';
import { LEFTOVER_MS, STAGED_BYTES, STAGED_MOST, STAGED_MS, TIDY_EVERY_MS } from './limits.ts';
import { isRandomId } from './random-id.ts';
import { tidyRemoved } from './removed.ts';

/** Beside a candidate's file: the name that it would get. */
export const NOTE = 'note.json';

/** The candidate has a fixed name while it waits, so that no name from outside is a path. */
export const CONTENT = 'content';

/** Beside it: what it was read as, row by row, and what managers chose about that. */
export const OUTLINE = 'outline.jsonl';
export const CHOICES = 'choices.json';

/** What is kept by those choices, and what the content is called from before that is moved until after. */
export const CHOSEN = 'chosen';
export const ORIGINAL = 'original';

/** A folder that is being filled, or that somebody is just keeping: nobody else finds it. */
export function claimOf(id: string, folders: IntakeFolders): string {
  return join(intakeDir(folders), `.${id}`);
}

async function sizeOf(place: string): Promise<number> {
  const sizes = [CONTENT, OUTLINE].map(async (name) => {
    const info = await stat(join(place, name)).catch(() => null);
    return info?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * Refuses where as much waits as may.
 * @param more bytes that are about to be added, as one candidate; 0 where they are there already.
 * @throws Refusal `tooMuchWaiting`
 */
export async function refuseIfFull(folders: IntakeFolders, more: number): Promise<void> {
  const folder = intakeDir(folders);
  const names = await readdir(folder).catch((): string[] => []);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(folder, name))));
  const bytes = sizes.reduce((sum, size) => sum + size, more);
  const count = names.length + Number(more > 0);
  if (count > STAGED_MOST || bytes > STAGED_BYTES) {
    throw new Refusal('tooMuchWaiting', { n: STAGED_MOST, max: STAGED_BYTES });
  }
}

/**
 * Finishes what a process that was killed left half done: a candidate that was whole waits again, so
 * that its buttons work; anything else goes, what has reached the articles folder already too.
 */
async function mendLeftovers(folders: IntakeFolders): Promise<void> {
  const names = await readdir(intakeDir(folders)).catch((): string[] => []);
  for (const name of names) {
    const id = name.slice(1);
    if (!name.startsWith('.') || !isRandomId(id)) continue;
    const claimed = claimOf(id, folders);
    const left = await stat(claimed).catch(() => null);
    if (left === null || Date.now() - left.mtimeMs < LEFTOVER_MS) continue;
    const look = (name: string) => stat(join(claimed, name)).catch(() => null);
    const original = await look(ORIGINAL);
    const note = await look(NOTE);
    const place = join(intakeDir(folders), id);
    // Linked twice, or gone, it is an article already: only what is left here was not taken away yet.
    const moved = await look(original === null ? CONTENT : CHOSEN);
    const isWhole = moved?.nlink === 1 && note !== null;
    if (isWhole && original !== null) await rename(join(claimed, ORIGINAL), join(claimed, CONTENT));
    const isBack =
      isWhole &&
      (await rename(claimed, place).then(
        () => true,
        () => false,
      ));
    if (!isBack) await rm(claimed, { recursive: true, force: true });
  }
}

/** Throws away what has waited for more than a day, and of what was removed what goes for good. */
export async function tidyIntake(folders: IntakeFolders): Promise<void> {
  await mendLeftovers(folders);
  await deleteOlder(intakeDir(folders), STAGED_MS);
  await tidyRemoved(folders);
}

/** Tidies now, and from now on every hour; keeps no process alive. */
export function keepIntakeTidy(
  folders: IntakeFolders,
  onError: (error: unknown) => void,
): { close(): Promise<void> } {
  let working: Promise<void> = Promise.resolve();
  const tidy = () => {
    working = working.then(() => tidyIntake(folders)).catch(onError);
  };
  tidy();
  const timer = setInterval(tidy, TIDY_EVERY_MS);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      return working;
    },
  };
}
