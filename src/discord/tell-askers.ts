/**
 * Tells those who wait for an answer that there is one now: the question is asked again when articles have
 * changed, a few at a time, and who is told is forgotten.
 */
import {
  type APIDMChannel,
  type APIMessageTopLevelComponent,
  ComponentType,
  DiscordAPIError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Access } from '../collections/access.ts';
import type { Communities } from '../collections/communities.ts';
import type { WaitingAsker, WaitingAskers } from '../gaps/waiting-askers.ts';
import { detectLanguage } from '../languages/detect.ts';
import { sayIn } from '../languages/say.ts';
import { isRefusal } from '../refusals.ts';
import { pauseQuietly } from '../supervision/deadline.ts';
import { type AccessRules, accessOfMessage } from './access-of.ts';
import { renderAnswer } from './answer-layout.ts';
import { readAnswer } from './answered-message.ts';
import { type Asked, askAgain } from './asking.ts';
import type { Services } from './command.ts';
import { commandMention } from './command-mention.ts';
import { errorName } from './error-name.ts';
import { notesOn } from './freshness.ts';
import { type LayoutBody, type Outgoing, renderLine } from './message.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** Articles are looked at for changes so often. Milliseconds. */
const EVERY_MS = 15_000;
/** Questions that are asked again at once, and the pause after each: whoever asks now comes first. */
const MOST_AT_ONCE = 20;
const PAUSE_MS = 100;
/** Within this, Discord knows a message by its nonce; see `channel-posts.ts`. */
const NONCE_MS = 2 * 60_000;
/** Messages with somebody that are looked through for one that may have arrived. */
const LOOKED_AT = 100;
/** Discord's clock and the machine's may differ. Milliseconds. */
const CLOCKS_APART_MS = 10 * 60_000;
/** A place of which nothing is open: what it sees is opened once, to be asked. */
const UNOPENED = 'unopened';

/** By HTTP: what will not be otherwise at the next try. */
const CLOSED: ReadonlySet<number> = new Set([400, 403, 404]);

