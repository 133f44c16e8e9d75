/** A question that goes on from an answer: what it leaves unsaid, and what is searched in its place. */
import { recognise } from '../languages/detect.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import type { Span } from '../model.ts';
import { Shape } from './answer-shapes.ts';
import { isListedWord } from './plain-question.ts';
import { languageOfQuestion, parseQuestion, questionWords } from './question.ts';
import {
  afterQuestionWord,
  hasTopic,
  questionWord,
  type Range,
  rulesOf,
  spanOf,
  subjectOf,
  textOf,
  type Words,
} from './question-subject.ts';
import { languageTable, plainWords } from './spelling.ts';
import { isCapital, type Token, tokenize } from './terms.ts';

/** What was asked and answered before. */
export interface Before {
  /** What was searched for it, with what it had carried over itself; null where that is not known. */
  readonly question: string | null;
  /** What its answer is about, such as a heading: where the question names nothing. */
  readonly about: string | null;
}

/**
 * How a question goes on: by itself (`alone`), on the same (`on`), about what was named before
 * (`subject`; `bare`, where it has no word of its own, `perhaps`, where it may also be meant by itself), or
 * asking the same of something else (`asked`).
 */
export type Leaning = 'alone' | 'on' | 'bare' | 'subject' | 'perhaps' | 'asked';

/** A question as it goes on. */
export interface FollowUp {
  readonly leaning: Leaning;
  /** What is searched: the question with what it leaves unsaid. */
  readonly text: string;
  /** What it leaves unsaid: a subject, or what was asked; null for nothing. */
  readonly carried: string | null;
}

