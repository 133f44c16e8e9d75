/** Answers, may answer, does not answer: what people see of it, and that a question is not held up. */
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../src/discord/answer-layout.ts';
import { ask, OFFERED, READING_MS } from '../../src/discord/asking.ts';
import type { Hooks } from '../../src/discord/hooks.ts';
import type { WaitingRoom } from '../../src/discord/waiting-room.ts';
import type { GapLog } from '../../src/gaps/gap-log.ts';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { AskOptions, OpenLibrary } from '../../src/library/library.ts';
import type { Answer, Judgement } from '../../src/model.ts';
import { makeArticle, makeExcerpt, makeMemoryLibrary } from '../support/memory-library.ts';
import { PRIVATELY, passagesIn, textsOf } from '../support/shown.ts';

const MILL = makeArticle({ title: 'The mill', body: ['The mill was built in 1884.'] });

function answerOf(judgement: Judgement, rest: Partial<Answer> = {}): Answer {
  return {
    question: 'When was the mill built?',
    judgement,
    answered: judgement !== 'no-answer',
    byWordsAlone: false,
    excerpts: MILL.blocks.map((paragraph) => makeExcerpt(MILL, paragraph)),
    further: [],
    evidence: { confidence: 0.5, signals: {}, reading: 'late' },
    tookMs: 1,
    ...rest,
  };
}

describe.each(Object.keys(LANGUAGES) as LanguageCode[])('in %s', (code) => {
  const say = sayIn(code);
  const asked = (answer: Answer) => ({ answer, percentRead: null, count: 3, named: new Map() });
  const lines = (answer: Answer, isReply = false) =>
    textsOf(renderAnswer(say, asked(answer), { isReply, showing: PRIVATELY }));
  const passages = (answer: Answer) =>
    passagesIn(renderAnswer(say, asked(answer), { showing: PRIVATELY }));

  it('says above an excerpt that it may answer, and nothing above one that answers', () => {
    const question = say('question', { question: 'When was the mill built?' });
    const title = '### The mill';
    expect(lines(answerOf('answers')).slice(0, 2)).toEqual([
      question,
      expect.stringContaining(title),
    ]);
    expect(lines(answerOf('may-answer')).slice(0, 3)).toEqual([
      ...[question, say('mayAnswer'), expect.stringContaining(title)],
    ]);
    expect(lines(answerOf('no-answer'))).toEqual([question, say('unanswered')]);
    expect(passages(answerOf('may-answer'))).toHaveLength(1);
    expect(passages(answerOf('no-answer'))).toEqual([]);
  });

  it('says it in a reply, too, the question in small print, and directly above the excerpt', () => {
    const unsure = lines(answerOf('may-answer', { byWordsAlone: true }), true);
    expect(unsure.slice(0, 3)).toEqual([
      `-# ${say('question', { question: 'When was the mill built?' })}`,
      say('byWordsAlone'),
      say('mayAnswer'),
    ]);
  });
});

describe('a question in Discord', () => {
  const waiting: WaitingRoom = { enter: async () => {} };

  async function asked(answer: Answer) {
    const gaps: string[] = [];
    const given: AskOptions[] = [];
    const told: Parameters<NonNullable<Hooks['onAnswer']>>[0][] = [];
    const library: OpenLibrary = {
      ...makeMemoryLibrary([]),
      async ask(_question, options) {
        given.push(options);
        return answer;
      },
    };
    const hooks = { onAnswer: (event: (typeof told)[number]) => void told.push(event) };
    const gapLog = { note: async (question: string) => void gaps.push(question) };
    await ask(
      {
        library,
        waiting,
        gaps: gapLog as unknown as GapLog,
        hooks: hooks as unknown as Required<Hooks>,
      },
      { text: answer.question, from: 'ask', count: 1, acknowledge: async () => {} },
    );
    return { gaps, given, told };
  }

  it('waits for reading for a moment only, and tells whether that was enough', async () => {
    const { given, told } = await asked(answerOf('answers'));
    expect(READING_MS).toBe(400);
    expect(given).toEqual([{ count: 1 + OFFERED, filter: {}, readingMs: READING_MS }]);
    expect(told[0]).toMatchObject({ answered: true, reading: 'late' });
  });

  it('is a gap only where nothing answers it', async () => {
    expect((await asked(answerOf('may-answer'))).gaps).toEqual([]);
    expect((await asked(answerOf('no-answer'))).gaps).toEqual(['When was the mill built?']);
  });
});
