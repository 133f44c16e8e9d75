/** Which passages of an answer a message shows: what answers each part of the question, and who says otherwise. */
import { isSameCollection, isSamePassage } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { Answer, AnswerPart, Excerpt, Span } from '../model.ts';
import type { Asked } from './asking.ts';
import { quoteButtons, type Showing } from './buttons.ts';
import { escapeTitle } from './escape.ts';
import { escapedTitle } from './label.ts';
import { type NamedPassages, refKey } from './named-passages.ts';
import type { ShownPassage } from './passage-layout.ts';

/** UTF-16 units of a title among others. */
const NAMED_MAX = 80;

/** How an excerpt is shown. */
export interface ExcerptOptions {
  readonly showing: Showing;
  /** What is to be said of a passage, beneath it; a line each, escaped. */
  readonly notesOn?: (say: Say, excerpt: Excerpt) => readonly string[];
}

/** What of an answer is shown, what of that in any case, and what is offered beside it. */
export interface PassagesToShow {
  readonly passages: readonly ShownPassage[];
  readonly certain: number;
  readonly further: readonly Excerpt[];
}

/**
 * In any case the best passage, or those that answer the question's parts, each with the first one that
 * differs from it; then as many as were asked for.
 */
export function passagesOf(
  say: Say,
  { answer, count, named }: Asked,
  options: ExcerptOptions,
): PassagesToShow {
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
  { named, showing, notesOn = () => [] }: ExcerptOptions & { readonly named: NamedPassages },
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
    return excerpt ? [escapedTitle(excerpt.citation.article, NAMED_MAX)] : [];
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
  { showing, notesOn = () => [] }: ExcerptOptions,
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
  return [escapeTitle(sentenceCase(part.text)), ...(isLessSure ? [say('mayAnswer')] : [])];
}

/** With a capital, as a line begins; a name that has its capital further on stays as it is. */
function sentenceCase(text: string): string {
  const [first = ''] = text;
  const rest = text.slice(first.length);
  return /^\p{Lu}/u.test(rest) ? text : first.toUpperCase() + rest;
}
