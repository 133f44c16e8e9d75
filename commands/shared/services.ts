/** What a command needs beside the library, where it is set up. */
import type { Turn } from '../../src/discord/command.ts';
import type { Intake } from '../../src/intake/intake.ts';
import type { Upkeep } from '../../src/library/library.ts';
import type { Quotes } from '../../src/quotes/quotes.ts';
import { Refusal } from '../../src/refusals.ts';
import { type ServerSettings, USUAL_SETTINGS } from '../../src/settings/server-settings.ts';
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

/** What was chosen for the server where somebody is; the usual outside of servers. */
export async function settingsHere(
  { guildId }: { readonly guildId: string | null },
  { settings }: Pick<Turn, 'settings'>,
): Promise<ServerSettings> {
  return guildId === null ? USUAL_SETTINGS : settings.of(guildId);
}
