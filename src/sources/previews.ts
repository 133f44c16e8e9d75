/** Sources that somebody was shown and has not decided on: a file each, so that a button outlives a restart. */
import { z } from 'zod';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { Refusal } from '../refusals.ts';
import { removeOlder, type StateFolder } from '../state/state-folder.ts';
import { PREVIEW_MS } from './limits.ts';
import type { FetchedSource } from './look-run.ts';
import { SOURCES } from './memories.ts';

const SourceSchema = z.object({
  name: z.string(),
  kind: z.enum(['feed', 'page', 'sitemap', 'llms']),
  address: z.string(),
  everyMs: z.number(),
  only: z.string().nullable(),
  most: z.number(),
  keep: z
    .union([
      z.object({ by: z.literal('count'), count: z.number() }),
      z.object({ by: z.literal('age'), days: z.number() }),
    ])
    .nullable(),
  announce: z.object({ channel: z.string(), mostAnHour: z.number() }).nullable(),
  line: z.number(),
}) satisfies z.ZodType<FetchedSource>;

/** What was shown. */
export interface Previews {
  add(source: FetchedSource): Promise<{ readonly id: string; readonly expiresAt: number }>;
  /** @throws Refusal `previewGone`. */
  read(id: string): Promise<FetchedSource>;
  /** Nothing happens where there is none. */
  drop(id: string): Promise<void>;
}

const PREVIEWS = `${SOURCES}/previews`;

/** The previews in a collection's state. */
export function previewsIn(state: StateFolder): Previews {
  function placeOf(id: string): string {
    if (!isRandomId(id)) throw new Refusal('previewGone');
    return `${PREVIEWS}/${id}.json`;
  }

  return {
    async add(source) {
      await removeOlder(state, PREVIEWS, PREVIEW_MS);
      const id = randomId();
      await state.write(placeOf(id), Buffer.from(JSON.stringify(source)));
      return { id, expiresAt: Date.now() + PREVIEW_MS };
    },
    async read(id) {
      const place = placeOf(id);
      const [[file], bytes] = await Promise.all([state.list(place), state.read(place)]);
      try {
        if (!file || file.modifiedAt < Date.now() - PREVIEW_MS) throw new Error('too old');
        return SourceSchema.parse(JSON.parse(String(bytes)));
      } catch (cause) {
        throw new Refusal('previewGone', {}, { cause });
      }
    },
    async drop(id) {
      if (isRandomId(id)) await state.remove(placeOf(id));
    },
  };
}
