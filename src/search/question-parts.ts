/** A question that asks for two things becomes two questions, each of which can be asked by itself. */
import { oncePerLanguage } from '../languages/once-per-language.ts';
import type { Span } from '../model.ts';
import { languageOfQuestion, questionWords } from './question.ts';
import { languageTable, plainWords } from './spelling.ts';
import { isCapital, type Token, tokenize } from './terms.ts';

/** One of the things that a question asks for. Offsets are UTF-16, half-open, into the question. */
export interface QuestionPart {
  readonly start: number;
  readonly end: number;
  /** As it is searched: what the other part names is named in it. */
  readonly asked: string;
}

/** A question of more words is a story, and its "and who" most likely no second question. */
const MOST_WORDS = 40;
/** UTF-16 units: who asks for a list says so shortly. */
const LONGEST_LISTING = 300;
/** A question word stands among a part's first words: "in which year", "and by whom". */
const OPENING = 3;

/** The words of a language's rules, in the form that `Token.word` has. */
interface PartWords {
  readonly joining: ReadonlySet<string>;
  readonly asking: ReadonlySet<string>;
  readonly relative: ReadonlySet<string>;
  readonly standIns: ReadonlySet<string>;
  readonly comparing: ReadonlySet<string>;
  readonly helping: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
  readonly measured: ReadonlySet<string>;
  readonly focus: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
}
/** A question and its words. */
interface Words {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly rules: PartWords;
}

/** Indexes of tokens, half-open. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The two things that a question asks for: "how high is the dam and who built it".
 * @returns none where it is one question.
 */
export function splitQuestion(question: string): readonly QuestionPart[] {
  const language = languageOfQuestion(question, []);
  if (language === null) return [];
  const tokens = tokenize(question, language);
  if (tokens.length > MOST_WORDS) return [];
  const words: Words = { text: question, tokens, rules: rulesOf(language) };
  const found = joints(words).filter((joint) => isJoint(words, joint));
  // More than one: a list of conditions, or more than an answer of three excerpts holds.
  const [joint] = found;
  if (joint === undefined || found.length > 1) return [];
  const first = { from: 0, to: joint.from };
  const second = { from: joint.to, to: tokens.length };
  return [
    { ...spanOf(words, first), asked: askedOf(words, first, second) },
    { ...spanOf(words, second), asked: askedOf(words, second, first) },
  ];
}

/** Whether a question asks for several things by one name: "which ferries cross the lake?" */
export function asksForList(question: string): boolean {
  const language = languageOfQuestion(question, []);
  if (language === null || question.length > LONGEST_LISTING) return false;
  const asked = question.toLowerCase().normalize('NFC').replace(/\s+/g, ' ').trim();
  return languageTable(language).several.listing.test(asked);
}

/** Where two questions may meet: the joining word, or nothing behind a question mark. */
function joints({ text, tokens, rules }: Words): Range[] {
  const found: Range[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const { word, start } = tokens[at] as Token;
    const isMarked = text.slice((tokens[at - 1] as Token).end, start).includes('?');
    if (rules.joining.has(word)) found.push({ from: at, to: at + 1 });
    else if (isMarked) found.push({ from: at, to: at });
  }
  return found.filter(({ to }) => to < tokens.length);
}

/** Whether both sides ask, and the second one does not merely go on with a clause of the first. */
function isJoint(words: Words, { from, to }: Range): boolean {
  const { tokens, rules } = words;
  const first = questionWord(words, { from: 0, to: from });
  const second = questionWord(words, { from: to, to: tokens.length });
  if (first === null || second === null) return false;
  // "And by whom": what stands in front of a question word is a preposition, never a topic.
  if (!isOpening(words, to, second)) return false;
  const word = tokens[second]?.word ?? '';
  const clause = tokens.slice(first + 1, from);
  if (clause.some((each) => each.word === word || rules.comparing.has(each.word))) return false;
  if (rules.relative.has(word) && clause.some((each) => rules.relative.has(each.word)))
    return false;
  return hasTopic(words, { from: 0, to: from }) || hasTopic(words, { from: to, to: tokens.length });
}

/** The first question word among a part's first words. */
function questionWord({ tokens, rules }: Words, { from, to }: Range): number | null {
  for (let at = from; at < Math.min(to, from + OPENING); at++) {
    if (rules.asking.has(tokens[at]?.word ?? '')) return at;
  }
  return null;
}

