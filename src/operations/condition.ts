/** What the parts of the bot make of the whole: whether it can answer, and what hinders it. */
import type { Part, PartState } from '../supervision/vitals.ts';

/** How the bot is as a whole. */
export type Condition = 'well' | 'starting' | 'ill';

/** Nothing can be answered before these were well for the first time. */
const NEEDED: ReadonlySet<Part> = new Set<Part>(['gateway', 'index', 'model']);

/** The parts that are not as they should be: ill, or not there yet though nothing works without. */
export function hindrances(states: readonly PartState[]): PartState[] {
  return states.filter(
    ({ part, state }) => state === 'ill' || (state === 'starting' && NEEDED.has(part)),
  );
}

/** The worst that hinders. */
export function conditionOf(states: readonly PartState[]): Condition {
  const hindering = hindrances(states);
  if (hindering.length === 0) return 'well';
  return hindering.some(({ state }) => state === 'ill') ? 'ill' : 'starting';
}
