/**
 * Whose collections people chose to see in their direct messages with the bot: nobody tells a bot which
 * servers somebody is in. What is kept is the person and the server, each in the server's own folder, so
 * that all of it goes with the server; a file of each person's says where to look.
 */
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** Servers that one person chose at most: a button each, in a row of a message. */
export const CHOSEN_MAX = 5;

const FOLDER = 'direct-messages';
/** A folder for each server that somebody chose. */
export const CHOSEN_SERVERS = `${FOLDER}/servers`;
const serverFolder = (server: string) => `${CHOSEN_SERVERS}/${server}`;
const chosenFile = (server: string, person: string) => `${serverFolder(server)}/${person}`;
const personFile = (person: string) => `${FOLDER}/people/${person}`;

/** The choices. Ids that are no ids of Discord's chose nothing and are chosen by nobody. */
export interface DirectMessages {
  /** The servers that a person chose, in that order. */
  chosenBy(person: string): Promise<readonly string[]>;
  /**
   * Keeps that a person chose a server; nothing happens where they did.
   * @throws Refusal `chosenEnough` beyond `CHOSEN_MAX`.
   */
  choose(person: string, server: string): Promise<void>;
  /** Forgets that. */
  revoke(person: string, server: string): Promise<void>;
  /** Forgets all who chose a server. */
  forget(server: string): Promise<void>;
}

const isId = (text: string): boolean => SNOWFLAKE.test(text);
const Servers = z.array(z.string().regex(SNOWFLAKE));
const NOTHING = Buffer.from('');

/** @param state of the default collection: a person's choices belong to no other one. */
export function openDirectMessages(
  state: Pick<StateFolder, 'read' | 'update' | 'list' | 'remove'>,
): DirectMessages {
  /** Where to look, which may be more than there is: a process that died wrote one file of two. */
  async function listed(person: string): Promise<readonly string[]> {
    return isId(person) ? serversIn(await state.read(personFile(person))) : [];
  }

  async function chosenBy(person: string): Promise<readonly string[]> {
    const servers = await listed(person);
    const chosen = await Promise.all(servers.map((one) => state.read(chosenFile(one, person))));
    return servers.filter((_, i) => chosen[i] !== null);
  }

  /** Leaves in a person's file what `isKept` says, and adds one at the end. */
  function rewrite(
    person: string,
    isKept: (server: string) => boolean,
    added: readonly string[] = [],
  ): Promise<void> {
    return state.update(personFile(person), (before) => {
      const kept = serversIn(before).filter(isKept);
      const servers = [...new Set([...kept, ...added])];
      return servers.length === 0 ? null : Buffer.from(JSON.stringify(servers));
    });
  }

  return {
    chosenBy,
    async choose(person, server) {
      if (!isId(person) || !isId(server)) return;
      const chosen = await chosenBy(person);
      if (chosen.includes(server)) return;
      if (chosen.length >= CHOSEN_MAX) throw new Refusal('chosenEnough', { max: CHOSEN_MAX });
      // First where to look, so that nothing is kept that nobody finds again.
      await rewrite(person, (one) => chosen.includes(one), [server]);
      await state.update(chosenFile(server, person), () => NOTHING);
    },
    async revoke(person, server) {
      if (!isId(person) || !isId(server)) return;
      await state.update(chosenFile(server, person), () => null);
      await rewrite(person, (one) => one !== server);
    },
    async forget(server) {
      if (!isId(server)) return;
      const folder = serverFolder(server);
      const people = (await state.list(folder)).map(({ path }) => path.slice(folder.length + 1));
      await state.remove(folder);
      for (const person of people.filter(isId)) await rewrite(person, (one) => one !== server);
    },
  };
}

/** Nobody but the bot writes it; what is damaged names none. */
function serversIn(bytes: Buffer | null): readonly string[] {
  if (bytes === null) return [];
  try {
    return Servers.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? [];
  } catch {
    return [];
  }
}
