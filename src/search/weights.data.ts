/**
 * What all evidence weighs, as `npm run fit` found it, each set counting the same. Ranking:
 * squad, tydi-en, chat-dev, docs-dev, piaf-fr; by words also
 * tydi-ru, xquad-ru. Judgement:
 * chat-dev, docs-dev, near-miss-squad, near-miss-tydi-en, and far questions.
 * See `src/eval/fit.ts`. Not to be edited by hand.
 */
import type { Weights } from './weights.ts';

/** The weights of every search. */
export const WEIGHTS: Weights = {
  fusion: {
    vectors: {
      sentence: {
        coverage: 3.07,
        pairs: 0.98,
        vector: 3.63,
        shape: 2.16,
        previous: 1.6,
      },
      passage: {
        coverage: 2.53,
        lexical: 1.7,
        vector: 5.89,
        article: 2.59,
        sentence: 0.82,
      },
    },
    words: {
      sentence: {
        coverage: 4.18,
        pairs: 1.07,
        vector: 0,
        shape: 2.39,
        previous: 1.29,
      },
      passage: {
        coverage: 3.31,
        lexical: 5,
        vector: 0,
        article: 3.53,
        sentence: 0.57,
      },
    },
  },
  reading: {
    logit: 0.62,
    span: 0.71,
  },
  judgement: {
    read: {
      bias: -2.39,
      weights: {
        reading: 0.36,
        bestReading: 0.11,
        closeness: 1.59,
        article: 0.42,
        coverage: 0.35,
        margin: 0.13,
      },
      mayAnswerFrom: 0.19,
      answersFrom: 0.33,
    },
    vectors: {
      bias: -4.73,
      weights: {
        closeness: 2.09,
        beyondTitle: 3.26,
        askedOfSubject: 2.41,
        article: 1.09,
        margin: 0.13,
      },
      mayAnswerFrom: 0.17,
      answersFrom: 0.23,
    },
    words: {
      bias: -3.98,
      weights: {
        coverage: 1.59,
        sentenceCoverage: 1.25,
        askedOfSubject: 1.58,
        article: 1.44,
        information: 0.54,
        pairs: 0.1,
      },
      mayAnswerFrom: 0.17,
      answersFrom: 0.29,
    },
  },
};
