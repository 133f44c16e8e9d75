/** The exports of `src/search`, and how each is driven. */

import { abbreviationsIn } from '../../../src/search/abbreviations.ts';
import { askedValue, compareSaid } from '../../../src/search/agreement.ts';
import { shapesOf } from '../../../src/search/answer-shapes.ts';
import { answeringPart } from '../../../src/search/answering-part.ts';
import { expectedShare } from '../../../src/search/common-words.ts';
import { demoteDuplicates } from '../../../src/search/duplicates.ts';
import { followUp } from '../../../src/search/follow-up.ts';
import { foreignQuestion } from '../../../src/search/foreign-question.ts';
import { magnitudeTerms, partsOfNumber, productOf } from '../../../src/search/magnitudes.ts';
import {
  fingerSlip,
  letterMask,
  slipsBetween,
  slipsInBeginning,
  toleratedSlips,
} from '../../../src/search/near-spellings.ts';
import { canonicalNumber } from '../../../src/search/numbers.ts';
import { passageTerms } from '../../../src/search/passage-terms.ts';
import { phrasesOf } from '../../../src/search/phrases.ts';
import { isListedAsItIs, isListedWord, writtenOut } from '../../../src/search/plain-question.ts';
import {
  phraseRequests,
  prepareQuestion,
  termRequests,
} from '../../../src/search/prepared-question.ts';
import { languageOfQuestion, parseQuestion } from '../../../src/search/question.ts';
import { comparedQuestion, differing } from '../../../src/search/question-likeness.ts';
import { asksForList, splitQuestion } from '../../../src/search/question-parts.ts';
import {
  afterQuestionWord,
  hasTopic,
  questionWord,
  type Range,
  rulesOf,
  standIn,
  subjectOf,
  type Words,
} from '../../../src/search/question-subject.ts';
import { plainWords, spell, spelt } from '../../../src/search/spelling.ts';
import { isStopWord } from '../../../src/search/stop-words.ts';
import { alikeIn } from '../../../src/search/synonyms.ts';
import { termWeight } from '../../../src/search/term-weights.ts';
import { root, rootKey, rootKeys, stem, tokenize } from '../../../src/search/terms.ts';
import { valuesOf } from '../../../src/search/values.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { pieces, spans } from '../made.ts';

const CODES = ['en', 'de', 'fr', 'ru'] as const;

/** With each language. */
const each = (call: (given: string, code: (typeof CODES)[number]) => unknown): Drive[] =>
  CODES.map((code) => text((given) => call(given, code)));

/** Of a question's words, all of them. */
const ofWords =
  (call: (words: Words, all: Range) => unknown): Drive =>
  (given) => {
    const tokens = tokenize(given, 'en');
    const words: Words = { text: given, tokens, rules: rulesOf('en') };
    return () => call(words, { from: 0, to: tokens.length });
  };

const passage = (given: string) => ({
  ...{
    text: given,
    sentences: spans(given),
    title: given,
    section: given,
    context: given,
    language: 'en',
  },
});

