import { describe, expect, it } from 'vitest';
import { askFollowing, type Following } from '../../src/library/ask-following.ts';
import type { AskOptions } from '../../src/library/library.ts';
import type { Answer } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';

const NUREK: Following = {
  question: 'How high is Nurek?',
  about: 'Nurek, the old giant',
  article: { id: 'dams', collection: 'c1', title: 'Dams' },
};

/** An answer that is so sure. */
const sure = (question: string, confidence: number): Answer => ({
  question,
  judgement: confidence >= 0.3 ? 'answers' : 'no-answer',
  answered: confidence >= 0.3,
  byWordsAlone: false,
  evidence: { confidence, signals: {}, reading: null },
  excerpts: [],
  further: [],
  tookMs: 1,
});

/** A library that is so sure of what it is asked, by `article: question` or question alone. */
function library(confidences: Readonly<Record<string, number | Refusal>>) {
  const asked: string[] = [];
  return {
    asked,
    async ask(question: string, { filter }: AskOptions) {
      const where = filter?.articleId ? `${filter.collection}/${filter.articleId}: ` : '';
      asked.push(where + question);
      const found = confidences[where + question] ?? 0;
      if (found instanceof Refusal) throw found;
      return sure(question, found);
    },
  };
}

describe('a question that follows an answer', () => {
  it('is asked in the article that answered, with its subject', async () => {
    const one = library({ 'c1/dams: who built Nurek?': 0.9, 'who built it?': 0.4 });
    const { answer, carried } = await askFollowing(one, 'who built it?', { count: 3 }, NUREK);
    expect(carried).toEqual({ subject: 'Nurek', article: 'Dams', asked: 'who built Nurek?' });
    expect(answer.question).toBe('who built it?');
    expect(answer.evidence.confidence).toBe(0.9);
  });

  it('is asked of all where that article does not answer, or is gone', async () => {
    for (const gone of [0.1, new Refusal('noSuchArticle')]) {
      const one = library({ 'c1/dams: who built Nurek?': gone, 'who built Nurek?': 0.8 });
      const { carried } = await askFollowing(one, 'who built it?', { count: 3 }, NUREK);
      expect(carried).toEqual({ subject: 'Nurek', article: null, asked: 'who built Nurek?' });
    }
  });

  it('keeps what else was to be refused', async () => {
    const one = library({ 'c1/dams: who built Nurek?': new Refusal('databaseAway') });
    await expect(askFollowing(one, 'who built it?', { count: 3 }, NUREK)).rejects.toThrow();
  });

  it('is answered by itself where that is far surer', async () => {
    const one = library({ 'c1/dams: who built Nurek?': 0.6, 'who built it?': 0.95 });
    expect((await askFollowing(one, 'who built it?', { count: 3 }, NUREK)).carried).toBeNull();
  });

  it('that names its subject is asked of all once another article is surer', async () => {
    const one = library({ 'c1/dams: how high is Noshaq?': 0.4, 'how high is Noshaq?': 0.9 });
    const { answer, carried } = await askFollowing(
      one,
      'and how high is Noshaq?',
      { count: 3 },
      NUREK,
    );
    expect([answer.evidence.confidence, carried]).toEqual([0.9, null]);
  });

  it('and stands for itself is asked once, as it is', async () => {
    const one = library({});
    const { carried } = await askFollowing(one, 'How high is Rogun?', { count: 3 }, NUREK);
    expect([one.asked, carried]).toEqual([['How high is Rogun?'], null]);
  });
});
