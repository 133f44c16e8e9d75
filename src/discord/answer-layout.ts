/** Answers as messages: how sure they are, what answers, who says the same, and where to read on. */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { refOf } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import type { Answer, Excerpt } from '../model.ts';
import { type ExcerptOptions, passagesOf } from './answer-passages.ts';
import { type Asked, QUESTION_MAX } from './asking.ts';
import { button, pageButton, quoteButtons, removeButton, type Showing } from './buttons.ts';
import { ASKED_MAX, COUNT_MAX, encodeCustomId } from './custom-id.ts';
import { escapeTitle } from './escape.ts';
import { feedbackButtons } from './feedback-buttons.ts';
import { LEFT_OUT } from './fit.ts';
import { followingLine } from './follow-up.ts';
import { followUpButton } from './follow-up-form.ts';
import { escapedLabel } from './label.ts';
import {
  buttonRow,
  container,
  holdsCustomId,
  linesText,
  MARKED,
  menuRow,
  text,
  withChosen,
} from './layout.ts';
import { MENU_OPTIONS_MAX } from './limits.ts';
import type { LayoutBody } from './message.ts';
import { layOutPassages, passageOption, type ShownPassage } from './passage-layout.ts';
import { writeRefs } from './pointer-codec.ts';
import { foreignLine, noArticleLine } from './search-notes.ts';

/** UTF-16 units of a question repeated above its answer: the 300 code points that `/ask` takes. */
const QUESTION_SHOWN_MAX = 600;
/** What is near a question is shown by so many passages: one alone would look like an answer. */
const NEAREST_SHOWN = 3;

/** How an answer is shown. */
export interface AnswerOptions extends ExcerptOptions {
  /** In small print: where the question stands right above, in a message of its own. */
  readonly isReply?: boolean;
  /** What is to be said above the passages, a line each, escaped. */
  readonly lines?: readonly string[];
}

/** The reply to a question: passages, or one sentence and a button where the articles do not answer. */
export function renderAnswer(say: Say, asked: Asked, options: AnswerOptions): LayoutBody {
  const { answer, percentRead: percent, count, carried, noArticle } = asked;
  const { showing, lines = [] } = options;
  const said = [
    ...wordsAlone(say, answer),
    ...(percent === null ? [] : [say('stillReading', { percent })]),
    ...followingLine(say, carried),
    ...foreignLine(answer),
    ...lines,
  ];
  const head = [questionLine(say, answer.question, options), ...linesText(said)];
  const beneath = buttonRow([
    ...followUpButton(say, asked),
    ...feedbackButtons(say, asked),
    ...removeButton(say, showing),
  ]);
  if (noArticle !== undefined) {
    const again = button(say('button.unfiltered'), { name: 'unfiltered', count });
    const none = [text(noArticleLine(say, noArticle)), ...buttonRow([again])];
    return { layout: [...head, container(none, 'notFound'), ...beneath] };
  }
  if (!answer.answered) {
    const refs = [...answer.excerpts.map(refOf), ...answer.further];
    const near = {
      name: 'near',
      count: Math.min(COUNT_MAX, Math.max(count, NEAREST_SHOWN)),
      refs,
    } as const;
    const tellMe = tellMeButton(say, asked, showing);
    const row = [...pageButton(say('button.near'), near), ...tellMe];
    const none = [text(say('unanswered')), ...buttonRow(row)];
    const searched = tellMe.length > 0 ? searchedLine(say, asked) : [];
    return { layout: [...head, ...searched, container(none, 'notFound'), ...beneath] };
  }
  const { passages, certain, further } = passagesOf(say, asked, options);
  const { layout } = layOutPassages(say, {
    kind: 'answer',
    head: [...head, ...partsUnanswered(say, answer), ...howSure(say, answer)],
    passages,
    certain,
    tail: (left) => [
      ...openMenu(say, 'answer', [...left.map(({ quotable }) => quotable), ...further]),
      ...beneath,
    ],
  });
  return { layout };
}

/** For whoever wants to be told once the articles have it; none where that could not be done. */
function tellMeButton(
  say: Say,
  { mayCome, carried }: Asked,
  { canTell }: Showing,
): APIButtonComponent[] {
  // What has no room stands in the message: cut short it would be another question.
  const asked = fitsInId(carried) ? (carried?.asked ?? null) : null;
  const isQuestion = Array.from(carried?.asked ?? '').length <= QUESTION_MAX;
  return mayCome && canTell && isQuestion
    ? [button(say('button.tellMe'), { name: 'tellMe', asked })]
    : [];
}

function fitsInId(carried: Asked['carried']): boolean {
  return carried === undefined || carried.asked.length <= ASKED_MAX;
}

