/** What a question, or a part of it, is about: told by its question word, its names and what stands around them. */
import { oncePerLanguage } from '../languages/once-per-language.ts';
import type { Span } from '../model.ts';
import { type QuestionWords, questionWords } from './question.ts';
import { languageTable, plainWords } from './spelling.ts';
import { isCapital, type Token } from './terms.ts';

/** A question word stands among a part's first words: "in which year", "and by whom". */
const OPENING = 3;

/** The words of a language's rules, in the form that `Token.word` has. */
export interface PartWords {
  readonly joining: ReadonlySet<string>;
  readonly asking: ReadonlySet<string>;
  readonly relative: ReadonlySet<string>;
  readonly standIns: ReadonlySet<string>;
  readonly comparing: ReadonlySet<string>;
  readonly helping: ReadonlySet<string>;
  readonly passive: ReadonlySet<string>;
  readonly isParticiple: (word: string) => boolean;
  readonly capitals: QuestionWords['capitals'];
  readonly before: ReadonlySet<string>;
  readonly measured: ReadonlySet<string>;
  readonly focus: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
}

/** A question and its words. */
export interface Words {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly rules: PartWords;
}

/** Indexes of tokens, half-open. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The first question word among a part's first words. */
export function questionWord({ tokens, rules }: Words, { from, to }: Range): number | null {
  for (let at = from; at < Math.min(to, from + OPENING); at++) {
    if (rules.asking.has(tokens[at]?.word ?? '')) return at;
  }
  return null;
}

/** Whether a part names anything itself: "in what year" does not. */
export function hasTopic({ tokens, rules }: Words, { from, to }: Range): boolean {
  return tokens.slice(from, to).some(({ term, word }) => term !== '' && !rules.focus.has(word));
}

/** The word that stands for what the other part names, a shortened one (`l’`) included. */
export function standIn({ text, tokens, rules }: Words, { from, to }: Range): Span | null {
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
export function afterQuestionWord(words: Words, part: Range): Range {
  return { from: (questionWord(words, part) ?? part.from - 1) + 1, to: part.to };
}

/** What a part is about: "the dam" in "how high is the dam", "the war" in "when did the war end". */
export function subjectOf(words: Words, part: Range): Range {
  const { text, tokens, rules } = words;
  let { from, to } = afterQuestionWord(words, part);
  const opening = from;
  const isMeasured = rules.measured.has(tokens[from - 1]?.word ?? '');
  if (isMeasured) from++;
  const isCapitalAt = (at: number) => isCapital(text, tokens[at] as Token);
  const isArticleAt = (at: number) => rules.articles.has(tokens[at]?.word ?? '');
  // "Wie viele Sterne verzeichnet der Katalog": what is counted is not what it is about.
  const isCounted = rules.capitals === 'nouns' && from < to && isCapitalAt(from);
  if (isCounted && hasTopic(words, { from: from + 1, to })) from++;
  const start = tokens.findIndex(
    (_, index) => index >= from && index < to && (isArticleAt(index) || isCapitalAt(index)),
  );
  if (start >= 0) from = start;
  else {
    // "Who runs X" has its verb in front.
    if (tokens[from]?.term !== '' && hasTopic(words, { from: from + 1, to })) from++;
    while (from < to - 1 && tokens[from]?.term === '') from++;
  }
  // "Did construction at Rogun start": it opens behind the verb that helps.
  const helper = tokens.findIndex(
    ({ word }, index) => index >= opening && index < from && rules.helping.has(word),
  );
  if (helper >= 0 && tokens[helper + 1]?.term !== '') from = helper + 1;
  const isBehind = (list: ReadonlySet<string>) => list.has(tokens[from - 1]?.word ?? '');
  const least = () => (isArticleAt(from) ? 2 : 1);
  const verb = inverted(words, { from, to });
  if (verb !== null) to = verb;
  if (isBehind(rules.helping)) {
    // "Did Uzbekistan suspend its membership": what a verb is done to is not what it is about.
    const object = tokens.findIndex(
      ({ word }, index) =>
        index > from + 1 &&
        index < to &&
        (rules.standIns.has(word) || rules.articles.has(word)) &&
        tokens[index - 1]?.term !== '',
    );
    if (object > 0) to = object;
    // The verb stands last in "did the war end", unless it stands before a place: "end in Europe".
    const capitals = tokens.slice(from, to).some((token) => isCapital(text, token));
    const isPlace = !capitals || isCapitalAt(to - 1);
    const place = tokens.findIndex(
      ({ word }, index) => isPlace && index > from + 1 && index < to && rules.before.has(word),
    );
    if (place > 0) to = place;
    if (to - from > least()) to--;
  } else if (isBehind(rules.passive) && rules.isParticiple(tokens[to - 1]?.word ?? '')) {
    if (to - from > least() && !isCapitalAt(to - 1)) to--;
  }
  // Where nouns have capitals, what follows the last of them are verbs.
  if (rules.capitals === 'nouns') {
    const last = tokens.findLastIndex(
      (_, index) => index >= from && index < to && isCapitalAt(index),
    );
    if (last >= 0) to = last + 1;
  }
  return { from, to };
}

/** The verb of "Mourghab fut-elle": what it is about stands before it, and again behind it. */
function inverted({ text, tokens, rules }: Words, { from, to }: Range): number | null {
  const at = tokens.findIndex(
    ({ word, start }, index) =>
      index > from + 1 && index < to && rules.standIns.has(word) && text[start - 1] === '-',
  );
  if (at < 0) return null;
  const isJoined = tokens[at - 1]?.word === 't' && at > from + 2;
  return at - (isJoined ? 2 : 1);
}

/** What stands from the first of some words to the last. */
export function textOf(words: Words, range: Range): string {
  const { start, end } = spanOf(words, range);
  return words.text.slice(start, end);
}

/** Where they stand in the question; UTF-16, half-open. */
export function spanOf({ tokens }: Words, { from, to }: Range): { start: number; end: number } {
  const start = tokens[from]?.start ?? 0;
  return { start, end: to > from ? (tokens[to - 1]?.end ?? start) : start };
}

/** The rules of a language, in the form that tokens have. */
export const rulesOf = oncePerLanguage((language): PartWords => {
  const { several, answers, terms } = languageTable(language);
  const { beforeFocus: measured, focus } = questionWords(language);
  const plain = (list: ReadonlySet<string>) => plainWords(list, language);
  return {
    joining: plain(several.joining),
    asking: plain(several.asking),
    relative: plain(several.relative),
    standIns: plain(several.standIns),
    comparing: plain(several.comparing),
    helping: plain(several.helping),
    passive: plain(several.passive),
    isParticiple: (word) => terms.irregular.has(word) || /[^e]ed$/.test(word),
    capitals: answers.capitals,
    before: plain(several.before),
    measured,
    focus,
    articles: plain(answers.articles),
  };
});
