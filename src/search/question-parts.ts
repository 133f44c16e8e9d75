/** A question that asks for two things becomes two questions, each of which can be asked by itself. */
import { languageOfQuestion } from './question.ts';
import {
  afterQuestionWord,
  hasTopic,
  questionWord,
  type Range,
  rulesOf,
  spanOf,
  standIn,
  subjectOf,
  textOf,
  type Words,
} from './question-subject.ts';
import { languageTable } from './spelling.ts';
import { type Token, tokenize } from './terms.ts';

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

function isOpening({ tokens, rules }: Words, from: number, at: number): boolean {
  return tokens.slice(from, at).every(({ word }) => rules.before.has(word));
}

/** A part with what the other one names: for a pronoun, or as a whole where it names nothing. */
function askedOf(words: Words, part: Range, other: Range): string {
  const { text } = words;
  const { start, end } = spanOf(words, part);
  const written = text.slice(start, end);
  const opening = (questionWord(words, part) ?? part.from) + 1;
  const meant = part.from > other.from ? standIn(words, { from: opening, to: part.to }) : null;
  if (meant !== null) {
    const subject = textOf(words, subjectOf(words, other));
    if (subject === '') return written;
    const [before, after] = [text.slice(start, meant.start), text.slice(meant.end, end)];
    return `${before}${subject} ${after}`.replace(/\s+/g, ' ').trim();
  }
  if (hasTopic(words, { from: opening, to: part.to })) return written;
  // "When and where was X born?", "Who founded it and why?"
  return `${written} ${textOf(words, afterQuestionWord(words, other))}`;
}