function isOpening({ tokens, rules }: Words, from: number, at: number): boolean {
  return tokens.slice(from, at).every(({ word }) => rules.before.has(word));
}

/** Whether a part names anything itself: "in what year" does not. */
function hasTopic({ tokens, rules }: Words, { from, to }: Range): boolean {
  return tokens.slice(from, to).some(({ term, word }) => term !== '' && !rules.focus.has(word));
}

/** A part with what the other one names: for a pronoun, or as a whole where it names nothing. */
function askedOf(words: Words, part: Range, other: Range): string {
  const { text } = words;
  const { start, end } = spanOf(words, part);
  const written = text.slice(start, end);
  const opening = (questionWord(words, part) ?? part.from) + 1;
  const meant = part.from > other.from ? standIn(words, { from: opening, to: part.to }) : null;
  if (meant !== null) {
    const subject = subjectOf(words, other);
    if (subject === '') return written;
    const [before, after] = [text.slice(start, meant.start), text.slice(meant.end, end)];
    return `${before}${subject} ${after}`.replace(/\s+/g, ' ').trim();
  }
  if (hasTopic(words, { from: opening, to: part.to })) return written;
  // "When and where was X born?", "Who founded it and why?"
  return `${written} ${textOf(words, afterQuestionWord(words, other))}`;
}

/** The word that stands for what the other part names, a shortened one (`l’`) included. */
function standIn({ text, tokens, rules }: Words, { from, to }: Range): Span | null {
  for (let at = from; at < to; at++) {
    const { word, term, start, end } = tokens[at] as Token;
    if (rules.standIns.has(word)) return { start, end };
    const gap = tokens[at - 1]?.end ?? 0;
    const elided = /\p{L}.$/u.exec(text.slice(Math.max(gap, start - 2), start));
    if (elided !== null && term === '') return { start: start - elided[0].length, end: start };
  }
  return null;
}

/** What follows the question word: "was X born". */
function afterQuestionWord(words: Words, part: Range): Range {
  return { from: (questionWord(words, part) ?? part.from - 1) + 1, to: part.to };
}

/** What a part is about: "the dam" in "how high is the dam", "the war" in "when did the war end". */
function subjectOf(words: Words, part: Range): string {
  const { tokens, rules } = words;
  let { from, to } = afterQuestionWord(words, part);
  if (rules.measured.has(tokens[from - 1]?.word ?? '')) from++;
  const helps = rules.helping.has(tokens[from]?.word ?? '');
  const start = tokens.findIndex(
    (token, index) =>
      index >= from &&
      index < to &&
      (rules.articles.has(token.word) || isCapital(words.text, token)),
  );
  if (start >= 0) from = start;
  else {
    // "Who runs X" has its verb in front.
    if (tokens[from]?.term !== '' && hasTopic(words, { from: from + 1, to })) from++;
    while (from < to - 1 && tokens[from]?.term === '') from++;
  }
  // The verb stands last in "did the war end", unless it stands before a place: "end in Europe".
  const place = tokens.findIndex(
    ({ word }, index) => helps && index > from + 1 && index < to && rules.before.has(word),
  );
  if (place > 0) to = place;
  if (helps && to - from > 1) to--;
  return textOf(words, { from, to });
}

function textOf(words: Words, range: Range): string {
  const { start, end } = spanOf(words, range);
  return words.text.slice(start, end);
}

function spanOf({ tokens }: Words, { from, to }: Range): { start: number; end: number } {
  const start = tokens[from]?.start ?? 0;
  return { start, end: to > from ? (tokens[to - 1]?.end ?? start) : start };
}

const rulesOf = oncePerLanguage((language): PartWords => {
  const { several, answers } = languageTable(language);
  const { beforeFocus: measured, focus } = questionWords(language);
  const plain = (list: ReadonlySet<string>) => plainWords(list, language);
  return {
    joining: plain(several.joining),
    asking: plain(several.asking),
    relative: plain(several.relative),
    standIns: plain(several.standIns),
    comparing: plain(several.comparing),
    helping: plain(several.helping),
    before: plain(several.before),
    measured,
    focus,
    articles: plain(answers.articles),
  };
});
