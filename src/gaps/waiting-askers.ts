/**
 * Who waits for an answer, because they pressed "Tell me": the one place where it is kept who asked. A person's
 * id and their question, until they were told, or say that they need not be, or 90 days are over.
 */
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import { type DatedLine, type DatedLinesOptions, openDatedLines } from '../state/dated-lines.ts';

/** What one person may wait for at once, wherever it was asked. */
export const WAITING_EACH = 3;
/** What is not answered by then is no question any more. */
const WAITING_DAYS = 90;
/** Of all people: so many questions are asked again within minutes. */
const WAITING_MAX = 5_000;

/** In the state of the default collection. */
const FILE = 'waiting-askers.jsonl';

const Wait = z.object({
  /** Discord's ids: of who asked, and of the channel where. */
  user: z.string(),
  channel: z.string(),
  question: z.string(),
  /** Of the person's Discord, such as `en-US`. */
  locale: z.string(),
});
/** That whoever waits by this id is being told: after a crash nobody knows whether they were. */
const Telling = z.object({ telling: z.string() });

type Said = z.infer<typeof Wait> | z.infer<typeof Telling>;

/** What is kept of somebody who waits. */
export type Waiting = z.infer<typeof Wait>;

/** Somebody who waits. */
export interface WaitingAsker extends Waiting {
  readonly id: string;
  /** Where it was asked; null in messages with the bot. */
  readonly server: string | null;
  /** When it was begun to tell them, milliseconds since 1970; null where it was not. */
  readonly toldSince: number | null;
}

/** Those who wait at one place. */
export interface PlaceAskers {
  readonly retentionDays: number;
  /**
   * Keeps that somebody waits; who waits for the same already goes on doing so.
   * @returns the id by which that is forgotten.
   * @throws Refusal `waitsEnough` beyond `WAITING_EACH`, `unavailable` where it could not be kept.
   */
  wait(waiting: Waiting): Promise<string>;
  /** Forgets it, where it is that person's. */
  forget(id: string, user: string): Promise<void>;
}

/** Those who wait, of all places. */
export interface WaitingAskers {
  /** @param server null for messages with the bot. */
  at(server: string | null): PlaceAskers;
  /** All, who waits longest first. */
  list(): Promise<readonly WaitingAsker[]>;
  /**
   * Notes that somebody is going to be told, before they are.
   * @returns whether they still wait: whoever took it back meanwhile is not to be told.
   */
  begin(asker: WaitingAsker): Promise<boolean>;
  /** Forgets somebody: they were told, or cannot be. */
  end(id: string): Promise<void>;
  /** Servers on which somebody waits. */
  servers(): Promise<readonly string[]>;
  /** Forgets all who wait on a server. */
  forget(server: string): Promise<void>;
  /** Finishes what is being written. */
  close(): Promise<void>;
}

/** Opens it; several processes may do so. @throws what the state throws. */
export async function openWaitingAskers(
  options: Pick<DatedLinesOptions<Said>, 'state' | 'now' | 'onError'>,
): Promise<WaitingAskers> {
  const lines = await openDatedLines<Said>({
    ...options,
    file: FILE,
    says: z.union([Wait, Telling]),
    retentionDays: WAITING_DAYS,
    keptMax: WAITING_MAX,
    isEachCounted: true,
  });
  const everywhere = lines.elsewhere(null, () => false);
  const placeOf = (server: string | null) =>
    server === null ? lines.elsewhere(null, () => true) : lines.of(server);

  async function list(): Promise<readonly WaitingAsker[]> {
    const all = await everywhere.list();
    const begun = new Map(
      all.flatMap((line) => ('telling' in line ? [[line.telling, line.at]] : [])),
    );
    return all.flatMap((line) => {
      if (!isWait(line) || line.id === null) return [];
      const { at: _, id, ...waiting } = line;
      return [{ ...waiting, id, toldSince: begun.get(id) ?? null }];
    });
  }

  return {
    at: (server) => ({
      retentionDays: WAITING_DAYS,
      async wait(waiting) {
        const own = (await list()).filter(({ user }) => user === waiting.user);
        const same = own.find((one) => one.server === server && one.question === waiting.question);
        if (same !== undefined) return same.id;
        if (own.length >= WAITING_EACH) throw new Refusal('waitsEnough', { max: WAITING_EACH });
        const noted = await placeOf(server).note(waiting);
        if (noted?.id == null) throw new Refusal('unavailable');
        return noted.id;
      },
      async forget(id, user) {
        await everywhere.take((line) => isWait(line) && line.id === id && line.user === user);
      },
    }),
    list,
    async begin({ id, server, toldSince }) {
      if (toldSince === null) await placeOf(server).note({ telling: id });
      return (await list()).some((one) => one.id === id);
    },
    async end(id) {
      await everywhere.take((line) => line.id === id || ('telling' in line && line.telling === id));
    },
    servers: lines.servers,
    forget: lines.forget,
    close: lines.close,
  };
}

function isWait(line: DatedLine<Said>): line is DatedLine<Waiting> {
  return 'user' in line;
}
