/** The channel that a thread is in, as an interaction there says it: discord.js keeps no channels, and so not that. */
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';

const WITH_PARENT = z.object({ channel: z.object({ parent_id: z.string().regex(SNOWFLAKE) }) });

const parents = new WeakMap<object, string>();

/** Of a thread its channel, of a channel its category, by id; null where an interaction names none. */
export function readParent(raw: unknown): string | null {
  return WITH_PARENT.safeParse(raw).data?.channel.parent_id ?? null;
}

/** Notes what an interaction said of it. */
export function noteParent(interaction: object, parent: string): void {
  parents.set(interaction, parent);
}

/** What is above the channel of an interaction; null where that is not known. */
export function parentOf(interaction: object): string | null {
  return parents.get(interaction) ?? null;
}
