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
        coverage: 3.13,
        pairs: 0.98,
        vector: 3.75,
        shape: 2.17,
        previous: 1.73,
      },
      passage: {
        coverage: 2.58,
        lexical: 1.75,
        vector: 5.8,
        article: 2.66,
        sentence: 0.78,
      },
    },
    words: {
      sentence: {
        coverage: 4.26,
        pairs: 1.07,
        vector: 0,
        shape: 2.39,
        previous: 1.37,
      },
      passage: {
        coverage: 3.29,
        lexical: 5.08,
        vector: 0,
        article: 3.66,
        sentence: 0.51,
      },
    },
  },
  reading: {
    logit: 0.66,
    span: 0.68,
  },
  judgement: {
    read: {
      bias: -2.37,
      weights: {
        reading: 0.32,
        bestReading: 0.15,
        closeness: 1.56,
        article: 0.38,
        coverage: 0.33,
        margin: 0.14,
      },
      mayAnswerFrom: 0.2,
      answersFrom: 0.3,
    },
    vectors: {
      bias: -4.65,
      weights: {
        closeness: 2.01,
        beyondTitle: 3.18,
        askedOfSubject: 2.45,
        article: 1.08,
        margin: 0.14,
      },
      mayAnswerFrom: 0.17,
      answersFrom: 0.23,
    },
    words: {
      bias: -3.9,
      weights: {
        coverage: 1.46,
        sentenceCoverage: 1.13,
        askedOfSubject: 1.63,
        article: 1.53,
        information: 0.52,
        pairs: 0.22,
      },
      mayAnswerFrom: 0.17,
      answersFrom: 0.27,
    },
  },
};