/** What was searched in the place of the question, where the button that needs it has no room for it. */
function searchedLine(say: Say, { carried }: Asked): APIMessageTopLevelComponent[] {
  if (carried === undefined || fitsInId(carried)) return [];
  const question = escapedLabel(carried.asked, QUESTION_SHOWN_MAX, LEFT_OUT);
  return [text(`-# ${say('question', { question })}`, MARKED.asked)];
}

/** What a page of passages is. */
export interface PageOptions extends ExcerptOptions {
  readonly as: 'answer' | 'nearest';
  /** How many are shown. */
  readonly count: number;
}

/**
 * Passages without a question; nearest ones are grey, without bold, and Share is one button among others.
 * @param lines what stands above them, already escaped.
 */
export function renderPage(
  say: Say,
  lines: readonly string[],
  excerpts: readonly Excerpt[],
  options: PageOptions,
): LayoutBody {
  const { as, count, showing } = options;
  const { layout } = layOutPassages(say, {
    kind: as,
    head: linesText(lines),
    passages: excerpts.slice(0, count).map((one) => drawn(say, one, options)),
    certain: 1,
    tail: (left) => [
      ...openMenu(say, as, [...left.map(({ quotable }) => quotable), ...excerpts.slice(count)]),
      ...buttonRow(removeButton(say, showing)),
    ],
  });
  return { layout };
}

function questionLine(say: Say, asked: string, { isReply = false }: AnswerOptions) {
  const question = escapedLabel(asked, QUESTION_SHOWN_MAX, LEFT_OUT);
  return text(`${isReply ? '-# ' : ''}${say('question', { question })}`, MARKED.question);
}

/** Which parts of a question nothing answers. */
function partsUnanswered(say: Say, { parts = [] }: Answer): APIMessageTopLevelComponent[] {
  const open = parts.filter(({ excerpt }) => excerpt === null);
  return linesText(open.map((part) => say('partUnanswered', { part: escapeTitle(part.text) })));
}

/** The line above an answer that may not be one, or that editors chose; none above what answers. */
function howSure(say: Say, { judgement, isPinned }: Answer): APIMessageTopLevelComponent[] {
  if (isPinned) return [text(`-# ${say('pinned')}`)];
  return judgement === 'may-answer' ? [text(say('mayAnswer'), MARKED.maybe)] : [];
}

/** The line that says so where a question was answered without the model; none otherwise. */
export function wordsAlone(say: Say, { byWordsAlone }: Answer): string[] {
  return byWordsAlone ? [say('byWordsAlone')] : [];
}

/** A menu that opens one of the passages which a message has no room for, or was not asked for. */
export function openMenu(say: Say, as: 'answer' | 'nearest', excerpts: readonly Excerpt[]) {
  const options = new Map(
    excerpts.map((excerpt) => {
      const value = writeRefs([refOf(excerpt)]);
      return [value, passageOption(value, excerpt)];
    }),
  );
  const offered = [...options.values()].slice(0, MENU_OPTIONS_MAX);
  return menuRow({ name: 'open', as }, say('morePassages', { n: offered.length }), offered);
}

/**
 * A message with a passage of its menu opened beneath that, in the place of the one that was open.
 * @param before the message's components.
 * @returns null where it has no such menu, or no room for all of the passage.
 */
export function withOpened(
  say: Say,
  before: readonly APIMessageTopLevelComponent[],
  quotable: Excerpt,
  options: Omit<PageOptions, 'count'>,
): LayoutBody | null {
  const { as } = options;
  const value = writeRefs([refOf(quotable)]);
  const others = before.filter((part) => part.id !== MARKED.opened);
  const at = others.findIndex((part) =>
    holdsCustomId([part], encodeCustomId({ name: 'open', as })),
  );
  if (at === -1) return null;
  const { layout, shown, isWhole } = layOutPassages(say, {
    kind: as,
    id: MARKED.opened,
    head: others.slice(0, at + 1).map((part) => withMenuAt(part, value)),
    passages: [drawn(say, quotable, options)],
    tail: () => others.slice(at + 1),
  });
  return shown === 1 && isWhole ? { layout } : null;
}

/** A row whose menu shows which option is open. */
function withMenuAt(row: APIMessageTopLevelComponent, value: string): APIMessageTopLevelComponent {
  if (row.type !== ComponentType.ActionRow) return row;
  const components = row.components.map((one) =>
    one.type === ComponentType.StringSelect
      ? { ...one, options: withChosen(one.options, value) }
      : one,
  );
  return { ...row, components };
}

/** One of them; nearest ones point nothing out. */
function drawn(
  say: Say,
  quotable: Excerpt,
  { as, showing, notesOn = () => [] }: Omit<PageOptions, 'count'>,
): ShownPassage {
  const isNearest = as === 'nearest';
  const style = isNearest ? ButtonStyle.Secondary : ButtonStyle.Primary;
  return {
    quotable,
    ...(isNearest && { marked: null }),
    below: notesOn(say, quotable),
    ...quoteButtons(say, quotable, showing, style),
  };
}
