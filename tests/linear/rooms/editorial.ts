/** The exports of `src/editorial`, and how each is driven. */
import { parseAnswers, questionKey } from '../../../src/editorial/answers-file.ts';
import { sentenceOfWords } from '../../../src/editorial/pinned-words.ts';
import { parseSynonyms } from '../../../src/editorial/synonyms-file.ts';
import { withoutPin, withPin } from '../../../src/editorial/write-answers.ts';
import { because, orRefused, type Room, text } from '../listed.ts';

const WIRES = because('it wires');

/** A file with the text as the words of one entry. */
const file = (given: string) =>
  `- question: Who?\n  citation: k3m9ta-x7q2vd\n  words: ${JSON.stringify(given)}\n`;

export const EDITORIAL: Room = {
  'src/editorial/answers-file.ts': {
    parseAnswers: text((given) => parseAnswers(file(given))),
    questionKey: text(questionKey),
  },
  'src/editorial/editorial-place.ts': WIRES,
  'src/editorial/editorial.ts': WIRES,
  'src/editorial/limits.ts': {},
  'src/editorial/listed-yaml.ts': {
    readList: because('parseAnswers and parseSynonyms drive it'),
    textOf: because('a node of yaml’s'),
  },
  'src/editorial/pin-drafts.ts': because('a file of our own, read by zod'),
  'src/editorial/pinned-words.ts': {
    sentenceOfWords: text((given) => {
      const sentences = [{ start: 0, end: given.length }];
      return sentenceOfWords({ text: given, start: 0, sentences }, `${given} `);
    }),
  },
  'src/editorial/synonyms-file.ts': {
    parseSynonyms: text((given) => parseSynonyms(`- [${JSON.stringify(given)}, other]\n`)),
  },
  'src/editorial/write-answers.ts': {
    withPin: orRefused((given) =>
      withPin(null, { question: 'Who?', citation: 'k3m9ta-x7q2vd', words: given }),
    ),
    withoutPin: orRefused((given) => withoutPin(file(given), 'Who?')),
  },
};