/** Says that this process alone tells people, as long as it is held. */
export interface TellingLease {
  /** Aborted when it is not held any more. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** What is needed to tell people, as the bot is started with it. */
export interface TellOptions {
  readonly askers: WaitingAskers;
  /** Takes the lease; null where another process has it. Left out where there is no other one. */
  readonly take?: () => Promise<TellingLease | null>;
  /** Milliseconds between two looks; `EVERY_MS` unless a test is in a hurry. */
  readonly everyMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The same with the way to people. */
export interface TellingOptions extends TellOptions {
  readonly communities: Pick<Communities, 'serve' | 'collections' | 'changed'>;
  readonly services: Omit<Services, 'waiting' | 'post'>;
  readonly rules: Pick<AccessRules, 'chosenBy'>;
  readonly channel: Pick<ReplyChannel, 'post'>;
  /** Signed in as the bot. */
  readonly rest: Pick<REST, 'get' | 'post'>;
  /** Whether Discord can be reached now. */
  readonly isConnected: () => boolean;
  readonly logger: Logger;
}

/** What became of telling somebody: `open` where it is to be tried again, `gone` who does not wait any more. */
type Fate = 'told' | 'closed' | 'open' | 'gone';

/** Tells people until it is closed. */
export function tellAskers(options: TellingOptions): { close(): Promise<void> } {
  const { askers, communities, logger, everyMs = EVERY_MS, now = Date.now } = options;
  const { rules, services, isConnected, take = async () => NO_LEASE } = options;
  const stop = new AbortController();
  const { signal } = stop;
  const accessRules = {
    ...rules,
    collections: communities.collections,
    managers: services.managers,
  };
  /** By id of who waits: what the articles were when it was last asked. */
  const askedOf = new Map<string, string>();
  let lease: TellingLease | null = null;

  async function isOurs(): Promise<boolean> {
    if (lease?.lost.aborted) lease = null;
    lease ??= await take();
    return lease !== null;
  }

  async function look(): Promise<void> {
    if (!isConnected() || !(await isOurs())) return;
    const waiting = await askers.list();
    const ids = new Set(waiting.map(({ id }) => id));
    for (const id of askedOf.keys()) if (!ids.has(id)) askedOf.delete(id);
    let asked = 0;
    const changedOf = changes();
    for (const asker of waiting) {
      if (signal.aborted || lease?.lost.aborted || asked >= MOST_AT_ONCE) return;
      try {
        if (!(await isTried(asker, changedOf))) continue;
        asked += 1;
        await pauseQuietly(PAUSE_MS, signal);
      } catch (error) {
        // No articles yet, or a database that is away: at the next look.
        if (!isRefusal(error)) {
          logger.warn({ error: errorName(error) }, 'who waits for an answer could not be told');
        }
      }
    }
  }

  /** What the articles are that accesses see: asked once for all that see the same. */
  function changes(): (access: Access) => Promise<string> {
    const known = new Map<string, string>();
    return async (access) => {
      const seen = JSON.stringify(access.sees.map(({ id }) => id));
      const changed = known.get(seen) ?? (await communities.changed?.(access)) ?? UNOPENED;
      known.set(seen, changed);
      return changed;
    };
  }

  /** @returns whether the question was asked again. */
  async function isTried(
    asker: WaitingAsker,
    changedOf: ReturnType<typeof changes>,
  ): Promise<boolean> {
    const { id, server, user, toldSince } = asker;
    const access = await accessOfMessage({ guildId: server, userId: user }, accessRules);
    const changed = await changedOf(access);
    if (askedOf.get(id) === changed) return false;
    // Begun before a crash, or while Discord was away.
    const isStale = toldSince !== null && now() - toldSince >= NONCE_MS;
    if (isStale && (await wasTold(asker, toldSince)) !== false) {
      // What cannot be seen may be there, and twice nobody is to be told.
      await askers.end(id);
      return false;
    }
    if (server !== null && !(await isMember(server, user))) {
      // What members see is not for who left.
      await askers.end(id);
      return false;
    }
    const served = await communities.serve(access);
    const asked = await askAgain(served, asker.question);
    if (asked.answer.judgement === 'answers') {
      const fate = await tell(
        isStale ? { ...asker, toldSince: null } : asker,
        asked,
        notesOn({ ...services, ...served }),
      );
      if (fate === 'open') return true;
      await askers.end(id);
    }
    askedOf.set(id, changed);
    return true;
  }

  /**
   * Whether somebody was told by direct message since it was begun; null where that cannot be seen, as where it may
   * have been told in the channel.
   */
  async function wasTold(
    { user, locale, question }: WaitingAsker,
    since: number,
  ): Promise<boolean | null> {
    const messages = await openMessages(user);
    if (messages === null) return null;
    const after = SnowflakeUtil.generate({ timestamp: since - CLOCKS_APART_MS }).toString();
    const query = new URLSearchParams({ after, limit: `${LOOKED_AT}` });
    try {
      const found = await options.rest.get(Routes.channelMessages(messages), { query });
      if (!Array.isArray(found) || found.length >= LOOKED_AT) return null;
      const line = sayIn(locale)('toldNow');
      return found.some((message) => {
        const repeats = readAnswer(message)?.question ?? question;
        return JSON.stringify(message).includes(line) && isSameText(repeats, question);
      });
    } catch (error) {
      if (error instanceof DiscordAPIError && CLOSED.has(error.status)) return null;
      throw error;
    }
  }

  async function isMember(server: string, user: string): Promise<boolean> {
    try {
      await options.rest.get(Routes.guildMember(server, user));
      return true;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 404) return false;
      throw error;
    }
  }

