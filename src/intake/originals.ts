/**
 * Messages that articles were made of, watched for being deleted: which of a server they are, and of those that are
 * gone since when. What a message said is nowhere here.
 */
import { z } from 'zod';
import { type MessageLink, messageLinkOf } from '../citations/message-link.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** In the state of the default collection: a folder for each server, in which all goes that is kept of it. */
const SERVERS = 'servers';
const NAME = 'kept-messages.json';
const fileOf = (server: string) => `${SERVERS}/${server}/${NAME}`;

/** Of one server; the first ones give way. */
const WATCHED_MAX = 5_000;
/** What another process was told is known after so long at most. Milliseconds. */
const KNOWN_FOR_MS = 60_000;

const Watched = z.object({
  channel: z.string().regex(SNOWFLAKE),
  /** When it was deleted, milliseconds since 1970; null where it is there. */
  deletedAt: z.number().nullable().default(null),
  /** Whether a manager decided what becomes of the article. */
  isDecided: z.boolean().default(false),
});
/** By id of the message. */
const File = z.record(z.string().regex(SNOWFLAKE), Watched);
type Messages = z.infer<typeof File>;

/** A message that is gone, and whose article stays until somebody decides. */
export interface DeletedOriginal extends MessageLink {
  /** Milliseconds since 1970. */
  readonly deletedAt: number;
}

/** See the head of this file. */
export interface Originals {
  /** Watches a message from now on. */
  watch(message: MessageLink): Promise<void>;
  /**
   * Notes that messages of a server were deleted.
   * @returns those that were watched, each to one process and once.
   */
  noteDeleted(server: string, messages: readonly string[]): Promise<readonly DeletedOriginal[]>;
  /** Those of a server about which nobody decided yet, in the order in which they were kept. */
  undecided(server: string): Promise<readonly DeletedOriginal[]>;
  /** Notes that a manager decided about one that is gone. */
  decide(server: string, message: string): Promise<void>;
  /**
   * When the message was deleted that an article names as its address, milliseconds since 1970; null where it
   * was not, or is none. From memory, which is brought up to date behind it.
   */
  deletedAt(url: string | null): number | null;
}

/** How they are opened. */
export interface OriginalsOptions {
  /** Of the default collection. */
  readonly state: Pick<StateFolder, 'read' | 'update' | 'list'>;
  /** Told what could not be read. */
  readonly onFault: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Opens them; several processes may do so. */
export function openOriginals({ state, onFault, now = Date.now }: OriginalsOptions): Originals {
  /** By file, as it was when it was read last. */
  const known = new Map<string, { readonly modifiedAt: number; readonly messages: Messages }>();
  let knownUntil = 0;
  let reading: Promise<void> | null = null;

  async function readAll(): Promise<void> {
    const files = (await state.list(SERVERS)).filter(({ path }) => path.endsWith(`/${NAME}`));
    const there = new Set(files.map(({ path }) => path));
    for (const path of known.keys()) if (!there.has(path)) known.delete(path);
    for (const { path, modifiedAt } of files) {
      if (known.get(path)?.modifiedAt === modifiedAt) continue;
      known.set(path, { modifiedAt, messages: parse(await state.read(path)) });
    }
  }

  function bringUpToDate(): void {
    if (reading !== null || now() < knownUntil) return;
    knownUntil = now() + KNOWN_FOR_MS;
    reading = readAll()
      .catch(onFault)
      .finally(() => {
        reading = null;
      });
  }

  /** Changes what is known of a server's messages; the bytes stay the same where nothing is changed. */
  async function change(server: string, work: (messages: Messages) => Messages): Promise<void> {
    let after: Messages = {};
    await state.update(fileOf(server), (before) => {
      const messages = parse(before);
      after = work(messages);
      if (after === messages) return before;
      return Buffer.from(JSON.stringify(after));
    });
    known.set(fileOf(server), { modifiedAt: -1, messages: after });
  }

  bringUpToDate();
  return {
    async watch({ server, channel, message }) {
      if (![server, channel, message].every((id) => SNOWFLAKE.test(id))) return;
      await change(server, (messages) => {
        if (Object.hasOwn(messages, message)) return messages;
        const all = Object.entries({
          ...messages,
          [message]: { channel, deletedAt: null, isDecided: false },
        });
        return Object.fromEntries(all.slice(-WATCHED_MAX));
      });
    },
    async noteDeleted(server, ids) {
      if (!SNOWFLAKE.test(server)) return [];
      // Most messages that are deleted were never kept: nothing is written for them.
      const there = parse(await state.read(fileOf(server)));
      if (!ids.some((id) => Object.hasOwn(there, id) && there[id]?.deletedAt === null)) return [];
      const deletedAt = now();
      let gone: DeletedOriginal[] = [];
      await change(server, (messages) => {
        gone = ids.flatMap((message) => {
          const found = Object.hasOwn(messages, message) ? messages[message] : undefined;
          if (found === undefined || found.deletedAt !== null) return [];
          return [{ server, channel: found.channel, message, deletedAt }];
        });
        const marked = gone.map(({ message, channel }) => [
          message,
          { channel, deletedAt, isDecided: false },
        ]);
        return gone.length === 0 ? messages : { ...messages, ...Object.fromEntries(marked) };
      });
      return gone;
    },
    async undecided(server) {
      if (!SNOWFLAKE.test(server)) return [];
      return Object.entries(parse(await state.read(fileOf(server)))).flatMap(
        ([message, { channel, deletedAt, isDecided }]) =>
          deletedAt === null || isDecided ? [] : [{ server, channel, message, deletedAt }],
      );
    },
    async decide(server, message) {
      if (!SNOWFLAKE.test(server)) return;
      await change(server, (messages) => {
        const found = Object.hasOwn(messages, message) ? messages[message] : undefined;
        if (found === undefined || found.deletedAt === null || found.isDecided) return messages;
        return { ...messages, [message]: { ...found, isDecided: true } };
      });
    },
    deletedAt(url) {
      const link = messageLinkOf(url);
      if (link === null) return null;
      bringUpToDate();
      const messages = known.get(fileOf(link.server))?.messages ?? {};
      return Object.hasOwn(messages, link.message)
        ? (messages[link.message]?.deletedAt ?? null)
        : null;
    },
  };
}

/** Nobody but the bot writes it; what is damaged names none. */
function parse(bytes: Buffer | null): Messages {
  if (bytes === null) return {};
  try {
    return File.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? {};
  } catch {
    return {};
  }
}
