/** What tells a place that is being moved into from one that is used: nothing is moved over what somebody has. */
import { Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** In the default collection's state of the place that is moved into, until all has arrived. */
export const MARK = 'moving.json';

/**
 * Marks a place as one that is moved into.
 * @param isEmpty whether there is nothing in it, asked where it has no mark yet.
 * @param place as people know it.
 * @throws Refusal `moveTargetUsed`.
 */
export async function markTarget(
  state: StateFolder,
  isEmpty: () => Promise<boolean>,
  place: string,
): Promise<void> {
  if ((await state.read(MARK)) !== null) return;
  if (!(await isEmpty())) throw new Refusal('moveTargetUsed', { place });
  await state.write(MARK, Buffer.from(JSON.stringify({ begun: new Date().toISOString() })));
}