export const SEARCH: Room = {
  'src/search/abbreviations.ts': {
    abbreviationsIn: (given) => {
      const tokens = tokenize(given, 'en');
      return () => abbreviationsIn(given, tokens);
    },
  },
  'src/search/agreement.ts': {
    askedValue: text((given) => askedValue(given, ['en'])),
    fits: because('driven as `compareSaid`'),
    compareSaid: (given) => {
      const asked = askedValue('How high is the dam?', ['en']);
      const said = { sentence: given, heading: given };
      return () => asked && compareSaid(asked, said, said);
    },
  },
  'src/search/answering-part.ts': {
    answeringPart: [
      text((given) => answeringPart('How high is the dam?', given)),
      text((given) => answeringPart(given, 'The dam is 20 metres high.')),
    ],
  },
  'src/search/answer-shapes.ts': {
    shapesOf: (given) => {
      const tokens = tokenize(given, 'en');
      const ends = Uint32Array.from(tokens, (_, index) => index + 1);
      return () => shapesOf(given, tokens, ends, 'en');
    },
  },
  'src/search/article-coverage.ts': { articleCoverage: because('numbers of terms') },
  'src/search/common-words.ts': { expectedShare: text((given) => expectedShare(given, 'en')) },
  'src/search/duplicates.ts': {
    sameWords: because('driven as `demoteDuplicates`'),
    demoteDuplicates: (given) => {
      const tokens = Uint32Array.from(Buffer.from(given));
      const ranked = Array.from({ length: 10 }, () => ({ passage: { tokens } as never }));
      return () => demoteDuplicates(ranked, 10);
    },
  },
  'src/search/features.ts': {
    findEvidence: because('numbers of terms, of a question of MOST_TERMS'),
  },
  'src/search/follow-up.ts': {
    followUp: [
      text((given) => followUp(given, { question: 'How high is Nurek?', about: 'Nurek' })),
      text((given) => followUp('who built it?', { question: given, about: given })),
    ],
  },
  'src/search/foreign-question.ts': {
    foreignQuestion: text((given) =>
      foreignQuestion(given, { languages: ['en'], passagesIn: [1] }),
    ),
  },
  'src/search/fusion.ts': {
    answerShares: because('numbers'),
    bestSentence: because('numbers'),
    readingScore: because('numbers'),
    scorePassage: because('numbers'),
    scoreSentence: because('numbers'),
    unreadLogit: because('numbers'),
  },
  'src/search/judgement.ts': {
    confidenceOf: because('numbers'),
    judge: because('numbers'),
  },
  'src/search/magnitudes.ts': {
    magnitudeTerms: each((given, code) => magnitudeTerms(given, given, code)),
    partsOfNumber: each(partsOfNumber),
    productOf: each((given, code) => productOf(given, given, code)),
  },
  'src/search/near-spellings.ts': {
    closenessOf: because('numbers'),
    fingerSlip: text((given) => fingerSlip(given, `${given}s`)),
    lacksLetters: because('numbers'),
    letterMask: text(letterMask),
    masksFit: because('numbers'),
    slipsBetween: text((given) => slipsBetween(given, `${given}s`, toleratedSlips(given.length))),
    slipsInBeginning: text((given) => slipsInBeginning(given, `${given} and so on`, 2)),
    toleratedSlips: because('numbers'),
  },
  'src/search/numbers.ts': { canonicalNumber: each(canonicalNumber) },
  'src/search/passage-terms.ts': {
    passageTerms: (given) => {
      const told = passage(given);
      return () => passageTerms(told);
    },
  },
  'src/search/phrases.ts': {
    phrasesOf: each((given, code) => {
      const words = tokenize(given, code).map((token, at) => ({
        ...token,
        index: token.term === '' ? -1 : at,
      }));
      return phrasesOf(given, words, code);
    }),
    singles: because('a key of a list'),
  },
  'src/search/plain-question.ts': {
    plainQuestion: because('a question, by parseQuestion, and terms that an index knows'),
    isListedAsItIs: each(isListedAsItIs),
    isListedWord: each(isListedWord),
    writtenOut: each(writtenOut),
  },
  'src/search/question-likeness.ts': {
    asksTheSame: because('terms of two questions, 40 at most, and what a model says of them'),
    comparedQuestion: text((given) => comparedQuestion(given)),
    differing: (given) => {
      const [own, asked] = [comparedQuestion(given), comparedQuestion(`${given} more`)];
      return () => differing(own, asked);
    },
  },
  'src/search/synonyms.ts': {
    alikeIn: each((given, code) => alikeIn([[given, 'alliance']], code)),
    joinSynonyms: because('what managers wrote, within bounds'),
    synonymsOf: because('the same'),
  },
  'src/search/prepared-question.ts': {
    phraseRequests: (given) => {
      const parsed = parseQuestion(given);
      return () => phraseRequests(parsed);
    },
    prepareQuestion: (given) => {
      const parsed = parseQuestion(given);
      return () =>
        prepareQuestion(parsed, {
          ...{
            terms: [],
            phrases: [],
            termCount: 1,
            passages: 1,
            meanLength: 1,
            languages: ['en'],
            passagesIn: [1],
            meanLengthIn: [1],
          },
        });
    },
    queryTerms: because('numbers of terms'),
    termRequests: (given) => {
      const parsed = parseQuestion(given);
      return () => termRequests(parsed);
    },
  },
  'src/search/question-parts.ts': {
    asksForList: text(asksForList),
    splitQuestion: text(splitQuestion),
  },
  'src/search/question-subject.ts': {
    afterQuestionWord: ofWords(afterQuestionWord),
    hasTopic: ofWords(hasTopic),
    questionWord: ofWords(questionWord),
    rulesOf: because('tables of our own'),
    spanOf: because('indexes of words'),
    standIn: ofWords(standIn),
    subjectOf: ofWords(subjectOf),
    textOf: because('a slice'),
  },
  'src/search/question.ts': {
    questionWords: because('tables of our own'),
    languageOfQuestion: text((given) => languageOfQuestion(given, CODES)),
    parseQuestion: [text(parseQuestion), text((given) => parseQuestion(given, CODES))],
  },
  'src/search/rank.ts': {
    rankPassages: because('a question, by parseQuestion; the rest is numbers'),
  },
  'src/search/subject.ts': {
    namedIn: because('numbers of terms'),
    predicateShare: because('numbers of terms'),
    subjectShare: because('numbers of terms'),
  },
  'src/search/searched-languages.ts': {
    ofLanguage: because('numbers'),
    searchedLanguages: because('codes of languages'),
  },
  'src/search/spelling.ts': {
    languageTable: because('it looks a language up'),
    plainWords: text((given) => plainWords(pieces(given), 'fr')),
    spell: each(spell),
    spelt: text((given) => spelt(pieces(given), 'fr')),
  },
  'src/search/stop-words.ts': { isStopWord: each(isStopWord) },
  'src/search/term-weights.ts': { termWeight: text((given) => termWeight(given, 'en', 1, 2)) },
  'src/search/terms.ts': {
    isCapital: because('one letter'),
    root: each(root),
    rootKey: each(rootKey),
    rootKeys: text(rootKeys),
    stem: each(stem),
    tokenize: each(tokenize),
  },
  'src/search/units.ts': {},
  'src/search/values.ts': {
    compareValues: because('two values'),
    valuesOf: each(valuesOf),
  },
  'src/search/weights.data.ts': {},
  'src/search/weights.ts': {},
};
