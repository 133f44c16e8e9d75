/** The exports of `src/search`, and how each is driven. */
import { shapesOf } from '../../../src/search/answer-shapes.ts';
import { expectedShare } from '../../../src/search/common-words.ts';
import { demoteDuplicates } from '../../../src/search/duplicates.ts';
import { letterMask, slipsBetween, toleratedSlips } from '../../../src/search/near-spellings.ts';
import { canonicalNumber } from '../../../src/search/numbers.ts';
import { passageTerms } from '../../../src/search/passage-terms.ts';
import { prepareQuestion, termRequests } from '../../../src/search/prepared-question.ts';
import { parseQuestion } from '../../../src/search/question.ts';
import { relatedTerms } from '../../../src/search/related-words.ts';
import { plainWords, spell, spelt } from '../../../src/search/spelling.ts';
import { isStopWord } from '../../../src/search/stop-words.ts';
import { termWeight } from '../../../src/search/term-weights.ts';
import { root, rootKey, rootKeys, stem, tokenize } from '../../../src/search/terms.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { pieces, spans } from '../made.ts';

const CODES = ['en', 'de', 'fr', 'ru'] as const;

/** With each language. */
const each = (call: (given: string, code: (typeof CODES)[number]) => unknown): Drive[] =>
  CODES.map((code) => text((given) => call(given, code)));

const passage = (given: string) => ({
  ...{ text: given, sentences: spans(given), title: given, section: given, language: 'en' },
});

export const SEARCH: Room = {
  'src/search/abstention.ts': { confidenceOf: because('numbers') },
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
    demoteDuplicates: (given) => {
      const tokens = Uint32Array.from(Buffer.from(given));
      const ranked = Array.from({ length: 10 }, () => ({ passage: { tokens } as never }));
      return () => demoteDuplicates(ranked, 10);
    },
  },
  'src/search/embedding-texts.ts': {
    embeddingTexts: because(
      'the title stands before every sentence: a passage has the sentences that fit the window of the model',
    ),
  },
  'src/search/features.ts': {
    findEvidence: because('numbers of terms, of a question of MOST_TERMS'),
  },
  'src/search/fusion.ts': {
    scorePassage: because('numbers'),
    scoreSentence: because('numbers'),
    vectorNeed: because('numbers'),
  },
  'src/search/near-spellings.ts': {
    closenessOf: because('numbers'),
    letterMask: text(letterMask),
    masksFit: because('numbers'),
    slipsBetween: text((given) => slipsBetween(given, `${given}s`, toleratedSlips(given.length))),
    toleratedSlips: because('numbers'),
  },
  'src/search/numbers.ts': { canonicalNumber: each(canonicalNumber) },
  'src/search/passage-terms.ts': {
    passageTerms: (given) => {
      const told = passage(given);
      return () => passageTerms(told);
    },
  },
  'src/search/prepared-question.ts': {
    prepareQuestion: (given) => {
      const parsed = parseQuestion(given);
      return () =>
        prepareQuestion(parsed, {
          ...{ terms: [], termCount: 1, passages: 1, meanLength: 1 },
          ...{ languages: ['en'], passagesIn: [1] },
        });
    },
    queryTerms: because('numbers of terms'),
    termRequests: (given) => {
      const parsed = parseQuestion(given);
      return () => termRequests(parsed);
    },
  },
  'src/search/question.ts': {
    parseQuestion: [text(parseQuestion), text((given) => parseQuestion(given, CODES))],
  },
  'src/search/rank.ts': {
    rankPassages: because('a question, by parseQuestion; the rest is numbers'),
  },
  'src/search/related-words.data.ts': {},
  'src/search/related-words.ts': { relatedTerms: text((given) => relatedTerms(given)) },
  'src/search/subject.ts': {
    namedIn: because('numbers of terms'),
    predicateShare: because('numbers of terms'),
    subjectShare: because('numbers of terms'),
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
    root: [
      text((given) => root(given, 'en')),
      text((given) => root(given, 'fr')),
      text((given) => root(given, 'ru')),
    ],
    rootKey: text((given) => rootKey(given, 'fr')),
    rootKeys: text(rootKeys),
    stem: each(stem),
    tokenize: each(tokenize),
  },
};