  async function tell(
    asker: WaitingAsker,
    asked: Asked,
    notes: ReturnType<typeof notesOn>,
  ): Promise<Fate> {
    const { publicUrlOf } = services;
    const say = sayIn(asker.locale);
    const messages = await openMessages(asker.user);
    if (!(await askers.begin(asker))) return 'gone';
    const showing = { canShare: false, removableBy: null, publicUrlOf };
    const lines = [say('toldNow')];
    const answer = renderAnswer(say, asked, { showing, lines, notesOn: notes });
    const own = await accessOfMessage({ guildId: null, userId: asker.user }, accessRules);
    const keys = new Set(own.sees.map(({ key }) => key));
    // Of what one does not see in messages with the bot, buttons would find nothing there.
    const canGoOn = asked.answer.excerpts.every(({ collection = '' }) => keys.has(collection));
    const body = canGoOn ? answer : withoutActions(answer);
    const fate = messages === null ? 'closed' : await post(messages, asker, body);
    if (fate !== 'closed' || asker.server === null) return fate;
    return post(asker.channel, asker, await lineThere(asker, asker.server));
  }

  /** For everyone there: neither who asked nor what. */
  async function lineThere({ question }: WaitingAsker, server: string): Promise<Outgoing> {
    const chosen = (await services.settings.of(server)).language;
    const language = chosen ?? detectLanguage(question) ?? 'en';
    const command = commandMention(services, 'ask', language);
    return renderLine(sayIn(language)('toldThere', { command }));
  }

  /** The channel of the messages with somebody; null for whom there is none, such as who is gone. */
  async function openMessages(user: string): Promise<string | null> {
    const body = { recipient_id: user };
    try {
      return ((await options.rest.post(Routes.userChannels(), { body })) as APIDMChannel).id;
    } catch (error) {
      if (error instanceof DiscordAPIError && CLOSED.has(error.status)) return null;
      throw error;
    }
  }

  async function post(channel: string, { id }: WaitingAsker, body: Outgoing): Promise<Fate> {
    try {
      const fate = await options.channel.post(channel, nonceOf(id), body);
      return fate === 'posted' ? 'told' : 'closed';
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) return 'open';
      if (error.code !== RESTJSONErrorCodes.CannotSendMessagesToThisUser) {
        logger.warn({ error: errorName(error), code: error.code }, 'somebody could not be told');
      }
      return error.status >= 500 ? 'open' : 'closed';
    }
  }

  const done = (async () => {
    while (await pauseQuietly(everyMs, signal)) {
      await look().catch((error: unknown) => {
        if (isRefusal(error, 'databaseAway')) return;
        logger.warn({ error: errorName(error) }, 'who waits for an answer was not looked for');
      });
    }
  })();
  return {
    async close() {
      stop.abort();
      await done;
      await lease?.release();
    },
  };
}

const NO_LEASE: TellingLease = {
  lost: new AbortController().signal,
  release: async () => {},
};

/** However often somebody is told, and by whichever process, it is there once. At most 25 characters. */
function nonceOf(id: string): string {
  return `told-${id}`;
}

function isSameText(one: string, other: string): boolean {
  return one.replace(/\s+/gu, '') === other.replace(/\s+/gu, '');
}

/** A message without what is pressed in it; links stay. */
function withoutActions({ layout }: LayoutBody): LayoutBody {
  return { layout: layout.flatMap(withoutActionsIn) };
}

function withoutActionsIn(part: APIMessageTopLevelComponent): APIMessageTopLevelComponent[] {
  if (part.type === ComponentType.ActionRow) return [];
  if (part.type === ComponentType.Container) {
    const components = part.components.flatMap((one) =>
      withoutActionsIn(one),
    ) as typeof part.components;
    return components.length === 0 ? [] : [{ ...part, components }];
  }
  const isPressed = part.type === ComponentType.Section && 'custom_id' in part.accessory;
  return isPressed ? [...part.components] : [part];
}
