/** Messages that articles were made of and that were deleted since: told to those who look after the articles, who decide. */
import { ButtonStyle } from 'discord.js';
import type { Logger } from 'pino';
import { messageUrl } from '../citations/message-link.ts';
import { inCollection } from '../citations/refs.ts';
import type { DeletedOriginal, Originals } from '../intake/originals.ts';
import { detectLanguage } from '../languages/detect.ts';
import { type Say, sayIn } from '../languages/say.ts';
import type { ArticleSummary } from '../model.ts';
import { isRefusal } from '../refusals.ts';
import { type AccessRules, accessOfMessage } from './access-of.ts';
import { button, rows } from './buttons.ts';
import type { Services } from './command.ts';
import { instantMark } from './dates.ts';
import { errorName } from './error-name.ts';
import { escapedLabel } from './label.ts';
import { type MessageBody, renderLine } from './message.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** UTF-16 units of a title. */
const TITLE_MAX = 150;

/** An article, and what became of its message. */
export interface Orphan {
  readonly article: ArticleSummary;
  readonly original: DeletedOriginal;
}

/** Articles that were made of these messages, and are there still. */
export function orphansAmong(
  originals: readonly DeletedOriginal[],
  articles: readonly ArticleSummary[],
): Orphan[] {
  const byUrl = new Map(originals.map((original) => [messageUrl(original), original]));
  return articles.flatMap((article) => {
    const original = byUrl.get(article.url ?? '');
    return original ? [{ article, original }] : [];
  });
}

/** What is to be decided about one of them, with the buttons that do. @param n how many there are in all. */
export function renderOrphan(say: Say, { article, original }: Orphan, n = 1): MessageBody {
  const title = escapedLabel(article.title, TITLE_MAX);
  const date = instantMark(original.deletedAt, 'f');
  const of = { articleId: article.id, ...inCollection(article) };
  return {
    ...renderLine(
      [
        say('originalNotice', { title, date }),
        ...(n > 1 ? [`-# ${say('originalsMore', { n: n - 1 })}`] : []),
      ].join('\n'),
    ),
    components: rows([
      button(say('button.delete'), { name: 'delete', ...of }, ButtonStyle.Danger),
      button(say('button.stays'), { name: 'settleOriginal', message: original.message }),
      button(say('button.read'), { name: 'read', ...of, page: 0 }),
    ]),
  };
}

/** What is needed to tell of them. */
export interface DeletedOptions {
  readonly originals: Originals;
  readonly services: Omit<Services, 'waiting' | 'post'>;
  readonly rules: Pick<AccessRules, 'chosenBy'>;
  readonly channel: Pick<ReplyChannel, 'post'>;
  readonly botId: () => string;
  readonly logger: Logger;
}

/** Told which messages of a server were deleted. Never rejects. */
export type OnDeleted = (server: string, messages: readonly string[]) => Promise<void>;

/**
 * Marks what was kept of what is deleted, and posts that in the channel that a manager chose to be told of the week;
 * where none was chosen, it stands in the list of articles. One look at a time for each server.
 */
export function onDeletedMessages(options: DeletedOptions): OnDeleted {
  const { originals, services, rules, channel, botId, logger } = options;
  const pending = new Map<string, Set<string>>();
  const { communities, managers, settings } = services;

  async function look(server: string): Promise<void> {
    for (let ids = pending.get(server); ids !== undefined && ids.size > 0; ) {
      const taken = [...ids];
      ids.clear();
      const gone = await originals.noteDeleted(server, taken);
      if (gone.length > 0) await tell(server, gone);
    }
  }

  async function tell(server: string, gone: readonly DeletedOriginal[]): Promise<void> {
    const by = { ...rules, collections: communities.collections, managers };
    const access = await accessOfMessage({ guildId: server, userId: botId() }, by);
    const { library } = await communities.serve(access);
    const orphans = orphansAmong(gone, await library.articles());
    logger.info({ server, articles: orphans.length }, 'the message of a kept article was deleted');
    const { digest, language } = await settings.of(server);
    if (digest === null) return;
    for (const orphan of orphans) {
      const { title } = orphan.article;
      const say = sayIn(language ?? detectLanguage(title) ?? 'en');
      try {
        await channel.post(digest, `gone${orphan.original.message}`, renderOrphan(say, orphan));
      } catch (error) {
        // It stands in the list of articles, and the next one may be posted.
        logger.warn({ error: errorName(error) }, 'that a message was deleted could not be posted');
      }
    }
  }

  return async (server, messages) => {
    const before = pending.get(server);
    for (const id of messages) before?.add(id);
    if (before !== undefined) return;
    pending.set(server, new Set(messages));
    try {
      await look(server);
    } catch (error) {
      if (isRefusal(error, 'databaseAway')) return;
      logger.warn({ error: errorName(error) }, 'that a message was deleted could not be told');
    } finally {
      pending.delete(server);
    }
  };
}
