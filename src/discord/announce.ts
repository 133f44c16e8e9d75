/** New articles as they are announced in a channel, and the way there. */
import type { Logger } from 'pino';
import type { Announcement, Channels } from '../announcements/announcer.ts';
import { inCollection } from '../citations/refs.ts';
import { detectLanguage } from '../languages/detect.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { type Say, sayIn } from '../languages/say.ts';
import { button, NOBODY, quoteButtons, removeButton, type Showing } from './buttons.ts';
import { fateOfPost } from './channel-posts.ts';
import { escapedLabel } from './label.ts';
import { buttonRow, container, text } from './layout.ts';
import type { LayoutBody } from './message.ts';
import { headingOf, layOutPassages } from './passage-layout.ts';
import type { PublicUrlOf } from './public-url.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** UTF-16 units of a publisher's name, and of a text whose language is told. */
const PUBLISHER_MAX = 80;
const LANGUAGE_SAMPLE = 2_000;

/** Title, opening word for word with a link to it, and buttons that read on. */
export function renderAnnouncement(
  say: Say,
  announcement: Pick<Announcement, 'article' | 'opening' | 'more' | 'collection'>,
  publicUrlOf: PublicUrlOf,
): LayoutBody {
  const { article, opening, more } = announcement;
  const { publisher, id: articleId } = article;
  const from = publisher && escapedLabel(publisher, PUBLISHER_MAX);
  const head = [
    text(
      [
        from ? say('announcedFrom', { publisher: from }) : say('announced'),
        ...(more > 0 ? [`-# ${say('announcedMore', { n: more })}`] : []),
      ].join('\n'),
    ),
  ];
  const where = inCollection(announcement);
  const read = button(say('button.read'), { name: 'read', articleId, page: 0, ...where });
  const showing: Showing = { canShare: false, removableBy: NOBODY, publicUrlOf };
  const remove = removeButton(say, showing);
  if (opening === null) {
    const parts = [text(headingOf(article.title)), ...buttonRow([read, ...remove])];
    return { layout: [...head, container(parts, 'notice')] };
  }
  const { source, buttons } = quoteButtons(say, opening, showing);
  const [context] = buttons;
  const own = [read, ...(context ? [context] : []), ...remove];
  const passages = [{ quotable: opening, source, buttons: own }];
  return { layout: layOutPassages(say, { kind: 'answer', head, passages }).layout };
}

/** What announcements are posted through. */
export interface AnnounceOptions {
  readonly channel: Pick<ReplyChannel, 'post'>;
  readonly isConnected: () => boolean;
  readonly publicUrlOf: PublicUrlOf;
  /** The language that is spoken to everyone in a channel; null where none was chosen. Never rejects. */
  readonly spokenIn: (channelId: string) => Promise<LanguageCode | null>;
  readonly logger: Logger;
}

/** The way to channels. Where no language was chosen for a channel's server, that of the article is spoken. */
export function announcementChannels({
  channel,
  isConnected,
  publicUrlOf,
  spokenIn,
  logger,
}: AnnounceOptions): Channels {
  return {
    isThere: isConnected,
    async post(announcement) {
      const { article, channel: channelId, nonce } = announcement;
      const own = detectLanguage(article.text.slice(0, LANGUAGE_SAMPLE));
      const say = sayIn((await spokenIn(channelId)) ?? own ?? 'en');
      return fateOfPost(
        () => channel.post(channelId, nonce, renderAnnouncement(say, announcement, publicUrlOf)),
        { channelId, what: 'an article was not announced', logger },
      );
    },
  };
}
