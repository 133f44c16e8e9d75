/**
 * What all evidence weighs. Made by `npm run fit`, which says what it was fitted on and how well it
 * does on articles left out: not to be edited by hand.
 */
import type { Weights } from './weights.ts';

/** The weights of every search. */
export const WEIGHTS: Weights = {
  fusion: {
    vectors: {
      sentence: { coverage: 2.71, pairs: 1.11, vector: 3.7, shape: 2.55, previous: 1.45 },
      passage: { coverage: 3.31, lexical: 0, vector: 5.5, article: 1.73, sentence: 0.93 },
    },
    words: {
      sentence: { coverage: 4.52, pairs: 1.17, vector: 0, shape: 1.53, previous: 3.34 },
      passage: { coverage: 3, lexical: 2.9, vector: 0, article: 2.42, sentence: 1.15 },
    },
  },
  reading: { logit: 0.45, span: 0.7 },
  judgement: {
    read: {
      bias: -2.9,
      weights: {
        reading: 0.47,
        vector: 1,
        sentenceVector: 1.6,
        sentenceCoverage: 0.2,
        missing: 1.2,
      },
      mayAnswerFrom: 0.4,
      answersFrom: 0.5,
    },
    vectors: {
      bias: -3.15,
      weights: {
        coverage: 1.68,
        sentenceCoverage: 2.33,
        pairs: 1.8,
        vector: 2.1,
        sentenceVector: 2.5,
        missing: -3.17,
        information: 1.27,
      },
      mayAnswerFrom: 0.3,
      answersFrom: 0.4,
    },
    words: {
      bias: -3.16,
      weights: {
        coverage: 2.35,
        sentenceCoverage: 3.29,
        pairs: 2.5,
        missing: -2.78,
        information: 2.08,
      },
      mayAnswerFrom: 0.3,
      answersFrom: 0.4,
    },
  },
};
