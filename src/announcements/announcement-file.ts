/** What is still to be announced and what was announced lately: one small file, so that a restart loses nothing. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';

const EntrySchema = z.object({
  /** Name of the source. */
  source: z.string(),
  /** Path inside the articles folder. */
  file: z.string(),
  articleId: z.string(),
  /** When it came. All times are milliseconds since 1970. */
  at: z.number(),
});

const StateSchema = z.object({
  /** Oldest first. */
  queue: z.array(EntrySchema),
  /** What is being posted; after a crash nobody knows whether it was. */
  sending: z
    .object({
      ...EntrySchema.shape,
      nonce: z.string(),
      startedAt: z.number(),
      /** Articles that its message sums up, which are in `queue` until it is posted. */
      others: z.array(z.string()),
    })
    .nullable(),
  /** Messages of the last hour. */
  posted: z.array(z.object({ source: z.string(), at: z.number() })),
  /** By name of the source: a channel that nothing could be posted in. */
  closed: z.record(
    z.string(),
    z.object({
      channel: z.string(),
      why: z.enum(['forbidden', 'missing']),
      since: z.number(),
      triedAt: z.number(),
    }),
  ),
});

/** An article that is to be announced. */
export type Entry = z.infer<typeof EntrySchema>;
export type AnnouncementState = z.infer<typeof StateSchema>;

/** Nothing to announce. */
export function noAnnouncements(): AnnouncementState {
  return { queue: [], sending: null, posted: [], closed: {} };
}

/** What the file holds; one that is missing or damaged holds nothing. */
export async function loadAnnouncements(file: string): Promise<AnnouncementState> {
  try {
    return StateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return noAnnouncements();
  }
}

/** Replaces the file as a whole. @throws what the file system says. */
export async function saveAnnouncements(file: string, state: AnnouncementState): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  await writeFile(`${file}.new`, JSON.stringify(state), { flush: true, mode: PRIVATE_FILE });
  await rename(`${file}.new`, file);
}
