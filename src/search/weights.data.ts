/**
 * What all evidence weighs, as `npm run fit` found it on squad, tydi-en, chat-dev, docs-dev, piaf-fr (ranking; by words
 * also on tydi-ru, xquad-ru) and chat-dev, docs-dev, near-miss-squad, near-miss-tydi-en (judgement), each
 * counting the same: see `src/eval/fit.ts`. Not to be edited by hand.
 */
import type { Weights } from './weights.ts';

/** The weights of every search. */
export const WEIGHTS: Weights = {
  fusion: {
    vectors: {
      sentence: {
        coverage: 3.07,
        pairs: 0.98,
        vector: 3.64,
        shape: 2.16,
        previous: 1.6,
      },
      passage: {
        coverage: 2.53,
        lexical: 1.7,
        vector: 5.87,
        article: 2.61,
        sentence: 0.83,
      },
    },
    words: {
      sentence: {
        coverage: 4.18,
        pairs: 1.08,
        vector: 0,
        shape: 2.39,
        previous: 1.3,
      },
      passage: {
        coverage: 3.32,
        lexical: 5.03,
        vector: 0,
        article: 3.52,
        sentence: 0.6,
      },
    },
  },
  reading: {
    logit: 0.62,
    span: 0.71,
  },
  judgement: {
    read: {
      bias: -2.06,
      weights: {
        reading: 0.35,
        bestReading: 0.12,
        closeness: 1.54,
        article: 0.47,
        coverage: 0.29,
        margin: 0.13,
      },
      mayAnswerFrom: 0.17,
      answersFrom: 0.32,
    },
    vectors: {
      bias: -4.8,
      weights: {
        closeness: 2.03,
        beyondTitle: 3.28,
        askedOfSubject: 2.39,
        article: 1.23,
        margin: 0.13,
      },
      mayAnswerFrom: 0.15,
      answersFrom: 0.21,
    },
    words: {
      bias: -3.91,
      weights: {
        coverage: 1.55,
        sentenceCoverage: 1.19,
        askedOfSubject: 1.58,
        article: 1.54,
        information: 0.49,
        pairs: 0.13,
      },
      mayAnswerFrom: 0.11,
      answersFrom: 0.16,
    },
  },
};
