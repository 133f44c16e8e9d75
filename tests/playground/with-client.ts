/** A stand-in with a real discord.js client signed in to it, and everything the client sent. */
import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js';
import {
  type StandIn,
  type StandInOptions,
  startStandIn,
} from '../../src/playground/stand-in/stand-in.ts';
import { createClock, type TestClock } from '../support/clock.ts';

/** Both ends of the wire. */
export interface Pair {
  readonly standIn: StandIn;
  readonly client: Client<true>;
  /** The stand-in's, unless another was given. */
  readonly clock: TestClock;
  /** Bugs in the stand-in that it met while it answered. */
  readonly errors: unknown[];
  close(): Promise<void>;
}

/** Starts both; resolves when the client is ready. */
export async function startPair(
  options: StandInOptions = {},
  client: Partial<ClientOptions> = {},
): Promise<Pair> {
  const errors: unknown[] = [];
  const clock = createClock();
  const onError = (error: unknown) => void errors.push(error);
  const standIn = await startStandIn({ clock, onError, ...options });
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
  const bot = new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    ...client,
    rest: { api: standIn.apiUrl, retries: 0, ...client.rest },
  });
  const ready = new Promise((resolve) => bot.once(Events.ClientReady, resolve));
  await bot.login(standIn.token);
  await ready;
  return {
    standIn,
    client: bot as Client<true>,
    clock,
    errors,
    async close() {
      await bot.destroy();
      await standIn.close();
    },
  };
}
