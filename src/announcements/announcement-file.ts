/** What is still to be announced and what was announced lately: one small file, so that a restart loses nothing. */
import { z } from 'zod';
import type { Source } from '../sources/source.ts';
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
  /** One that managers chose for sources without a channel of their own; absent for the source's own. */
  channel: z.string().optional(),
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
  posted: z.array(z.object({ source: z.string(), channel: z.string().optional(), at: z.number() })),
  /** By `targetKey`: a channel that nothing could be posted in. */
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

/** Where something is announced: in the source's own channel, or in one that managers chose. */
export type Target = Pick<Entry, 'source' | 'channel'>;

/** A name for it: names of sources have no spaces. */
export function targetKey({ source, channel }: Target): string {
  return channel === undefined ? source : `${source} ${channel}`;
}

/** Where nothing of a source could be announced lately; null where all went well. */
export function closedChannelOf(
  closed: AnnouncementState['closed'],
  { name, announce }: Pick<Source, 'name' | 'announce'>,
): AnnouncementState['closed'][string] | null {
  if (announce !== null) {
    const own = closed[name];
    return own?.channel === announce.channel ? own : null;
  }
  const found = Object.entries(closed).find(([key, { channel: id }]) => {
    return key === targetKey({ source: name, channel: id });
  });
  return found?.[1] ?? null;
}

/** Nothing to announce. */
function noAnnouncements(): AnnouncementState {
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
