/** What an answer of several parts, or one that other articles repeat or contradict, looks like. */
import { ButtonStyle } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { renderAnswer, withOpened } from '../../src/discord/answer-layout.ts';
import { readAnswer } from '../../src/discord/answered-message.ts';
import { ASKED_MAX } from '../../src/discord/custom-id.ts';
import { passagesNamedIn } from '../../src/discord/named-passages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Answer, AnswerPart, Excerpt, ExcerptRef } from '../../src/model.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';
import { buttonsIn, menusIn, PRIVATELY, partsOf, passagesIn, textsOf } from '../support/shown.ts';

const say = sayIn('en');
const DAMS = makeArticle({
  title: 'Two dams',
  url: 'https://example.org/dams',
  body: [
    'Nurek is 300 metres high. It was long the highest.',
    'Rogun was begun in 1976. It grows.',
  ],
});
const GUIDE = makeArticle({
  title: 'A guide to *dams*',
  body: ['Nurek is 304 metres high, they say.'],
});
const ATLAS = makeArticle({ title: 'The atlas', body: ['Nurek is 300 m high.'] });

function excerptOf(article: typeof DAMS, paragraph = 0, sentence = 0): Excerpt {
  const block = article.blocks[paragraph];
  if (!block) throw new RangeError('no such paragraph');
  return makeExcerpt(article, block, sentence);
}

const refOf = ({ citation: { id }, sentence }: Excerpt): ExcerptRef => ({ id, sentence });
const [nurek, rogun, guide, atlas] = [
  excerptOf(DAMS),
  excerptOf(DAMS, 1),
  excerptOf(GUIDE),
  excerptOf(ATLAS),
];
const all = [nurek, rogun, guide, atlas];
const source = {
  excerpt: async ({ id }: { id: string }) => all.find(({ citation }) => citation.id === id) ?? null,
};

async function drawn(excerpts: readonly Excerpt[], more: Partial<Answer> = {}, count = 1) {
  const answer: Answer = {
    ...{ question: 'How high is Nurek?', judgement: 'answers', answered: true },
    ...{ byWordsAlone: false, excerpts, further: [], tookMs: 1 },
    evidence: { confidence: 1, signals: {}, reading: null },
    ...more,
  };
  const named = await passagesNamedIn(source, excerpts);
  const body = renderAnswer(
    say,
    { answer, percentRead: null, count, named, takesFeedback: true },
    { showing: PRIVATELY },
  );
  expectLayoutWithinLimits(body);
  return body;
}

describe('a question of two parts', () => {
  const part = (text: string, excerpt: Excerpt | null, judgement = 'answers'): AnswerPart => ({
    ...{ text, judgement: judgement as AnswerPart['judgement'] },
    excerpt: excerpt && refOf(excerpt),
  });

  it('shows both answers, each under its part, though one passage was asked for', async () => {
    const parts = [
      part('How high is Nurek', nurek),
      part('when was Rogun begun', rogun, 'may-answer'),
    ];
    const body = await drawn([nurek, rogun, guide], { parts });
    const passages = passagesIn(body);
    expect(passages.map(({ above }) => above.split('\n'))).toEqual([
      ['How high is Nurek'],
      ['When was Rogun begun', 'This may answer it:'],
    ]);
    expect(passages[0]?.quote).toContain('**Nurek is 300 metres high.**');
    expect(passages[1]?.quote).toContain('**Rogun was begun in 1976.**');
    expect(menusIn(body)[0]?.options.map(({ label }) => label)).toEqual(['A guide to *dams*']);
  });

  it('shows a passage that answers both once, from the first such sentence to the last', async () => {
    const second = {
      ...part('was it the highest', nurek),
      excerpt: { ...refOf(nurek), sentence: 1 },
    };
    const body = await drawn([nurek], { parts: [part('how high', nurek), second] });
    const [only, ...others] = passagesIn(body);
    expect(others).toEqual([]);
    expect(only?.above).toBe('How high\nWas it the highest');
    expect(only?.quote).toBe('> **Nurek is 300 metres high. It was long the highest.**');
  });

  it('says which part is not answered', async () => {
    const body = await drawn([nurek], { parts: [part('How high', nurek), part('who paid', null)] });
    expect(textsOf(body)).toContain('“who paid”: the articles do not seem to answer this.');
  });
});

