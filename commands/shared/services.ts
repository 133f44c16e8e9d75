/** What a command needs beside the library, where it is set up. */
import type { Turn } from '../../src/discord/command.ts';
import type { Intake } from '../../src/intake/intake.ts';
import type { Upkeep } from '../../src/library/library.ts';
import type { Quotes } from '../../src/quotes/quotes.ts';
import { Refusal } from '../../src/refusals.ts';
import type { Sources } from '../../src/sources/sources.ts';

/** @throws Refusal `unavailable` where quotes are not set up. */
export function quotesOf({ quotes }: Pick<Turn, 'quotes'>): Quotes {
  if (!quotes) throw new Refusal('unavailable');
  return quotes;
}

/** @throws Refusal `unavailable` where nothing may be changed from here. */
export function upkeepOf({ upkeep }: Pick<Turn, 'upkeep'>): Upkeep {
  if (!upkeep) throw new Refusal('unavailable');
  return upkeep;
}

/** @throws Refusal `unavailable` where the folder cannot be changed from here. */
export function intakeOf({ intake }: Pick<Turn, 'intake'>): Intake {
  if (!intake) throw new Refusal('unavailable');
  return intake;
}

/** @throws Refusal `unavailable` where sources are not set up. */
export function sourcesOf({ sources }: Pick<Turn, 'sources'>): Sources {
  if (!sources) throw new Refusal('unavailable');
  return sources;
}
