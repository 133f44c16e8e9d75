/** What stands above a channel's first message; in one for all, three steps to try. */
import { type PageContext, placeIn } from './context.ts';
import { append, button, type Child, h } from './dom.ts';
import { icon } from './icons.ts';
import { type Step, stepsDone } from './steps.ts';
import type { Channel, InsightSuggestions } from './wire.ts';
import { words } from './words/words.ts';

/** Milliseconds for which they are kept: each is asked before it is offered, and articles change. */
const KEPT = 60_000;

/** By place. */
const loaded = new Map<string, { readonly at: number; found: Promise<InsightSuggestions> }>();

function load(page: PageContext): Promise<InsightSuggestions> {
  const place = placeIn(page);
  const key = JSON.stringify(place);
  const kept = loaded.get(key);
  if (kept !== undefined && Date.now() - kept.at < KEPT) return kept.found;
  const found = page.read('/insight/suggestions', place) as Promise<InsightSuggestions>;
  loaded.set(key, { at: Date.now(), found });
  // Such as while there are no articles: asked again when the channel is opened the next time.
  found.catch(() => loaded.delete(key));
  return found;
}

function question(text: string, isOffTopic: boolean, page: PageContext): HTMLElement {
  const note = isOffTopic && h('small', { class: 'faint' }, words.notInArticles);
  const ask = () => void page.ask(text);
  return h('li', {}, button({ class: 'question' }, ask, icon('question'), text, note));
}

function step(name: Step, title: string, hint: string, ...more: Child[]): HTMLElement {
  const node = h(
    'li',
    { class: 'step', 'data-step': name },
    h('h3', {}, title, h('span', { class: 'step-done' }, icon('check'), words.stepDone)),
    h('p', { class: 'faint' }, hint),
    ...more,
  );
  node.classList.toggle('done', stepsDone().has(name));
  return node;
}

function steps(
  { questions, offTopic, falseQuote }: InsightSuggestions,
  isForAll: boolean,
  page: PageContext,
) {
  const list = h('ul', { class: 'questions', 'aria-label': words.questionsToTry });
  append(list, ...questions.map((text) => question(text, false, page)));
  if (offTopic !== null) append(list, question(offTopic, true, page));
  const check = (quote: string) => [
    h('blockquote', { class: 'false-quote' }, quote),
    button({ class: 'button secondary' }, () => void page.verify(quote), words.checkQuote),
  ];
  return h(
    'ol',
    { class: 'steps', 'aria-label': words.steps },
    step('ask', words.stepAsk, words.stepAskHint, list),
    // In messages with the bot there is nobody to share with.
    isForAll && step('share', words.stepShare, words.stepShareHint),
    falseQuote !== null &&
      step('verify', words.stepVerify, words.stepVerifyHint, ...check(falseQuote)),
  );
}

function toTry(isForAll: boolean, page: PageContext): HTMLElement {
  const status = h('p', { class: 'faint', role: 'status' }, words.readingArticles);
  const node = h('section', { class: 'try', 'aria-label': words.questionsToTry }, status);
  load(page).then(
    (found) => {
      if (found.questions.length === 0) node.remove();
      else node.replaceChildren(steps(found, isForAll, page));
    },
    () => node.remove(),
  );
  return node;
}

/** The start of a channel. */
export function channelStart(channel: Channel, page: PageContext): HTMLElement {
  const bot = page.snapshot?.bot.name ?? '';
  const isText = channel.kind === 'text';
  const title = isText ? words.welcomeTo(channel.name) : channel.name;
  const text = isText
    ? words.likeDiscord(bot)
    : channel.kind === 'bot-dm'
      ? words.startOfDm(bot)
      : words.privateGroup(bot);
  return h(
    'div',
    { class: 'welcome' },
    h(
      'span',
      { class: 'welcome-mark' },
      icon(isText ? 'hash' : channel.kind === 'private' ? 'people' : 'at'),
    ),
    h('h2', {}, title),
    h('p', {}, text),
    channel.kind !== 'private' && channel.mayWrite && toTry(isText, page),
  );
}
