/** What stands below the last message for a while, and is the page's own: that somebody thinks, and a hint. */
import { askingCall, type Call } from '../composer/calls.ts';
import type { PageContext } from '../context.ts';
import { button, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Snapshot } from '../wire.ts';
import { words } from '../words/words.ts';
import { avatar } from './avatar.ts';

/** Three dots and who thinks. */
export function thinkingLine(name: string): HTMLElement {
  return h('div', { class: 'thinking' }, h('i'), h('i'), h('i'), words.thinking(name));
}

/** The answer that is to come, before Discord shows anything of it. */
export function pendingAnswer({ bot }: Pick<Snapshot, 'bot'>): HTMLElement {
  const user = { id: bot.id, username: bot.name, bot: true };
  return h(
    'div',
    { class: 'message pending' },
    h(
      'div',
      { class: 'columns' },
      avatar(user),
      h(
        'div',
        { class: 'content' },
        h(
          'div',
          { class: 'header' },
          h('span', { class: 'name' }, bot.name),
          h('span', { class: 'tag' }, words.app),
        ),
        h('div', { class: 'body' }, thinkingLine(bot.name)),
      ),
    ),
  );
}

/** Fewer characters are no question. */
const SHORTEST = 3;

/**
 * Whether a message in a channel is one that the bot does not read: for all, and not for it.
 * @param content with its mentions resolved.
 */
export function isUnheard(content: string, snapshot: Snapshot, calls: readonly Call[]): boolean {
  const { channels, channelId, bot, roles } = snapshot;
  const isText = channels.find(({ id }) => id === channelId)?.kind === 'text';
  const own = roles.filter(({ botId }) => botId === bot.id).map(({ id }) => `<@&${id}>`);
  const isMentioned = [`<@${bot.id}>`, `<@!${bot.id}>`, ...own].some((one) =>
    content.includes(one),
  );
  return isText && !isMentioned && content.length >= SHORTEST && askingCall(calls) !== null;
}

/** Says that it is not read, and offers to ask it. @param close puts the hint away. */
export function unheardHint(content: string, page: PageContext, close: () => void): HTMLElement {
  const ask = button(
    { class: 'button secondary' },
    () => {
      close();
      page.focusComposer();
      void page.ask(content);
    },
    words.askThis,
  );
  const away = button(
    { class: 'plain', 'aria-label': words.close, title: words.close },
    () => {
      close();
      page.focusComposer();
    },
    icon('close'),
  );
  const text = words.hintPlain(page.snapshot?.bot.name ?? '');
  return h('aside', { class: 'page-hint' }, h('p', {}, text), ask, away);
}
