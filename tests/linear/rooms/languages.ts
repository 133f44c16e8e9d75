/** The exports of `src/languages`, `src/gaps` and `src/feedback`, and how each is driven. */
import { dislikedPassages } from '../../../src/feedback/disliked.ts';
import { gapsToCsv } from '../../../src/gaps/csv.ts';
import { groupGaps, termsOf } from '../../../src/gaps/group.ts';
import { isNoise } from '../../../src/gaps/noise.ts';
import { withoutPeople } from '../../../src/gaps/without-people.ts';
import { withoutAccents } from '../../../src/languages/accents.ts';
import {
  detectLanguage,
  languageOfWord,
  languagesLike,
  likelyLanguages,
  recognise,
  scriptOf,
} from '../../../src/languages/detect.ts';
import { LANGUAGES, languageCode } from '../../../src/languages/languages.ts';
import {
  bareWord,
  isSmallWord,
  isUnspaced,
  partWords,
} from '../../../src/languages/other-scripts.ts';
import { fillLists, sayIn } from '../../../src/languages/say.ts';
import {
  apart,
  baseForms,
  groups,
  inFull,
  list,
  phrases,
  words,
} from '../../../src/languages/words.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { pieces, say } from '../made.ts';

/** The stemmer and the patterns of a language. */
const rules = (code: keyof typeof LANGUAGES): Drive[] => [
  text((given) => LANGUAGES[code].terms.stem(given)),
  text((given) => LANGUAGES[code].terms.stem(given.toLowerCase().replace(/\s+/gu, ''))),
  text((given) => LANGUAGES[code].questions.kinds.map(([asks]) => asks.test(given))),
  text((given) => {
    const { asks, statements, asksAtEnd } = LANGUAGES[code].talk;
    return [asks.test(given), statements.test(given), asksAtEnd?.test(given)];
  }),
];

export const LANGUAGES_ROOM: Room = {
  'src/languages/accents.ts': { withoutAccents: text(withoutAccents) },
  'src/languages/alternatives.ts': { alternatives: because('tables of our own') },
  'src/languages/de.common-words.data.ts': {},
  'src/languages/de.contrast.data.ts': {},
  'src/languages/de.talk.data.ts': {},
  'src/languages/de.ts': { de: rules('de') },
  'src/languages/detect.ts': {
    detectLanguage: text(detectLanguage),
    languageOfScript: because('a script'),
    languagesOfScript: because('a script'),
    languageOfWord: text((given) => languageOfWord(given, null)),
    languagesLike: text(languagesLike),
    likelyLanguages: text(likelyLanguages),
    recognise: text(recognise),
    scriptOf: text(scriptOf),
  },
  'src/languages/en.common-words.data.ts': {},
  'src/languages/en.known-words.data.ts': {},
  'src/languages/en.contrast.data.ts': {},
  'src/languages/en.talk.data.ts': {},
  'src/languages/en.ts': { en: rules('en') },
  'src/languages/fr.common-words.data.ts': {},
  'src/languages/fr.contrast.data.ts': {},
  'src/languages/fr.talk.data.ts': {},
  'src/languages/fr.ts': { fr: rules('fr') },
  'src/languages/language.ts': { defineLanguage: because('a table of our own') },
  'src/languages/languages.ts': { languageCode: text(languageCode) },
  'src/languages/once-per-language.ts': { oncePerLanguage: because('a language') },
  'src/languages/other-scripts.ts': {
    bareWord: text(bareWord),
    isSmallWord: text(isSmallWord),
    isUnspaced: text(isUnspaced),
    partWords: text(partWords),
  },
  'src/languages/ru.common-words.data.ts': {},
  'src/languages/ru.contrast.data.ts': {},
  'src/languages/ru.talk.data.ts': {},
  'src/languages/ru.ts': { ru: rules('ru') },
  'src/languages/say.ts': {
    fillLists: text((given) => fillLists('en', '{formats:or}', { formats: pieces(given) })),
    sayIn: [text((given) => sayIn(given)), text((given) => say('question', { question: given }))],
  },
  'src/languages/sentences.ts': {},
  'src/languages/time-left.ts': { sayTimeLeft: because('a number') },
  'src/languages/words.ts': {
    apart: text(apart),
    baseForms: text(baseForms),
    groups: text(groups),
    inFull: text(inFull),
    list: text(list),
    phrase: because('a pattern of our own, which lint checks'),
    phrases: text(phrases),
    words: text(words),
  },
};

const gapsOf = (given: string) => pieces(given).map((question, at) => ({ question, at }));

export const GAPS: Room = {
  'src/gaps/csv.ts': {
    gapsToCsv: (given) => {
      const wordings = [given, ...pieces(given)];
      return () => gapsToCsv([{ question: given, count: 1, lastAt: 0, wordings }]);
    },
  },
  'src/gaps/gap-log.ts': { openGapLogs: because('lines of our own file, each read by zod') },
  'src/gaps/waiting-askers.ts': {
    openWaitingAskers: because('lines of our own file, each read by zod'),
  },
  'src/gaps/noise.ts': { isNoise: text(isNoise) },
  'src/gaps/without-people.ts': { withoutPeople: text(withoutPeople) },
  'src/gaps/group.ts': {
    groupGaps: [
      text((given) => groupGaps([{ question: given, at: 1 }])),
      (given) => {
        const gaps = gapsOf(given);
        return () => groupGaps(gaps);
      },
    ],
    termsOf: text(termsOf),
  },
};

export const FEEDBACK: Room = {
  'src/feedback/disliked.ts': {
    dislikedPassages: (given) => {
      const said = gapsOf(given).map((one, i) => ({
        ...{ ...one, passage: String(i % 3), helpful: i % 2 === 0, server: null, id: null },
      }));
      return () => dislikedPassages(said);
    },
  },
  'src/feedback/feedback-log.ts': {
    openFeedbackLogs: because('lines of our own file, each read by zod'),
  },
  'src/feedback/voters.ts': { makeVoters: because('a hash of what a message bounds') },
};
