/** Answers as messages: how sure they are, what answers, who says the same, and where to read on. */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { refOf } from '../citations/quote.ts';
import { isSameCollection, isSamePassage } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { Answer, AnswerPart, Excerpt, Span } from '../model.ts';
import type { Asked } from './asking.ts';
import { pageButton, quoteButtons, removeButton, type Showing } from './buttons.ts';
import { COUNT_MAX, encodeCustomId } from './custom-id.ts';
import { escapeMarkdown, escapeTitle, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { followingLine } from './follow-up.ts';
import { buttonRow, container, holdsCustomId, MARKED, menuRow, text } from './layout.ts';
import { MENU_OPTIONS_MAX } from './limits.ts';
import type { LayoutBody } from './message.ts';
import { type NamedPassages, refKey } from './named-passages.ts';
import { layOutPassages, passageOption, type ShownPassage } from './passage-layout.ts';
import { writeRefs } from './pointer-codec.ts';

/** UTF-16 units of a question repeated above its answer: the 300 code points that `/ask` takes. */
const QUESTION_SHOWN_MAX = 600;
/** The same of a title among others. */
const NAMED_MAX = 80;
/** What is near a question is shown by so many passages: one alone would look like an answer. */
const NEAREST_SHOWN = 3;

/** How an answer is shown. */
export interface AnswerOptions {
  readonly showing: Showing;
  /** In small print: where the question stands right above, in a message of its own. */
  readonly isReply?: boolean;
  /** What is to be said above the passages, a line each, escaped. */
  readonly lines?: readonly string[];
  /** What is to be said of a passage, beneath it; a line each, escaped. */
  readonly notesOn?: (say: Say, excerpt: Excerpt) => readonly string[];
  /** Buttons beneath all of it. */
  readonly buttons?: readonly APIButtonComponent[];
}

/** The reply to a question: passages, or one sentence and a button where the articles do not answer. */
export function renderAnswer(say: Say, asked: Asked, options: AnswerOptions): LayoutBody {
  const { answer, percentRead: percent, count, carried } = asked;
  const { showing, lines = [], buttons = [] } = options;
  const said = [
    ...wordsAlone(say, answer),
    ...(percent === null ? [] : [say('stillReading', { percent })]),
    ...followingLine(say, carried),
    ...lines,
  ];
  const head = [questionLine(say, answer.question, options), ...linesText(said)];
  const beneath = buttonRow([...buttons, ...removeButton(say, showing)]);
  if (!answer.answered) {
    const refs = [...answer.excerpts.map(refOf), ...answer.further];
    const near = {
      name: 'near',
      count: Math.min(COUNT_MAX, Math.max(count, NEAREST_SHOWN)),
      refs,
    } as const;
    const none = [text(say('unanswered')), ...buttonRow(pageButton(say('button.near'), near))];
    return { layout: [...head, container(none, 'notFound'), ...beneath] };
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

/** What a page of passages is. */
export interface PageOptions extends Pick<AnswerOptions, 'showing' | 'notesOn'> {
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
  { as, count, showing, notesOn = () => [] }: PageOptions,
): LayoutBody {
  const style = as === 'nearest' ? ButtonStyle.Secondary : ButtonStyle.Primary;
  const passages = excerpts.slice(0, count).map(
    (quotable): ShownPassage => ({
      quotable,
      ...(as === 'nearest' && { marked: null }),
      below: notesOn(say, quotable),
      ...quoteButtons(say, quotable, showing, style),
    }),
  );
  const { layout } = layOutPassages(say, {
    kind: as,
    head: linesText(lines),
    passages,
    certain: 1,
    tail: (left) => [
      ...openMenu(say, as, [...left.map(({ quotable }) => quotable), ...excerpts.slice(count)]),
      ...buttonRow(removeButton(say, showing)),
    ],
  });
  return { layout };
}

function questionLine(say: Say, asked: string, { isReply = false }: AnswerOptions) {
  const question = escapeMarkdown(cutLabel(oneLine(asked), QUESTION_SHOWN_MAX));
  return text(`${isReply ? '-# ' : ''}${say('question', { question })}`, MARKED.question);
}

/** Several lines are one text; none is none. */
function linesText(lines: readonly string[]): APIMessageTopLevelComponent[] {
  return lines.length === 0 ? [] : [text(lines.join('\n'))];
}

/** The line above an answer that may not be one; none above what answers. */
function howSure(say: Say, { judgement }: Answer): APIMessageTopLevelComponent[] {
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
  { as, showing, notesOn = () => [] }: Omit<PageOptions, 'count'>,
): LayoutBody | null {
  const value = writeRefs([refOf(quotable)]);
  const others = before.filter((part) => part.id !== MARKED.opened);
  const at = others.findIndex((part) =>
    holdsCustomId([part], encodeCustomId({ name: 'open', as })),
  );
  if (at === -1) return null;
  const style = as === 'nearest' ? ButtonStyle.Secondary : ButtonStyle.Primary;
  const { layout, shown, isWhole } = layOutPassages(say, {
    kind: as,
    id: MARKED.opened,
    head: others.slice(0, at + 1).map((part) => withChosen(part, value)),
    passages: [
      {
        quotable,
        ...(as === 'nearest' && { marked: null }),
        below: notesOn(say, quotable),
        ...quoteButtons(say, quotable, showing, style),
      },
    ],
    tail: () => others.slice(at + 1),
  });
  return shown === 1 && isWhole ? { layout } : null;
}

/** A row whose menu shows which option is open. */
function withChosen(row: APIMessageTopLevelComponent, value: string): APIMessageTopLevelComponent {
  if (row.type !== ComponentType.ActionRow) return row;
  const components = row.components.map((one) =>
    one.type === ComponentType.StringSelect
      ? {
          ...one,
          options: one.options.map((option) => ({ ...option, default: option.value === value })),
        }
      : one,
  );
  return { ...row, components };
}

/** What of an answer is shown, what of that in any case, and what is offered beside it. */
interface ToShow {
  readonly passages: readonly ShownPassage[];
  readonly certain: number;
  readonly further: readonly Excerpt[];
}

/**
 * In any case the best passage, or those that answer the question's parts, each with the first one that
 * differs from it; then as many as were asked for.
 */
function passagesOf(say: Say, { answer, count, named }: Asked, options: AnswerOptions): ToShow {
  const leads = leadsOf(answer);
  const first = leads.size === 0 ? [0] : [...leads.keys()];
  const shown = Math.max(count, first.length);
  const order = [...first, ...answer.excerpts.keys()].filter((at, i, all) => all.indexOf(at) === i);
  const inOrder = order.flatMap((at) => answer.excerpts[at] ?? []);
  const leading = inOrder.slice(0, first.length);
  const differing = leading.map((excerpt) => differingFrom(excerpt, named));
  const isDiffering = (one: Excerpt) =>
    differing.flat().some(({ excerpt }) => isSamePassage(one, excerpt));
  const others = inOrder.slice(first.length).filter((excerpt) => !isDiffering(excerpt));
  const inFull = others.slice(0, shown - first.length);
  const draw = (quotable: Excerpt): ShownPassage =>
    drawExcerpt(say, quotable, { named, ...options });
  const certain = leading.flatMap((excerpt, i) => {
    const lead = leads.get(first[i] ?? -1);
    const shown = draw(lead ? { ...excerpt, highlight: lead.highlight } : excerpt);
    const other = differing[i]?.[0];
    return [
      lead
        ? { ...shown, above: lead.parts.flatMap((part) => partLines(say, answer, part)) }
        : shown,
      ...(other ? [drawDiffering(say, other, options)] : []),
    ];
  });
  const furtherDiffering = differing.flatMap((all) => all.slice(1));
  return {
    passages: [
      ...certain,
      ...furtherDiffering.map((one) => drawDiffering(say, one, options)),
      ...inFull.map(draw),
    ],
    certain: certain.length,
    further: others.slice(shown - first.length),
  };
}

/** A passage that answers, with who says the same. */
function drawExcerpt(
  say: Say,
  quotable: Excerpt,
  { named, showing, notesOn = () => [] }: AnswerOptions & { readonly named: NamedPassages },
): ShownPassage {
  return {
    quotable,
    below: [...alsoInLine(say, quotable, named), ...notesOn(say, quotable)],
    ...quoteButtons(say, quotable, showing),
  };
}

function alsoInLine(say: Say, { alsoIn = [] }: Excerpt, named: NamedPassages): string[] {
  const titles = alsoIn.flatMap((ref) => {
    const excerpt = named.get(refKey(ref));
    return excerpt
      ? [escapeTitle(cutLabel(oneLine(excerpt.citation.article), NAMED_MAX, '…'))]
      : [];
  });
  return titles.length === 0 ? [] : [`-# ${say('alsoIn', { titles: titles.join(', ') })}`];
}

/** A passage of another article that says another thing, and where it does. */
interface Differing {
  readonly excerpt: Excerpt;
  readonly value: Span;
}

function differingFrom({ differsIn = [] }: Excerpt, named: NamedPassages): Differing[] {
  return differsIn.flatMap((difference) => {
    const excerpt = named.get(refKey(difference));
    return excerpt ? [{ excerpt, value: difference.value }] : [];
  });
}

function drawDiffering(
  say: Say,
  { excerpt, value }: Differing,
  { showing, notesOn = () => [] }: AnswerOptions,
): ShownPassage {
  return {
    quotable: excerpt,
    marked: value,
    above: [say('differs')],
    below: notesOn(say, excerpt),
    ...quoteButtons(say, excerpt, showing),
  };
}

/** The parts of a question that one excerpt answers, and by which of its sentences. */
interface Lead {
  readonly parts: readonly AnswerPart[];
  readonly highlight: Span;
}

/** By the index of the excerpt, in the order of the parts; none of a question that is one. */
function leadsOf({ parts = [], excerpts }: Answer): ReadonlyMap<number, Lead> {
  const leads = new Map<number, Lead>();
  for (const part of parts) {
    const ref = part.excerpt;
    if (ref === null) continue;
    const at = excerpts.findIndex(
      (one) => one.citation.id === ref.id && isSameCollection(one, ref),
    );
    const excerpt = excerpts[at];
    if (excerpt === undefined) continue;
    const own = excerpt.sentences?.[ref.sentence] ?? excerpt.highlight;
    const before = leads.get(at);
    leads.set(at, {
      parts: [...(before?.parts ?? []), part],
      // Two parts that one passage answers: from the first such sentence to the last.
      highlight: before
        ? {
            start: Math.min(before.highlight.start, own.start),
            end: Math.max(before.highlight.end, own.end),
          }
        : excerpt.sentence === ref.sentence
          ? excerpt.highlight
          : own,
    });
  }
  return leads;
}

/** What was asked, above what answers it; and whether it surely does, where another part is surer. */
function partLines(say: Say, { judgement }: Answer, part: AnswerPart): string[] {
  const isLessSure = part.judgement === 'may-answer' && judgement !== 'may-answer';
  return [escapeTitle(part.text), ...(isLessSure ? [say('mayAnswer')] : [])];
}

function partsUnanswered(say: Say, { parts = [] }: Answer): APIMessageTopLevelComponent[] {
  const open = parts.filter(({ excerpt }) => excerpt === null);
  return linesText(open.map((part) => say('partUnanswered', { part: escapeTitle(part.text) })));
}
