/** The exports of `src/discord/talk`, and how each is driven. */
import { asksByItsWords, opensAsQuestion } from '../../../src/discord/talk/asking-words.ts';
import { asksBack } from '../../../src/discord/talk/asks-back.ts';
import { heard } from '../../../src/discord/talk/heard.ts';
import { withoutNoise } from '../../../src/discord/talk/noise.ts';
import { readPasted } from '../../../src/discord/talk/pasted-command.ts';
import { phraseBook } from '../../../src/discord/talk/phrase-book.ts';
import { readsAsQuestion } from '../../../src/discord/talk/reads-as-question.ts';
import { smallTalk, withoutGreeting } from '../../../src/discord/talk/small-talk.ts';
import { spokenPhrase, spokenWords } from '../../../src/discord/talk/spoken-words.ts';
import { wantedBy } from '../../../src/discord/talk/wanted.ts';
import { because, type Room, text } from '../listed.ts';
import { messageOf, pieces } from '../made.ts';

/** The bot, by this name. */
const self = (name: string) => ({ id: '1', names: [name], roles: new Set<string>() });

export const TALK: Room = {
  'src/discord/talk/about-answer.ts': because(
    'a question: QUESTION_MAX code points, and an excerpt’s labels',
  ),
  'src/discord/talk/asking-words.ts': {
    asksByItsWords: text(asksByItsWords),
    opensAsQuestion: text(opensAsQuestion),
  },
  'src/discord/talk/asks-back.ts': { asksBack: text(asksBack) },
  'src/discord/talk/heard.ts': {
    heard: [
      text((content) => heard(messageOf(content) as never, self('footnote'))),
      text((content) => heard(messageOf(content) as never, self('a'))),
    ],
    isPersons: because('flags and ids'),
  },
  'src/discord/talk/noise.ts': { withoutNoise: text(withoutNoise) },
  'src/discord/talk/pasted-command.ts': {
    readPasted: [text(readPasted), text((given) => readPasted(`/ask ${given}`))],
  },
  'src/discord/talk/phrase-book.ts': {
    phraseBook: (given) => {
      const book = phraseBook({
        phrases: { a: pieces(given).slice(0, 50) },
        ...{ beside: ['b'], isWord: () => false },
      });
      const words = spokenWords(given);
      return () => [book.kindsOf(words), book.leading(words)];
    },
  },
  'src/discord/talk/reads-as-question.ts': { readsAsQuestion: text(readsAsQuestion) },
  'src/discord/talk/small-talk.ts': {
    smallTalk: [text((given) => smallTalk(given)), text((given) => smallTalk('hi', [given]))],
    withoutGreeting: [text(withoutGreeting), text((given) => withoutGreeting(`hello, ${given}`))],
  },
  'src/discord/talk/spoken-words.ts': {
    spokenPhrase: text(spokenPhrase),
    spokenWords: text(spokenWords),
  },
  'src/discord/talk/talk-back.ts': because('a kind, and questions of our own'),
  'src/discord/talk/wanted.ts': {
    wantedBy: text((given) => wantedBy({ how: 'direct', text: given, to: null })),
  },
};