/** Longer questions say what they are about. */
const MOST_WORDS = 24;
/** UTF-16 units: what is longer is a text. */
const LONGEST = 600;
/** So many words of its own at most has a question that names nothing, beside the word that points back. */
const FEW_WORDS = 3;
/** So short a question may ask about what was named before: "which year?" */
const SHORT_WORDS = 3;
/** And one that is no whole question: "and the second turbine?" */
const FRAGMENT_WORDS = 3;
/** A shortened word in front of another one: `l’`. */
const ELIDED = /\p{L}['’]$/u;
/** What joins a word that points back to its verb: `a-t-il`. */
const INVERTED = /[\s-]t?-\s*$/u;
/** A measure, and what it is taken of. */
const MEASURED =
  /^(?:\p{L}+\s)?\p{L}+\s(?:of|du|de|des|von|vom)\s|^(?:\p{L}+\s|l['’])?\p{L}+\s(?:de\s+l|d)['’]/u;
/** What parts a name from what is said of it. */
const PARTING = /[,;?!]/u;
/** So many words at most has the name of something that begins with no article and holds no capital. */
const MOST_UNNAMED = 4;
/** Whose something is, and what. */
const POSSESSED = /^(.{1,100}?\p{L})['’]s?\s+(\S.*)$/u;
const MEASURES = Shape.number | Shape.money | Shape.percent | Shape.duration;
/** UTF-16 units of what is carried over. */
const CARRIED_MAX = 200;

/**
 * Reads a question as one that follows another.
 * @param searched the languages of the passages that are searched.
 */
export function followUp(
  question: string,
  before: Before,
  searched: readonly LanguageCode[] = [],
): FollowUp {
  const alone: FollowUp = { leaning: 'alone', text: question, carried: null };
  const words = wordsOf(question, before.question, searched);
  if (words === null || words.tokens.length > MOST_WORDS) return alone;
  const leaning = leaningOf(words);
  const rest = words.text.slice(words.opening).trim();
  if (leaning === 'alone') return alone;
  if (leaning === 'on') return { leaning, text: rest, carried: null };
  const earlier = before.question === null ? null : wordsOf(before.question, null, searched);
  if (leaning === 'asked') {
    const asked = earlier && askedOf(earlier, rest);
    return asked ? { leaning, ...asked } : { leaning: 'on', text: rest, carried: null };
  }
  const named = (earlier && carriedSubject(earlier)) || headed(before.about, searched);
  if (!named) return alone;
  const subject = personIn(named, words);
  const carried = cut(subject);
  return { leaning, text: withSubject(words, carried, earlier), carried };
}

/** A question, its words, and how much of it only opens it. */
interface FollowingWords extends Words {
  readonly language: LanguageCode;
  /** UTF-16 units. */
  readonly opening: number;
}

function wordsOf(
  text: string,
  before: string | null,
  searched: readonly LanguageCode[],
): FollowingWords | null {
  if (text.length > LONGEST) return null;
  const alike = (recognise(text) ?? recognise(before ?? ''))?.code;
  const language = alike ?? languageOfQuestion(text, searched);
  if (language === null) return null;
  const opening = languageTable(language).following.opening.exec(text)?.[0].length ?? 0;
  return { text, tokens: tokenize(text, language), rules: rulesOf(language), language, opening };
}

function leaningOf(words: FollowingWords): Leaning {
  const { text, tokens, opening } = words;
  const { naming, asked } = followingOf(words.language);
  const from = tokens.findIndex(({ start }) => start >= opening);
  if (from < 0) return 'alone';
  const range = { from, to: tokens.length };
  const own = ownWords(words, range);
  const asks = questionWord(words, range) !== null;
  const isTalk = tokens.some(({ word }) => asked.has(word));
  if (own.length === 0 && isTalk) return 'alone';
  if (own.length === 0) return asks || opening > 0 || text.includes('?') ? 'bare' : 'alone';
  const names = own.filter((at) => isName(words, at));
  const pointing = pointingIn(words, range);
  if (pointing !== null) {
    const isNamed = (at: number) =>
      names.includes(at) ||
      words.rules.helping.has(tokens[at - 1]?.word ?? '') ||
      words.rules.passive.has(tokens[at - 1]?.word ?? '') ||
      naming.has(tokens[at - 1]?.word ?? '') ||
      ELIDED.test(text.slice(0, tokens[at]?.start));
    const named = own.some((at) => at < pointing && isNamed(at));
    if (named) return 'alone';
    const isBare = names.length === 0 && own.length <= FEW_WORDS;
    return isBare && !isImpersonal(words) ? 'subject' : 'perhaps';
  }
  if (opening === 0) {
    const isShort = asks && range.to - range.from <= SHORT_WORDS && own.length === 1;
    return isShort && names.length === 0 ? 'perhaps' : 'alone';
  }
  if (asks || own.length > FRAGMENT_WORDS)
    return names.length > 0 || own.length > 2 ? 'on' : 'subject';
  return names.length > 0 ? 'asked' : 'subject';
}

/** Indexes of the words that a question says something by: neither small ones, nor the kind of answer, nor talk. */
function ownWords({ tokens, language }: FollowingWords, { from, to }: Range): number[] {
  const { focus, beforeFocus, courtesies, idle } = questionWords(language);
  const { asked } = followingOf(language);
  const own: number[] = [];
  for (let at = from; at < to; at++) {
    const { term, word } = tokens[at] as Token;
    if (asked.has(word)) continue;
    if (term === '' || focus.has(word) || courtesies.has(word) || idle.has(word)) continue;
    if (beforeFocus.has(tokens[at - 1]?.word ?? '')) continue;
    own.push(at);
  }
  return own;
}

/** Whether a word is a name: written as one, or one that the language hardly knows. */
function isName({ text, tokens, language }: FollowingWords, at: number): boolean {
  const token = tokens[at] as Token;
  if (/\d/.test(token.word)) return false;
  const { capitals } = questionWords(language);
  const isKnown = isListedWord(token.word, language);
  const isWritten = isCapital(text, token);
  // The first word of a question has a capital anyway.
  if (isWritten && capitals === 'names') return at > 0 || !isKnown;
  const { knownWords } = languageTable(language).chat;
  if (knownWords.size > 0) return !isKnown;
  return isWritten && !isKnown;
}

/** The first word that points back at what was said before. */
function pointingIn(words: FollowingWords, { from, to }: Range): number | null {
  const { text, tokens, rules } = words;
  const { pointing, pointingLast } = followingOf(words.language);
  for (let at = from; at < to; at++) {
    const token = tokens[at] as Token;
    const { word, end } = token;
    if (at > 0 && isCapital(text, token)) continue;
    const next = tokens[at + 1];
    // "When was that?", and no conjunction or "this server".
    if (pointingLast.has(word)) {
      if (next === undefined || /^\s*[?!.,;]/.test(text.slice(end))) return at;
      continue;
    }
    if (rules.standIns.has(word) || pointing.has(word)) return at;
  }
  return null;
}

function isImpersonal({ text, language }: FollowingWords): boolean {
  const asked = text.toLowerCase().replace(/[’ʼ]/g, "'").replace(/\s+/g, ' ');
  return languageTable(language).following.impersonal.test(asked);
}

function all({ tokens, opening }: FollowingWords): Range {
  const from = tokens.findIndex(({ start }) => start >= opening);
  return { from: Math.max(0, from), to: tokens.length };
}

/** What a question is about, and how much of it; '' where it names nothing. */
function subjectIn(words: FollowingWords): Span & { readonly text: string } {
  const named = ownWords(words, all(words)).length > 0;
  const { start, end } = spanOf(words, named ? subjectOf(words, all(words)) : { from: 0, to: 0 });
  const text = named ? words.text.slice(start, end) : '';
  // "The height of the dam" is about the dam.
  const { expects } = parseQuestion(words.text);
  const measured = (expects & MEASURES) !== 0 ? MEASURED.exec(text) : null;
  const head = measured?.[0].length ?? 0;
  return { start: start + head, end, text: text.slice(head) };
}

/**
 * What of a question's subject can be put into another question: the name of something, and no clause.
 * "Can a shop keep me out cause of my wheelchair" has none.
 */
function carriedSubject(words: FollowingWords): string {
  const { text, tokens, rules } = words;
  const { clause, naming, speaking } = followingOf(words.language);
  const subject = subjectIn(words);
  const opening = all(words).from;
  const isIn = ({ start, end }: Token) => start >= subject.start && end <= subject.end;
  let from = tokens.findIndex(isIn);
  if (from < 0) return '';
  // The first word of a question has a capital anyway, and "I" has one anywhere.
  const isWritten = (at: number) =>
    at > opening && tokens[at]?.word.length !== 1 && isCapital(text, tokens[at] as Token);
  const isClause = (at: number) => clause.has((tokens[at] as Token).word) && !isWritten(at);
  const isArticle = (at: number) => rules.articles.has(tokens[at]?.word ?? '');
  const isParted = (at: number) =>
    PARTING.test(text.slice(tokens[at - 1]?.end, tokens[at]?.start)) || isClause(at);
  /** Up to where a name goes on: what parts it, or small words at its end. */
  const nameEnd = (start: number, last: number) => {
    const parted = tokens.findIndex((_, at) => at > start && at < last && isParted(at));
    let end = parted > 0 ? parted : last;
    while (end > start && tokens[end - 1]?.term === '' && !isWritten(end - 1)) end--;
    return { end, isCut: parted > 0 };
  };
  const last = tokens.findLastIndex(isIn) + 1;
  while (from < last && isClause(from)) from++;
  const isNamed =
    from < last && (naming.has(tokens[from]?.word ?? '') || isArticle(from) || isWritten(from));
  const isSaid = tokens.slice(opening, from).some(({ word }) => speaking.has(word));
  if (isSaid && !isNamed) {
    // What somebody does begins with a verb: "can i keep the dog".
    const object = tokens.findIndex((_, at) => at >= from && isArticle(at));
    if (object < 0) return '';
    return textOf(words, { from: object, to: nameEnd(object, tokens.length).end });
  }
  if (from === last) return '';
  const { end, isCut } = nameEnd(from, last);
  if (!isNamed && !isName(words, from)) {
    const isLong = rules.articles.size > 0 && end - from > MOST_UNNAMED;
    const hasName = tokens.some((_, at) => at > from && at < end && isWritten(at));
    if (isCut || (isLong && !hasName)) return '';
  }
  return textOf(words, { from, to: end });
}

/** What a heading names: where it is a question itself, what that is about. */
function headed(about: string | null, searched: readonly LanguageCode[]): string | null {
  if (about === null || !/[?？]/.test(about)) return about;
  const words = wordsOf(about, null, searched);
  return words && carriedSubject(words);
}

/** Whom a question asks about that points at a person: Ulugh Beg, where "Ulugh Beg's catalogue" was named. */
function personIn(subject: string, words: FollowingWords): string {
  const at = pointingIn(words, all(words));
  if (at === null || !followingOf(words.language).persons.has(words.tokens[at]?.word ?? ''))
    return subject;
  const [, owner, owned] = POSSESSED.exec(subject) ?? [];
  if (owner === undefined || owned === undefined) return subject;
  return languageTable(words.language).following.people.test(owned.toLowerCase()) ? subject : owner;
}

/** A question with its subject: in place of what points back, or behind it. */
function withSubject(
  words: FollowingWords,
  subject: string,
  earlier: FollowingWords | null,
): string {
  const { text, tokens, opening } = words;
  const range = all(words);
  const at = pointingIn(words, range);
  const rest = bare(text.slice(opening));
  if (at !== null) {
    const { start, end } = tokens[at] as Token;
    return joined(text.slice(opening, start).replace(INVERTED, ' '), subject, text.slice(end));
  }
  // "Why?", "And where?": the same is asked of the same.
  const isBare =
    earlier !== null && tokens.length - range.from <= 2 && isQuestionWordAlone(words, range);
  if (!isBare || earlier === null) return joined(rest, subject, '?');
  const same = textOf(earlier, afterQuestionWord(earlier, all(earlier)));
  return joined(rest, cut(same) || subject, '?');
}

function isQuestionWordAlone(words: FollowingWords, range: Range): boolean {
  const asking = questionWord(words, range);
  return asking !== null && !hasTopic(words, range) && asking === range.to - 1;
}

/** The question before, asked of something else. */
function askedOf(earlier: FollowingWords, other: string): Omit<FollowUp, 'leaning'> | null {
  const { text, opening } = earlier;
  const { start, end } = otherPlace(earlier, other) ?? subjectIn(earlier);
  if (end === start) return null;
  const whole = joined(text.slice(opening, start), bare(other), text.slice(end));
  return { text: whole, carried: cut(text.slice(opening).trim()) };
}

/** What "at Rogun" stands in place of: "at Nurek". */
function otherPlace(earlier: FollowingWords, other: string): Span | null {
  const { text, tokens, rules, language } = earlier;
  const [preposition] = tokenize(other, language);
  if (preposition === undefined || !rules.before.has(preposition.word)) return null;
  const at = tokens.findIndex(
    (token, index) =>
      token.word === preposition.word && isCapital(text, tokens[index + 1] ?? token),
  );
  if (at < 0) return null;
  let last = at + 1;
  while (isCapital(text, tokens[last + 1] ?? (tokens[at] as Token))) last++;
  return spanOf(earlier, { from: at, to: last + 1 });
}

function joined(...parts: readonly string[]): string {
  return parts
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/\s(?=[?!.,;])/g, '')
    .trim();
}

/** Without the marks at its end. */
function bare(text: string): string {
  let end = text.length;
  while (end > 0 && /[?!.\s]/.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

function cut(text: string): string {
  return text.length <= CARRIED_MAX ? text : text.slice(0, text.lastIndexOf(' ', CARRIED_MAX));
}

/** The words of a language's rules, in the form that `Token.word` has. */
const followingOf = oncePerLanguage((language) => {
  const { pointing, pointingLast, naming, asked, speaking, clause, persons } =
    languageTable(language).following;
  const plain = (list: ReadonlySet<string>) => plainWords(list, language);
  return {
    pointing: plain(pointing),
    pointingLast: plain(pointingLast),
    naming: plain(naming),
    asked: plain(asked),
    speaking: plain(speaking),
    clause: plain(clause),
    persons: plain(persons),
  };
});
