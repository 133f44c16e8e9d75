/** Articles that wait for a manager: why, how each begins, and the buttons that decide. */
import { type APIEmbed, ButtonStyle } from 'discord.js';
import type { Say } from '../languages/say.ts';
import type { FileReading } from '../model.ts';
import type { Statement } from '../refusals.ts';
import type { WaitingArticle } from '../sources/source.ts';
import { titleOf } from './article-pages.ts';
import { button, rows } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { instantMark } from './dates.ts';
import type { MessageBody } from './message.ts';
import { sourceName } from './source-lines.ts';
import { openingLines, readingFacts } from './source-preview.ts';
import { tell } from './tell.ts';

/** Articles on a page: a row of buttons each, and one to turn over. */
const SHOWN = 3;

/** An article with how it is read, or why it cannot be just now. */
export interface ReadWaiting {
  readonly article: WaitingArticle;
  readonly reading: FileReading | Statement;
}

/** Those on a page; one beyond the last is the last. */
export function waitingOnPage(
  all: readonly WaitingArticle[],
  wanted: number,
): { readonly page: number; readonly pages: number; readonly articles: readonly WaitingArticle[] } {
  const pages = Math.max(1, Math.ceil(all.length / SHOWN));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, articles: all.slice(page * SHOWN, (page + 1) * SHOWN) };
}

/** What a page shows. */
export interface WaitingPage {
  /** How many wait. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly shown: readonly ReadWaiting[];
  /** What was just decided; null where nothing was. */
  readonly said: string | null;
}

/** A page of them. */
export function renderWaiting(say: Say, waiting: WaitingPage): MessageBody {
  const { total, page, pages, shown, said } = waiting;
  const lines = [
    ...(said === null ? [] : [said]),
    total === 0 ? say('waitingNone') : say('waitingTitle', { n: total }),
    ...(pages > 1 ? [`-# ${say('listPage', { page: page + 1, pages })}`] : []),
  ];
  const decisions = shown.flatMap(({ article: { id } }, i) => {
    const number = page * SHOWN + i + 1;
    return rows([
      button(
        say('button.keepNumber', { number }),
        { name: 'takeWaiting', waiting: id, page },
        ButtonStyle.Success,
      ),
      button(say('button.dropNumber', { number }), { name: 'dropWaiting', waiting: id, page }),
    ]);
  });
  const turning = rows([
    ...(page > 0 ? [button(say('button.back'), { name: 'waits', page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(say('button.next'), { name: 'waits', page: page + 1 })] : []),
    button(say('button.sources'), { name: 'sources', page: 0 }),
  ]);
  return {
    content: lines.join('\n'),
    embeds: shown.map((one, i) => waitingEmbed(say, one, page * SHOWN + i + 1)),
    components: [...decisions, ...turning],
  };
}

function waitingEmbed(say: Say, { article, reading }: ReadWaiting, number: number): APIEmbed {
  const { title, url, published, source, since: at, why } = article;
  const isRead = 'articles' in reading;
  const facts = [
    say('waitingFrom', { source: sourceName(source), since: instantMark(at, 'f') }),
    ...(published === null ? [] : [published]),
    ...(isRead ? readingFacts(say, reading) : []),
  ];
  return {
    color: COLOURS.notice,
    ...titleOf({ title: `${number} · ${title}`, url }),
    description: [
      `-# ${facts.join(' · ')}`,
      say('waitingWhy', { reason: tell(say, why) }),
      ...(isRead ? openingLines(reading) : [`⚠️ ${tell(say, reading)}`]),
    ].join('\n'),
  };
}
