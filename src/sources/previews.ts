/** Sources that somebody was shown and has not decided on: a file each, so that a button outlives a restart. */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dataFolders, PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';
import { deleteOlder } from '../intake/folders.ts';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { Refusal } from '../refusals.ts';
import { PREVIEW_MS } from './limits.ts';
import type { FetchedSource } from './look-run.ts';

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

/** The previews of a data folder. */
export function previewsIn(dataDir: string, collection?: string): Previews {
  const folder = join(dataFolders(dataDir, collection).sources, 'previews');

  function placeOf(id: string): string {
    if (!isRandomId(id)) throw new Refusal('previewGone');
    return join(folder, `${id}.json`);
  }

  return {
    async add(source) {
      await deleteOlder(folder, PREVIEW_MS);
      const id = randomId();
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
      const draft = `${placeOf(id)}.new`;
      await writeFile(draft, JSON.stringify(source), { mode: PRIVATE_FILE });
      await rename(draft, placeOf(id));
      return { id, expiresAt: Date.now() + PREVIEW_MS };
    },
    async read(id) {
      const place = placeOf(id);
      try {
        if ((await stat(place)).mtimeMs < Date.now() - PREVIEW_MS) throw new Error('too old');
        return SourceSchema.parse(JSON.parse(await readFile(place, 'utf8')));
      } catch (cause) {
        throw new Refusal('previewGone', {}, { cause });
      }
    },
    async drop(id) {
      if (isRandomId(id)) await rm(placeOf(id), { force: true });
    },
  };
}
