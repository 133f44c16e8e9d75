/** Puts the digest of a server's week together, and the way to its channel. */
import { type REST, Routes, SnowflakeUtil } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Served } from '../collections/communities.ts';
import { type LanguageCode, languageCode } from '../languages/languages.ts';
import type { Day } from '../statistics/days.ts';
import { weekBefore } from '../statistics/digest-times.ts';
import type { DigestWay } from '../statistics/digester.ts';
import { recurringQuestions } from '../statistics/recurring.ts';
import { isEmptyWeek, reportUse } from '../statistics/use-report.ts';
import type { KnowsWord } from '../statistics/without-names.ts';
import { accessOfServer } from './access-of.ts';
import { fateOfPost } from './channel-posts.ts';
import type { Services } from './command.ts';
import { digestTitles, renderDigest } from './digest-message.ts';
import { errorName } from './error-name.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** Messages of a channel that are looked through for one that may have been posted. */
const LOOKED_AT = 100;
/** Of one request, with all that discord.js waits and tries again. Milliseconds. */
const ASKED_WITHIN_MS = 15_000;
/** Discord's clock and the machine's may differ. Milliseconds. */
const CLOCKS_APART_MS = 10 * 60_000;
/** Sentences in which a word is looked for as it is written. */
const SENTENCES = 10;

/** What it works with. */
export interface DigestWayOptions {
  readonly services: Pick<Services, 'communities' | 'managers' | 'settings' | 'commandIdOf'>;
  /** Signed in as the bot. */
  readonly rest: Pick<REST, 'get'>;
  readonly channel: Pick<ReplyChannel, 'post'>;
  readonly isConnected: () => boolean;
  readonly botId: () => string;
  readonly logger: Logger;
}

const GUILD = z.looseObject({ preferred_locale: z.string() });
const MESSAGES = z.array(
  z.looseObject({
    author: z.looseObject({ id: z.string() }),
    content: z.string().default(''),
    embeds: z.array(z.looseObject({ title: z.string().nullish() })).default([]),
  }),
);

/** See the head of this file. */
export function digestWay(options: DigestWayOptions): DigestWay {
  const { services, rest, channel, isConnected, botId, logger } = options;
  const { communities, managers, settings } = services;

  /** As public messages there: what was chosen, or what Discord says of the server. */
  async function languageOf(server: string): Promise<LanguageCode> {
    const { language } = await settings.of(server);
    if (language !== null) return language;
    try {
      const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
      const found = GUILD.parse(await rest.get(Routes.guild(server), { signal }));
      return languageCode(found.preferred_locale) ?? 'en';
    } catch (error) {
      logger.debug({ error: errorName(error) }, 'the language of a server could not be asked');
      return 'en';
    }
  }

  return {
    isThere: isConnected,
    async prepare(server, channelId, monday) {
      const access = accessOfServer(server, { collections: communities.collections, managers });
      // Nothing is looked after there, so there is nobody to be told.
      if (access.changes === null) return 'nothing';
      const { library, statistics, feedback, gaps, quotes } = await communities.serve(access);
      if (!statistics) return 'nothing';
      if (library.status().phase !== 'ready') return 'later';
      const days = weekBefore(monday);
      const own = access.changes.key;
      const report = await reportUse({ statistics, library, feedback, own }, days);
      if (isEmptyWeek(report)) return 'nothing';
      const knows = knownWords(quotes);
      const asked = await gaps?.list();
      const recurring = await recurringQuestions(asked ?? [], days, knows);
      const body = renderDigest(await languageOf(server), report, recurring, services);
      return {
        post: (nonce) =>
          fateOfPost(() => channel.post(channelId, nonce, body), {
            ...{ channelId, what: 'a digest was not posted', logger },
          }),
      };
    },
    wasPosted: (channelId, monday, since) => wasPosted(channelId, monday, since),
  };

  async function wasPosted(channelId: string, monday: Day, since: number) {
    try {
      const after = SnowflakeUtil.generate({ timestamp: since - CLOCKS_APART_MS }).toString();
      const query = new URLSearchParams({ after, limit: `${LOOKED_AT}` });
      const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
      const found = MESSAGES.parse(
        await rest.get(Routes.channelMessages(channelId), { query, signal }),
      );
      const titles = digestTitles(weekBefore(monday));
      const isIt = found.some(
        ({ author, content, embeds }) =>
          author.id === botId() &&
          titles.some(
            (title) => content.includes(title) || embeds.some((embed) => embed.title === title),
          ),
      );
      // Among more than were looked at it may be.
      return isIt || found.length < LOOKED_AT ? isIt : null;
    } catch (error) {
      logger.debug({ error: errorName(error) }, 'a channel could not be looked into');
      return null;
    }
  }
}

/** Whether the articles of a place have a word as it is written; each is looked for once. */
function knownWords(quotes: Served['quotes']): KnowsWord {
  const known = new Map<string, Promise<boolean>>();
  async function find(word: string): Promise<boolean> {
    await quotes?.ready();
    const found = (await quotes?.find(word, { limit: SENTENCES })) ?? [];
    return found.some(({ text }) => new Set(text.match(/[\p{L}\p{M}\p{N}'’-]+/gu)).has(word));
  }
  return (word) => {
    const asked = known.get(word) ?? find(word);
    known.set(word, asked);
    return asked;
  };
}
