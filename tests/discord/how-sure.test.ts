/** Answers, may answer, does not answer: what people see of it, and that a question is not held up. */
import { describe, expect, it } from 'vitest';
import { ask, READING_MS } from '../../src/discord/asking.ts';
import type { Hooks } from '../../src/discord/hooks.ts';
import { renderAnswer, renderMention } from '../../src/discord/render.ts';
import type { WaitingRoom } from '../../src/discord/waiting-room.ts';
import type { GapLog } from '../../src/gaps/gap-log.ts';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { AskOptions, OpenLibrary } from '../../src/library/library.ts';
import type { Answer, Judgement } from '../../src/model.ts';
import { makeArticle, makeExcerpt, makeMemoryLibrary } from '../support/memory-library.ts';

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
  const shown = (answer: Answer) => renderAnswer(say, { answer, percentRead: null }, 3).content;
  const mentioned = (answer: Answer) => renderMention(say, answer, '1300000000000000010');

  it('says above an excerpt that it may answer, and nothing above one that answers', () => {
    const question = say('question', { question: 'When was the mill built?' });
    expect(shown(answerOf('answers'))).toBe(question);
    expect(shown(answerOf('may-answer'))).toBe(`${question}\n${say('mayAnswer')}`);
    expect(shown(answerOf('no-answer'))).toBe(`${question}\n${say('unanswered')}`);
  });

  it('says it to a mention, too, and directly above the excerpt', () => {
    expect(mentioned(answerOf('answers')).content).toBe('');
    const unsure = mentioned(answerOf('may-answer', { byWordsAlone: true }));
    expect(unsure.content).toBe(`${say('byWordsAlone')}\n${say('mayAnswer')}`);
    expect(unsure.embeds).toHaveLength(1);
    expect(mentioned(answerOf('no-answer')).embeds).toEqual([]);
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
    expect(given).toEqual([{ count: 1, filter: {}, readingMs: READING_MS }]);
    expect(told[0]).toMatchObject({ answered: true, reading: 'late' });
  });

  it('is a gap only where nothing answers it', async () => {
    expect((await asked(answerOf('may-answer'))).gaps).toEqual([]);
    expect((await asked(answerOf('no-answer'))).gaps).toEqual(['When was the mill built?']);
  });
});
