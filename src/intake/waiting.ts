/** What waits in the intake: how much of it there may be, and how it is tidied up. */
import { Refusal } from '../refusals.ts';
import { removeOlder, type StateFolder } from '../state/state-folder.ts';
import { STAGED_BYTES, STAGED_MOST, STAGED_MS, TIDY_EVERY_MS } from './limits.ts';
import type { Places } from './places.ts';
import { tidyRemoved } from './removed.ts';

/** In the state: candidates, one folder each, named by their ids. */
export const INTAKE = 'intake';

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

/** The folder of a candidate that waits. */
export function placeOf(id: string): string {
  return `${INTAKE}/${id}`;
}

/** A folder that is being filled, or that somebody is just keeping: nobody else finds it. */
export function claimOf(id: string): string {
  return `${INTAKE}/.${id}`;
}

/**
 * Refuses where as much waits as may.
 * @param more bytes that are about to be added, as one candidate; 0 where they are there already.
 * @throws Refusal `tooMuchWaiting`
 */
export async function refuseIfFull(state: StateFolder, more: number): Promise<void> {
  const files = (await state.list(INTAKE)).map(({ path, size }) => {
    const [, candidate = '', name = ''] = path.split('/');
    return { candidate, size: name === CONTENT || name === OUTLINE ? size : 0 };
  });
  const bytes = files.reduce((sum, { size }) => sum + size, more);
  const count = new Set(files.map(({ candidate }) => candidate)).size + Number(more > 0);
  if (count > STAGED_MOST || bytes > STAGED_BYTES) {
    throw new Refusal('tooMuchWaiting', { n: STAGED_MOST, max: STAGED_BYTES });
  }
}

/** How many candidates wait. */
export async function waitingCount(state: StateFolder): Promise<number> {
  return (await state.entries(INTAKE)).filter(({ name }) => !name.startsWith('.')).length;
}

/** Throws away what has waited for more than a day, and of what was removed what goes for good. */
export async function tidyIntake({ state, mend }: Pick<Places, 'state' | 'mend'>): Promise<void> {
  await mend();
  await removeOlder(state, INTAKE, STAGED_MS);
  await tidyRemoved(state);
}

/** Tidies now, and from now on every hour, one time after the other; keeps no process alive. */
export function keepTidy(
  tidy: () => Promise<void>,
  onError: (error: unknown) => void,
): { close(): Promise<void> } {
  let working: Promise<void> = Promise.resolve();
  const next = () => {
    working = working.then(tidy).catch(onError);
  };
  next();
  const timer = setInterval(next, TIDY_EVERY_MS);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      return working;
    },
  };
}
