/**
 * What a message of the bot's answered, read back from the message itself: nothing is kept about who asked,
 * and it works after a restart. Messages of before they were laid out are read as well.
 */
import { ComponentType, type Message } from 'discord.js';
import { LANGUAGE_CODES } from '../languages/languages.ts';
import { sayIn } from '../languages/say.ts';
import type { ExcerptRef } from '../model.ts';
import { COLOURS } from './colours.ts';
import { parseCustomId } from './custom-id.ts';
import { MARKED } from './layout.ts';
import { refKey } from './named-passages.ts';
import { readRefs } from './pointer-codec.ts';
import { isRaw, listOf, partsOf, type Raw } from './raw-message.ts';

/**
 * What a message is: an answer by how sure it is, the nearest passages to a question, or none of these
 * (a quote, a context, an announcement, a verdict).
 */
export type AnsweredKind = 'answers' | 'may-answer' | 'no-answer' | 'nearest' | 'quote';

/** A message of the bot's own. */
export interface AnsweredMessage {
  /** The question that it repeats; null where it repeats none. */
  readonly question: string | null;
  /** What was searched in its place, where something was carried over into it; null otherwise. */
  readonly asked: string | null;
  /** The passages that it shows, in their order. */
  readonly refs: readonly ExcerptRef[];
  /** Those that it offers besides, in its menu or by its buttons. */
  readonly offered: readonly ExcerptRef[];
  readonly kind: AnsweredKind;
}

/** UTF-16 units: more than a message holds. */
const TEXT_MAX = 4_000;

/**
 * Reads a message as Discord's API describes it, or the parts of one (`content`, `embeds`, `components`). Whether the bot
 * wrote it is for the caller to know.
 * @returns null where it neither repeats a question nor shows passages; so for anything else. Never throws.
 */
export function readAnswer(message: unknown): AnsweredMessage | null {
  if (!isRaw(message)) return null;
  const content = textOf(message.content);
  const parts = partsOf(message.components);
  const shown = new Map<string, ExcerptRef>();
  const offered = new Map<string, ExcerptRef>();
  const colours = new Set([
    ...parts.map(({ accent_color: colour }) => colour),
    ...listOf(message.embeds).map((embed) => isRaw(embed) && embed.color),
  ]);
  const isNearest = colours.has(COLOURS.nearest);
  let isNone = colours.has(COLOURS.notFound);
  let asked = questionIn(marked(parts, MARKED.asked) ?? '');
  for (const part of parts) {
    for (const ref of optionsOf(part)) offered.set(refKey(ref), ref);
    const action = parseCustomId(textOf(part.custom_id));
    switch (action?.name) {
      case 'share':
      case 'context':
      case 'wider':
      case 'copy':
      case 'source':
        shown.set(refKey(action.ref), action.ref);
        break;
      case 'followUp':
      case 'tellMe':
        asked ??= action.asked;
        break;
      case 'near':
      case 'more':
        isNone ||= action.name === 'near';
        for (const ref of action.refs) offered.set(refKey(ref), ref);
    }
  }
  const question = questionIn(marked(parts, MARKED.question) ?? content.split('\n', 1)[0] ?? '');
  const isMaybe = marked(parts, MARKED.maybe) !== null || content.split('\n').some(saysMaybe);
  if (question === null && shown.size === 0 && offered.size === 0) return null;
  const sure = isMaybe ? 'may-answer' : 'answers';
  const answered = isNone ? 'no-answer' : sure;
  return {
    question,
    asked,
    refs: [...shown.values()],
    offered: [...offered.values()],
    kind: isNearest ? 'nearest' : question === null && !isNone ? 'quote' : answered,
  };
}

/** The same of a message that a button is on. */
export function readPressedAnswer({
  content,
  components,
}: Pick<Message, 'content' | 'components'>): AnsweredMessage | null {
  return readAnswer({ content, components: components.map((part) => part.toJSON()) });
}

/** What the last of some messages answered that answers a question. @param messages the last one first. */
export function lastAnswered(messages: readonly unknown[]): AnsweredMessage | null {
  const read = messages.map(readAnswer).filter((answered) => answered !== null);
  // What said where an answer is from names its passage as well.
  return read.find(({ question }) => question !== null) ?? read[0] ?? null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, TEXT_MAX) : '';
}

/** What the options of our menu of passages lead to. */
function optionsOf({ type, custom_id: id, options }: Raw): ExcerptRef[] {
  const isOurs = type === ComponentType.StringSelect && parseCustomId(textOf(id))?.name === 'open';
  if (!isOurs) return [];
  return listOf(options).flatMap((option) =>
    isRaw(option) ? (readRefs(textOf(option.value)) ?? []) : [],
  );
}

function marked(parts: readonly Raw[], id: number): string | null {
  const part = parts.find((one) => one.type === ComponentType.TextDisplay && one.id === id);
  return part ? textOf(part.content) : null;
}

/** Stands for what is asked where our own words around it are looked for. */
const ASKED = '\uE000';

/** What stands before and behind a question in each language. */
const AROUND = LANGUAGE_CODES.map((code) => {
  const [before = '', after = ''] = sayIn(code)('question', { question: ASKED }).split(ASKED);
  return { before, after };
});
const MAYBE = new Set(LANGUAGE_CODES.map((code) => sayIn(code)('mayAnswer')));
const SMALL = '-# ';

function saysMaybe(line: string): boolean {
  return MAYBE.has(line);
}

/** The question of a line that repeats one, as it was asked; null of any other. */
function questionIn(line: string): string | null {
  const said = line.startsWith(SMALL) ? line.slice(SMALL.length) : line;
  for (const { before, after } of AROUND) {
    if (said.length <= before.length + after.length) continue;
    if (!said.startsWith(before) || !said.endsWith(after)) continue;
    return unescaped(said.slice(before.length, said.length - after.length)).trim() || null;
  }
  return null;
}

/** What `escapeMarkdown` escaped: it puts a backslash before punctuation, and before every backslash. */
function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
