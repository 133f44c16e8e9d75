/** What is still to be announced and what was announced lately: one small file, so that a restart loses nothing. */
import { z } from 'zod';
import type { StateFolder } from '../state/state-folder.ts';

/** In the state of a collection. */
const ANNOUNCEMENTS = 'announcements.json';

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
export async function loadAnnouncements(state: StateFolder): Promise<AnnouncementState> {
  try {
    return StateSchema.parse(JSON.parse(String(await state.read(ANNOUNCEMENTS))));
  } catch {
    return noAnnouncements();
  }
}

/** Replaces the file as a whole. @throws what the state says. */
export function saveAnnouncements(state: StateFolder, now: AnnouncementState): Promise<void> {
  return state.write(ANNOUNCEMENTS, Buffer.from(JSON.stringify(now)));
}
