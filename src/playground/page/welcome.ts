/** What stands above a channel's first message; in the main one, questions to try. */
import { type PageContext, placeIn } from './context.ts';
import { append, button, h } from './dom.ts';
import { icon } from './icons.ts';
import type { Channel, InsightQuestions } from './wire.ts';

/** How many questions are offered. */
const QUESTIONS = 3;

/** Loads the questions of each place once; the articles may still be being read. */
const questionsOf = new Map<string, Promise<readonly string[]>>();

async function load(page: PageContext): Promise<readonly string[]> {
  const body = (await page.read('/insight/questions', placeIn(page))) as InsightQuestions;
  return body.questions.slice(0, QUESTIONS);
}

function suggestions(page: PageContext): HTMLElement {
  const list = h('ul', { class: 'questions' });
  const status = h('p', { class: 'faint', role: 'status' }, 'Reading the articles…');
  const node = h('section', { class: 'try', 'aria-label': 'Questions to try' }, status, list);
  const place = JSON.stringify(placeIn(page));
  const questions = questionsOf.get(place) ?? load(page);
  questionsOf.set(place, questions);
  questions.then(
    (found) => {
      if (found.length === 0) return node.remove();
      status.textContent = 'Ask one of these, or type / for everything the bot can do:';
      append(
        list,
        ...found.map((question) =>
          h(
            'li',
            {},
            button(
              { class: 'question' },
              () => void page.ask(question),
              icon('question'),
              question,
            ),
          ),
        ),
      );
    },
    () => {
      // Asked again when the channel is opened the next time.
      questionsOf.delete(place);
      node.remove();
    },
  );
  return node;
}

/** The start of a channel. */
export function channelStart(channel: Channel, page: PageContext): HTMLElement {
  const bot = page.snapshot?.bot.name ?? 'The bot';
  const isText = channel.kind === 'text';
  const title = isText ? `Welcome to #${channel.name}!` : channel.name;
  const text = isText
    ? `This is Discord as it would be with ${bot} in your server: the same bot, the same commands, nothing leaves this computer. `
    : channel.kind === 'bot-dm'
      ? `This is the start of your direct messages with ${bot}.`
      : `This is a private group. ${bot} is not in it; commands work here only where people bring the app along.`;
  return h(
    'div',
    { class: 'welcome' },
    h(
      'span',
      { class: 'welcome-mark' },
      icon(isText ? 'hash' : channel.kind === 'private' ? 'people' : 'at'),
    ),
    h('h2', {}, title),
    h('p', {}, text, isText && channel.topic),
    channel.kind !== 'private' && channel.mayWrite && suggestions(page),
  );
}
