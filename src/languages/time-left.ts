/** How long something will still take, as precisely as that is known: about so many minutes. */
import type { Say } from './say.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** Minutes are told up to here: "about 1 hour" may be half an hour wrong. */
const MOST_MINUTES = 90;

/** A sentence of its own. @param ms milliseconds. */
export function sayTimeLeft(say: Say, ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return say('timeLeftSoon');
  if (minutes <= MOST_MINUTES) return say('timeLeftMinutes', { n: minutes });
  return say('timeLeftHours', { n: Math.round(minutes / HOUR_MINUTES) });
}
