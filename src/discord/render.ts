/** Excerpts as Discord messages: embeds with buttons under them, within every limit. */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Quotable, type Quote, type QuoteRef, refOf, STEPS_MAX } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import type { Answer, Excerpt } from '../model.ts';
import type { Asked } from './asking.ts';
import type { MessageKind } from './colours.ts';
import { type Action, COUNT_MAX, encodeCustomId, encodesShortly, REFS_MAX } from './custom-id.ts';
import { dateMark } from './dates.ts';
import { isWhole, renderEmbeds } from './embed.ts';
import { escapeMarkdown, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { BUTTON_LABEL_MAX, BUTTON_URL_MAX, ROW_BUTTONS_MAX } from './limits.ts';
import { type MessageBody, renderLine } from './message.ts';
import { type PublicUrlOf, sourceUrl } from './public-url.ts';

/** UTF-16 units of a question repeated above its answer: the 300 code points that `/ask` takes. */
const QUESTION_SHOWN_MAX = 600;

/**
 * The reply to a question: its excerpts, or one sentence and a button where the articles do not
 * answer.
 * @param count how many excerpts were asked for; More brings as many again.
 * @param notes what is to be said of the excerpts, a line each, escaped.
 */
export function renderAnswer(
  say: Say,
  { answer, percentRead: percent }: Asked,
  count: number,
  notes: readonly string[] = [],
): MessageBody {
  const question = cutLabel(oneLine(answer.question), QUESTION_SHOWN_MAX);
  const asked = say('question', { question: escapeMarkdown(question) });
  const lines = [asked, ...wordsAlone(say, answer)];
  if (percent !== null) lines.push(say('stillReading', { percent }));
  if (answer.answered) {
    const next = { name: 'more', count, refs: answer.further } as const;
    lines.push(...howSure(say, answer), ...notes);
    return renderPage(say, lines, answer.excerpts, { kind: 'answer', next });
  }
  const near = [...answer.excerpts.map(refOf), ...answer.further];
  return {
    content: [...lines, say('unanswered')].join('\n'),
    embeds: [],
    components: rows(pageButton(say('button.near'), { name: 'near', count, refs: near })),
  };
}

/** What a page of excerpts is. */
export interface PageOptions {
  readonly kind: MessageKind;
  /** What More does; without pointers there is no such button. */
  readonly next: PageAction;
}

/**
 * Excerpts with their buttons, and one that brings what comes next.
 *
 * One excerpt has all of its buttons in a row. Several would need as many rows as a phone shows
 * lines, so each has Share and Context only: what Context opens has the rest.
 * @param lines what stands above them, already escaped.
 */
export function renderPage(
  say: Say,
  lines: readonly string[],
  excerpts: readonly Excerpt[],
  { kind, next }: PageOptions,
): MessageBody {
  const shown = excerpts.slice(0, COUNT_MAX);
  const [only] = shown;
  const more = pageButton(say('button.more'), next);
  const components =
    shown.length === 1 && only
      ? rows([...quoteButtons(say, { ref: refOf(only), steps: 0 }), ...more])
      : [...rows(shown.map((one, index) => numbered(say, 'share', one, index)))].concat(
          rows([...shown.map((one, index) => numbered(say, 'context', one, index)), ...more]),
        );
  const content = lines.join('\n');
  const embeds = renderEmbeds(say, shown, { rest: { content, components }, kind });
  return { content, embeds, components };
}

/**
 * An excerpt for one reader, with the context that was asked for and a button for more of it.
 * @param notes what is to be said of it, a line each, escaped.
 */
export function renderContext(say: Say, quote: Quote, notes: readonly string[] = []): MessageBody {
  const ref = refOf(quote);
  const { steps } = quote;
  const wider = button(say('button.wider'), { name: 'wider', ref, steps: steps + 1 });
  const share = button(say('button.share'), { name: 'share', ref, steps });
  const copy = button(say('button.copy'), { name: 'copy', ref, steps });
  const withMore = rows([share, wider, copy]);
  const content = notes.join('\n');
  const embeds = renderEmbeds(say, [quote], { rest: { content, components: withMore } });
  // What is cut already would not grow.
  const grows = quote.hasMore && steps < STEPS_MAX && embeds[0] && isWhole(embeds[0], quote);
  return { content, embeds, components: grows ? withMore : rows([share, copy]) };
}

/** Who shows a quote to everyone, and in which words that is said. */
export interface Sharer {
  /** Shown as a mention, which notifies nobody. */
  readonly userId: string;
  readonly as?: 'sharedBy' | 'quotedBy';
  /** What is to be said of it, a line each, escaped. */
  readonly notes?: readonly string[];
  readonly publicUrlOf: PublicUrlOf;
}

/** An excerpt as it is posted for everyone: who shares it, when it was published, its buttons. */
export function renderShared(
  say: Say,
  excerpt: Quotable,
  { userId, as = 'sharedBy', notes = [], publicUrlOf }: Sharer,
): MessageBody {
  const user = `<@${userId}>`;
  const date = dateMark(excerpt.citation.published);
  const by = date === null ? say(as, { user }) : say(`${as}Dated`, { user, date });
  const content = [by, ...notes].join('\n');
  const ref = refOf(excerpt);
  const steps = 'steps' in excerpt ? excerpt.steps : 0;
  const components = rows([
    button(say('button.context'), { name: 'context', ref, steps: Math.min(steps + 1, STEPS_MAX) }),
    button(say('button.copy'), { name: 'copy', ref, steps }),
    sourceButton(say, excerpt, publicUrlOf),
    button(say('button.remove'), { name: 'remove', userId }),
  ]);
  const rest = { content, components };
  const embeds = renderEmbeds(say, [excerpt], { rest, dated: date === null });
  return { content, embeds, components };
}

/**
 * The reply to a mention: one excerpt for everyone with all its buttons, or one sentence.
 * @param userId who asked, and so may take the reply back.
 */
export function renderMention(say: Say, answer: Answer, userId: string): MessageBody {
  const [best] = answer.excerpts;
  const remove = button(say('button.remove'), { name: 'remove', userId });
  if (!answer.answered || !best) {
    const refs = [...answer.excerpts.map(refOf), ...answer.further];
    const near = pageButton(say('button.near'), { name: 'near', count: 1, refs });
    const content = [say('unanswered'), ...wordsAlone(say, answer)].join('\n');
    return { ...renderLine(content), components: rows([...near, remove]) };
  }
  const more = pageButton(say('button.more'), { name: 'more', count: 1, refs: answer.further });
  const buttons = quoteButtons(say, { ref: refOf(best), steps: 0 });
  const components = rows([...buttons, ...more, remove]);
  const content = [...wordsAlone(say, answer), ...howSure(say, answer)].join('\n');
  const embeds = renderEmbeds(say, [best], { rest: { content, components } });
  return { content, embeds, components };
}

/** The line above an answer that may not be one; none above what answers. */
function howSure(say: Say, { judgement }: Answer): string[] {
  return judgement === 'may-answer' ? [say('mayAnswer')] : [];
}

/** The line that says so where a question was answered without the model; none otherwise. */
export function wordsAlone(say: Say, { byWordsAlone }: Answer): string[] {
  return byWordsAlone ? [say('byWordsAlone')] : [];
}

/**
 * Leads to the words: on the article's own page on the web, else on the reader page where there is one, else in
 * the article as Discord shows it.
 */
export function sourceButton(
  say: Say,
  excerpt: Excerpt,
  publicUrlOf: PublicUrlOf,
): APIButtonComponent {
  const fits = ({ length }: string) => length <= BUTTON_URL_MAX;
  const link = sourceUrl(excerpt, publicUrlOf, fits);
  const label = say('button.source');
  return link === null
    ? button(label, { name: 'source', ref: refOf(excerpt) })
    : { type: ComponentType.Button, style: ButtonStyle.Link, label, url: link };
}

/** Share, Context and Copy for one excerpt. */
export function quoteButtons(say: Say, { ref, steps }: QuoteRef): APIButtonComponent[] {
  return [
    button(say('button.share'), { name: 'share', ref, steps }),
    button(say('button.context'), { name: 'context', ref, steps: steps + 1 }),
    button(say('button.copy'), { name: 'copy', ref, steps }),
  ];
}

function numbered(
  say: Say,
  name: 'share' | 'context',
  excerpt: Excerpt,
  index: number,
): APIButtonComponent {
  const ref = refOf(excerpt);
  const number = index + 1;
  return name === 'share'
    ? button(say('button.shareNumber', { number }), { name, ref, steps: 0 })
    : button(say('button.contextNumber', { number }), { name, ref, steps: 1 });
}

/** An action that shows a page of excerpts. */
export type PageAction = Extract<Action, { name: 'more' | 'near' }>;

/** A button for the next excerpts; none where there are none. */
function pageButton(label: string, action: PageAction): APIButtonComponent[] {
  const refs = action.refs.slice(0, REFS_MAX);
  // Keys of collections take the room of pointers.
  while (refs.length > 0 && !encodesShortly({ ...action, refs })) refs.pop();
  return refs.length === 0 ? [] : [button(label, { ...action, refs })];
}

/** A button that does `action`; red where that cannot be taken back. */
export function button(
  label: string,
  action: Action,
  style: ButtonStyle.Secondary | ButtonStyle.Danger = ButtonStyle.Secondary,
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style,
    label: label.slice(0, BUTTON_LABEL_MAX),
    custom_id: encodeCustomId(action),
  };
}

/** Buttons in rows of five. */
export function rows(buttons: readonly APIButtonComponent[]): APIMessageTopLevelComponent[] {
  const rows: APIMessageTopLevelComponent[] = [];
  for (let from = 0; from < buttons.length; from += ROW_BUTTONS_MAX) {
    const components = buttons.slice(from, from + ROW_BUTTONS_MAX);
    rows.push({ type: ComponentType.ActionRow, components });
  }
  return rows;
}