describe('other articles', () => {
  it('that say the same are named', async () => {
    const body = await drawn([{ ...nurek, alsoIn: [refOf(atlas), refOf(guide)] }]);
    expect(passagesIn(body)[0]?.below).toBe('-# Also in: The atlas, A guide to \\*dams\\*');
  });

  it('that differ are shown beneath, with what differs in bold and buttons of their own', async () => {
    const at = (excerpt: Excerpt, words: string) => {
      const start = excerpt.start + excerpt.text.indexOf(words);
      return { start, end: start + words.length, text: words };
    };
    const differsIn = [
      { ...refOf(guide), value: at(guide, '304 metres'), own: at(nurek, '300 metres') },
    ];
    // What differs is not offered once more.
    const body = await drawn([{ ...nurek, differsIn }, guide, rogun], {}, 2);
    const [first, third, second] = passagesIn(body);
    expect(first?.quote).toContain('**Nurek is 300 metres high.**');
    expect(second?.above).toBe('Another article says otherwise:');
    expect(second?.title).toBe('A guide to \\*dams\\*');
    expect(second?.quote).toBe('> Nurek is **304 metres** high, they say.');
    expect(second?.buttons.map(({ label }) => label)).toEqual(['Share', 'Context', 'Copy']);
    expect(third?.quote).toContain('Rogun');
    expect(menusIn(body)).toEqual([]);
  });

  it('that are gone by now are not named', async () => {
    const body = await drawn([{ ...nurek, alsoIn: [{ id: 'zzzzzz-zzzzzz', sentence: 0 }] }]);
    expect(passagesIn(body)[0]?.below).toBe('');
  });
});

describe('a passage of one sentence', () => {
  it('has the part in bold that answers, where that is known', async () => {
    const start = guide.start + guide.text.indexOf('304');
    const answering = { start, end: start + '304 metres'.length };
    const body = await drawn([{ ...guide, answering }]);
    expect(passagesIn(body)[0]?.quote).toBe('> Nurek is **304 metres** high, they say.');
  });
});

describe('the menu', () => {
  it('opens a passage beneath, the next in its place; none where there is no room', async () => {
    const body = await drawn([nurek, rogun, guide]);
    const page = { as: 'answer', showing: PRIVATELY } as const;
    const first = withOpened(say, body.layout, rogun, page);
    const second = withOpened(say, first?.layout ?? [], guide, page);
    expect(passagesIn(second ?? {}).map(({ title }) => title)).toEqual([
      'Two dams',
      'A guide to \\*dams\\*',
    ]);
    if (second) expectLayoutWithinLimits(second);
    expect(withOpened(say, [], rogun, page)).toBeNull();
    const long = makeArticle({ title: 'Long', body: ['So it goes on. '.repeat(280)] });
    expect(withOpened(say, body.layout, excerptOf(long), page)).toBeNull();
  });
});

describe('Tell me', () => {
  const noneFor = (asked: string) => {
    const answer: Answer = {
      ...{ question: 'and how high is it?', judgement: 'no-answer', answered: false },
      ...{ byWordsAlone: false, excerpts: [], further: [], tookMs: 1 },
      evidence: { confidence: 0, signals: {}, reading: null },
    };
    const carried = { subject: 'Rogun', article: null, asked };
    const named = new Map<string, Excerpt>();
    const showing = { ...PRIVATELY, canTell: true };
    const none = { answer, percentRead: null, count: 1, named, carried, mayCome: true } as const;
    const body = renderAnswer(say, none, { showing });
    expectLayoutWithinLimits(body);
    const labels = buttonsIn(body).map(({ label }) => label);
    return { asked: readAnswer({ components: body.layout })?.asked ?? null, labels };
  };
  const TELL_ME = 'Tell me when there is an answer';

  it('has all of what was searched, in the button or in the message, and none of what is cut', () => {
    const long = `how high is the *second* dam of ${'Rogun, and '.repeat(15)}when was it begun?`;
    expect(long.length).toBeGreaterThan(ASKED_MAX);
    for (const asked of ['how high is Rogun?', long]) {
      expect(noneFor(asked)).toEqual({ asked, labels: expect.arrayContaining([TELL_ME]) });
    }
    expect(noneFor('dam '.repeat(90)).labels).not.toContain(TELL_ME);
  });
});

describe('under a message', () => {
  it('stands Follow up, and Remove where all see it; Share is the one blue button', () => {
    const named = new Map<string, Excerpt>();
    const answer: Answer = {
      ...{ question: 'How high?', judgement: 'answers', answered: true },
      ...{ byWordsAlone: false, excerpts: [nurek], further: [], tookMs: 1 },
      evidence: { confidence: 1, signals: {}, reading: null },
    };
    const showing = { ...PRIVATELY, removableBy: '1300000000000000010' };
    const body = renderAnswer(say, { answer, percentRead: null, count: 1, named }, { showing });
    const labels = buttonsIn(body).map(({ label }) => label);
    expect(labels).toEqual(['Source', 'Share', 'Context', 'Copy', 'Follow up', 'Remove']);
    const blue = buttonsIn(body).filter(({ style }) => style === ButtonStyle.Primary);
    expect(blue.map(({ label }) => label)).toEqual(['Share']);
    expect(partsOf(body).at(-1)).toMatchObject({ label: 'Remove' });
  });
});
