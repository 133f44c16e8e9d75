/** How far the articles are read, for whoever asks before all of them are. */
import { type Library, notReadyYet } from '../library/library.ts';
import type { Turn } from './command.ts';
import type { Audience } from './reply.ts';
import type { Quotable } from './waiting-room.ts';

/**
 * Lets pass once there is something to search; until then the interaction is acknowledged and waits.
 * What a button is on stays as it is meanwhile.
 * @param quotable is waited for, too.
 * @throws Refusal as `WaitingRoom.enter`.
 */
export function untilReadable(
  { waiting, reply }: Pick<Turn, 'waiting' | 'reply'>,
  how: Audience | 'inPlace',
  quotable?: Quotable,
): Promise<void> {
  const acknowledge = () => reply.acknowledge(how);
  return waiting.enter({ acknowledge, progress: (render) => reply.progress(render) }, quotable);
}

/**
 * Lets pass once there is something to search.
 * @throws Refusal as `notReadyYet` tells.
 */
export function refuseUnlessReadable(library: Library): void {
  const status = library.status();
  if (status.passages > 0) return;
  throw notReadyYet(status);
}

/**
 * Lets pass once everything is read.
 * @throws Refusal as `refuseUnlessReadable`.
 */
export function refuseUnlessRead(library: Library): void {
  refuseUnlessReadable(library);
  const status = library.status();
  if (status.phase !== 'ready') throw notReadyYet(status);
}

/** Percent of the articles that are read, for an answer that may lack the rest; null where all are. */
export function percentRead(library: Library): number | null {
  const { phase, done, total } = library.status();
  return phase === 'ready' || total === 0 ? null : Math.floor((100 * done) / total);
}
