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
      bias: -2.5,
      weights: { reading: 0.4, bestReading: 0.1, closeness: 1.5, nearness: 2, article: 0.6 },
      mayAnswerFrom: 0.2,
      answersFrom: 0.3,
    },
    vectors: {
      bias: -3,
      weights: { closeness: 2, beyondTitle: 2, askedOfSubject: 1, article: 1 },
      mayAnswerFrom: 0.3,
      answersFrom: 0.4,
    },
    words: {
      bias: -3,
      weights: { coverage: 2, sentenceCoverage: 2, askedOfSubject: 1, article: 1 },
      mayAnswerFrom: 0.3,
      answersFrom: 0.4,
    },
  },
};
