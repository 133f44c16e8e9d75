/** How far the articles are read, for whoever asks before all of them are. */
import { type Library, notReadyYet } from '../library/library.ts';
import type { Turn } from './command.ts';
import type { Audience, Render } from './reply.ts';
import type { Quotable } from './waiting-room.ts';

/**
 * Lets pass once there is something to search; until then the interaction is acknowledged and waits.
 * What a button is on stays as it is meanwhile.
 * @param quotable is waited for, too.
 * @throws Refusal as `WaitingRoom.enter`.
 */
export function untilReadable(
  { waiting, reply, library }: Pick<Turn, 'waiting' | 'reply' | 'library'>,
  how: Audience | 'inPlace',
  quotable?: Quotable,
): Promise<void> {
  const acknowledge = () => reply.acknowledge(how);
  const guest = { acknowledge, progress: (render: Render) => reply.progress(render) };
  return waiting.enter(guest, { library, ...(quotable && { quotable }) });
}

/**
 * Lets pass once there is something to search.
 * @throws Refusal as `notReadyYet` tells.
 */
export function refuseUnlessReadable(library: Pick<Library, 'status'>): void {
  const status = library.status();
  if (status.passages > 0) return;
  throw notReadyYet(status);
}

/**
 * Lets pass once everything is read.
 * @throws Refusal as `refuseUnlessReadable`.
 */
export function refuseUnlessRead(library: Pick<Library, 'status'>): void {
  refuseUnlessReadable(library);
  const status = library.status();
  if (status.phase !== 'ready') throw notReadyYet(status);
}

/** Percent of the articles that are read, for an answer that may lack the rest; null where all are. */
export function percentRead(library: Pick<Library, 'status'>): number | null {
  const { phase, done, total } = library.status();
  return phase === 'ready' || total === 0 ? null : Math.floor((100 * done) / total);
}
