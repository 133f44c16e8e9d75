/** The real bot behind a proxy, with pauses that take no time, for tests of what Discord does to it. */
import { buttons, commands } from '../../commands/index.ts';
import { type Bot, type BotOptions, type BotTiming, openBot } from '../../src/discord/client.ts';
import type { Hooks } from '../../src/discord/hooks.ts';
import { makeLogger } from '../../src/log.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { makeVitals, type PartState, type Vitals } from '../../src/supervision/vitals.ts';
import { createClock } from './clock.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { makeMemoryLibrary } from './memory-library.ts';
import { testSettings } from './settings.ts';
import { textOf } from './shown.ts';
import { singleCommunity } from './single-community.ts';

const NONE = { first: 1, longest: 5 };
/** Nothing is waited for; what hangs is left after a second, which a busy machine may need to greet. */
export const QUICK: Partial<BotTiming> = {
  readyWithinMs: 2_000,
  pauses: NONE,
  resumePauses: NONE,
  registerPauses: NONE,
  refusedPauses: NONE,
  invalidPauseMs: 1,
  signInEveryMs: 0,
};

const BODY = 'The bridge was built in 1931 by hand.';
export const QUESTION = 'When was the bridge built?';

/** A bot, the stand-in, and what is between them. */
export interface FaultyPair {
  readonly standIn: StandIn;
  readonly proxy: FaultProxy;
  readonly vitals: Vitals;
  readonly log: string[];
  /** What was told to hooks: each as its name and event. */
  readonly events: [string, unknown][];
  readonly bot: Bot;
  /** Resolves when the gateway is well the next time after it was not. */
  wellAgain(): Promise<void>;
  /** Resolves when it is ill. */
  ill(): Promise<PartState>;
  newcomer(): Actor;
  /** Asks as somebody new. @returns the text of the excerpt that answers. */
  ask(): Promise<string>;
  close(): Promise<void>;
}

/** Starts all three; the bot begins to connect. @param prepare spoils things before it does. */
export async function startFaultyPair(
  prepare: (parts: Pick<FaultyPair, 'standIn' | 'proxy'>) => void = () => {},
  more: Partial<BotOptions> = {},
): Promise<FaultyPair> {
  const standIn = await startStandIn({ clock: createClock() });
  const proxy = await startFaultProxy(standIn.apiUrl);
  prepare({ standIn, proxy });
  const vitals = makeVitals();
  const log: string[] = [];
  const events: [string, unknown][] = [];
  const hooks: Hooks = {
    onShed: (event) => events.push(['shed', event]),
    onBadPacket: (event) => events.push(['bad packet', event]),
  };
  const library = makeMemoryLibrary([{ title: 'A bridge', body: [BODY] }]);
  const bot = openBot({
    token: standIn.token,
    apiUrl: proxy.apiUrl,
    communities: singleCommunity({ library, quotes: library.quotes }),
    settings: testSettings(),
    logger: makeLogger('trace', { write: (line) => void log.push(line) }),
    commands,
    buttons,
    vitals,
    hooks: [hooks],
    ...more,
    timing: { ...QUICK, ...more.timing },
  });
  let people = 0;
  const newcomer = () => standIn.as(standIn.addMember(`Newcomer ${++people}`));
  const becomes = (wanted: PartState['state']): Promise<PartState> =>
    new Promise((resolve) => {
      const end = vitals.onChange((state) => {
        if (state.part !== 'gateway' || state.state !== wanted) return;
        end();
        resolve(state);
      });
    });
  return {
    standIn,
    proxy,
    vitals,
    log,
    events,
    bot,
    wellAgain: async () => void (await becomes('well')),
    ill: () => becomes('ill'),
    newcomer,
    async ask() {
      const sent = await newcomer().runCommand({ name: 'ask', options: { question: QUESTION } });
      const { message } = await sent.reply();
      return textOf(message ?? {});
    },
    async close() {
      await bot.close();
      await proxy.close();
      await standIn.close();
    },
  };
}
