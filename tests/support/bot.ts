/** The real bot on the stand-in for Discord, with its log and its requests at hand. */
import { type APIMessage, InteractionResponseType } from 'discord.js';
import { expect } from 'vitest';
import { buttons, commands } from '../../commands/index.ts';
import type { Served } from '../../src/collections/communities.ts';
import { type Bot, type BotOptions, startBot } from '../../src/discord/client.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { makeLogger } from '../../src/log.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import type { SentInteraction } from '../../src/playground/stand-in/sent.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { createClock, type TestClock } from './clock.ts';
import { createBodyValidator } from './discord-schema.ts';
import { testSettings } from './settings.ts';
import { buttonsIn } from './shown.ts';
import { type SingleOptions, singleCommunity } from './single-community.ts';

/** A bot and the people who use it. */
export interface BotPair {
  readonly standIn: StandIn;
  readonly member: Actor;
  readonly moderator: Actor;
  /** Discord's. */
  readonly clock: TestClock;
  /** Everything that was logged, one JSON line each. */
  readonly log: string[];
  /** Ends the bot and starts a new one, as a restart of the process would. */
  restart(library?: OpenLibrary): Promise<void>;
  /** A person who has not done anything yet: nobody else's uses count for them. */
  newcomer(): Actor;
  /** The same with the moderator's roles. */
  newModerator(): Actor;
  close(): Promise<void>;
}

/** What a bot is started with, and what of the one collection is set up that it serves. */
export type PairOptions = Partial<BotOptions> &
  Partial<Omit<SingleOptions, 'library' | 'gapsAt' | 'feedbackAt' | 'statisticsAt'>> &
  Pick<Served, 'gaps' | 'feedback' | 'statistics'>;

/** Starts both; `more` is what the bot is started with beside its library. */
export async function startBotPair(library: OpenLibrary, more: PairOptions = {}): Promise<BotPair> {
  const { quotes, intake, sources, announcements, gaps, feedback, statistics, ...bot } = more;
  const parts = {
    ...(quotes && { quotes }),
    ...(intake && { intake }),
    ...(sources && { sources }),
    ...(announcements && { announcements }),
    ...(gaps && { gapsAt: () => gaps }),
    ...(feedback && { feedbackAt: () => feedback }),
    ...(statistics && { statisticsAt: () => statistics }),
  };
  const errors: unknown[] = [];
  const settings = bot.settings ?? testSettings();
  const clock = createClock();
  const standIn = await startStandIn({ clock, onError: (error) => errors.push(error) });
  const log: string[] = [];
  const logger = makeLogger('trace', { write: (line) => void log.push(line) });
  const start = (library: OpenLibrary): Promise<Bot> =>
    startBot({
      token: standIn.token,
      apiUrl: standIn.apiUrl,
      communities: singleCommunity({ library, ...parts }),
      settings,
      logger,
      commands,
      buttons,
      managerGuildIds: [GUILD_ID],
      ...bot,
      ...(announcements && { announcements }),
    });
  let running = await start(library);
  let people = 0;
  return {
    standIn,
    member: standIn.as(PEOPLE.member),
    moderator: standIn.as(PEOPLE.moderator),
    clock,
    log,
    async restart(next = library) {
      await running.close();
      running = await start(next);
    },
    newModerator: () => standIn.as(standIn.addModerator(`Moderator ${++people}`)),
    newcomer: () => standIn.as(standIn.addMember(`Newcomer ${++people}`)),
    async close() {
      await running.close();
      await standIn.close();
      expect(errors).toEqual([]);
    },
  };
}

/** Labels and custom ids of a message's buttons that are no links, in order, however deep they lie. */
export function buttonsOf(message: APIMessage): { label: string; id: string; disabled: boolean }[] {
  return buttonsIn(message)
    .filter(({ id }) => id !== '')
    .map(({ label, id, disabled }) => ({ label, id, disabled }));
}

/** The custom id of the button with this label. */
export function buttonId(message: APIMessage, label: string): string {
  const button = buttonsOf(message).find((button) => button.label === label);
  if (!button) throw new Error(`No button ${label}`);
  return button.id;
}

interface SentMessage {
  readonly content?: string;
  readonly embeds?: unknown[];
  readonly components?: unknown[];
  readonly allowed_mentions?: unknown;
  readonly message_reference?: unknown;
}

type Recorded = StandIn['requests'][number];
type SentBody = { readonly type?: number; readonly data?: SentMessage } & SentMessage;

/** Those that were looked at after an earlier test of their file. */
const good = new WeakSet<Recorded>();

/** Whatever the bot sent is as Discord describes it, and could notify nobody. */
export function expectGoodRequests({ requests }: StandIn): void {
  for (const request of requests) {
    if (good.has(request)) continue;
    expectGood(request);
    good.add(request);
  }
}

function expectGood(request: Recorded): void {
  const validate = createBodyValidator();
  if (validate) expect(validate(request), JSON.stringify(request.body)).toEqual([]);
  const body = request.body as SentBody | undefined;
  const isCallback = request.route?.includes('/callback') ?? false;
  // A form has components, too.
  if (isCallback && body?.type === InteractionResponseType.Modal) return;
  const message = isCallback ? body?.data : body;
  if (message?.content === undefined && !message?.embeds && !message?.components) return;
  const isReply = message.message_reference !== undefined;
  const nobody = isReply ? { parse: [], replied_user: false } : { parse: [] };
  expect(message.allowed_mentions).toEqual(nobody);
}

/** The message with this id, once it is as it is waited for. */
export function messageOnce(
  { world }: StandIn,
  id: string,
  fits: (message: APIMessage) => boolean,
): Promise<APIMessage> {
  return new Promise((resolve) => {
    const look = () => {
      const message = world.messages.get(id)?.data;
      if (!message || !fits(message)) return;
      stop();
      resolve(message);
    };
    const stop = subscribe(world, look);
    look();
  });
}

/** The complete answer to an interaction, which is a message. */
export async function answerTo(
  sent: SentInteraction | Promise<SentInteraction>,
): Promise<{ message: APIMessage; ephemeral: boolean; deferred: boolean }> {
  const { message, ephemeral, deferred } = await (await sent).reply();
  if (!message) throw new Error('The answer is no message');
  return { message, ephemeral, deferred };
}
