/** Excerpts as Discord messages: embeds with buttons under them, within every limit. */
import {
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Answer, Excerpt, ExcerptRef } from '../model.ts';
import { type Action, COUNT_MAX, encodeCustomId, REFS_MAX } from './custom-id.ts';
import { renderEmbeds } from './embed.ts';
import { escapeMarkdown, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { BUTTON_LABEL_MAX, ROW_BUTTONS_MAX } from './limits.ts';
import type { Say } from './messages.ts';

/** UTF-16 units of a question repeated above its answer: the 300 code points that `/ask` takes. */
const QUESTION_SHOWN_MAX = 600;

/** What a message consists of. All three are always there, so that an edit leaves nothing behind. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIMessageTopLevelComponent[];
}

/** A message of one of the bot's own sentences. */
export function renderLine(content: string): MessageBody {
  return { content, embeds: [], components: [] };
}

/**
 * The reply to a question: its excerpts, or one sentence and a button where the articles do not
 * answer.
 * @param count how many excerpts were asked for; More brings as many again.
 * @param note a sentence above the excerpts, such as that not everything is read yet.
 */
export function renderAnswer(say: Say, answer: Answer, count: number, note?: string): MessageBody {
  const question = cutLabel(oneLine(answer.question), QUESTION_SHOWN_MAX);
  const asked = say('question', { question: escapeMarkdown(question) });
  const lines = note === undefined ? [asked] : [asked, note];
  if (answer.answered) {
    return renderPage(say, lines, answer.excerpts, { name: 'more', count, refs: answer.further });
  }
  const near = [...answer.excerpts.map(refOf), ...answer.further];
  return {
    content: [...lines, say('unanswered')].join('\n'),
    embeds: [],
    components: rows(pageButton(say('button.near'), { name: 'near', count, refs: near })),
  };
}

/**
 * Excerpts with a Share button each, and one that brings what comes next.
 * @param lines what stands above them, already escaped.
 * @param next what More does; without pointers there is no such button.
 */
export function renderPage(
  say: Say,
  lines: readonly string[],
  excerpts: readonly Excerpt[],
  next: PageAction,
): MessageBody {
  const shown = excerpts.slice(0, COUNT_MAX);
  const share = shown.map((excerpt, index) =>
    button(
      shown.length === 1 ? say('button.share') : say('button.shareNumber', { number: index + 1 }),
      { name: 'share', ref: refOf(excerpt) },
    ),
  );
  const components = rows([...share, ...pageButton(say('button.more'), next)]);
  const content = lines.join('\n');
  const embeds = renderEmbeds(say, shown, { content, components });
  return { content, embeds, components };
}

/**
 * An excerpt as it is posted for everyone.
 * @param userId who shares it: shown as a mention, which notifies nobody.
 */
export function renderShared(say: Say, excerpt: Excerpt, userId: string): MessageBody {
  const content = say('sharedBy', { user: `<@${userId}>` });
  const embeds = renderEmbeds(say, [excerpt], { content });
  return { content, embeds, components: [] };
}

/** The pointer by which a button finds the excerpt again. */
export function refOf(excerpt: Excerpt): ExcerptRef {
  return { id: excerpt.citation.id, sentence: excerpt.sentence };
}

/** An action that shows a page of excerpts. */
export type PageAction = Extract<Action, { name: 'more' | 'near' }>;

function pageButton(label: string, action: PageAction): APIButtonComponentWithCustomId[] {
  const refs = action.refs.slice(0, REFS_MAX);
  return refs.length === 0 ? [] : [button(label, { ...action, refs })];
}

function button(label: string, action: Action): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: label.slice(0, BUTTON_LABEL_MAX),
    custom_id: encodeCustomId(action),
  };
}

function rows(buttons: readonly APIButtonComponentWithCustomId[]): APIMessageTopLevelComponent[] {
  const rows: APIMessageTopLevelComponent[] = [];
  for (let from = 0; from < buttons.length; from += ROW_BUTTONS_MAX) {
    const components = buttons.slice(from, from + ROW_BUTTONS_MAX);
    rows.push({ type: ComponentType.ActionRow, components });
  }
  return rows;
}
