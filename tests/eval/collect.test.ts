import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CollectOptions, collect, openReadings } from '../../src/eval/collect.ts';
import type { QuestionSet, SetQuestion } from '../../src/eval/sets.ts';
import { WEIGHTS } from '../../src/search/weights.data.ts';
import { fixtureEmbedding } from '../support/embedding.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';

const asking = (question: string, given: Partial<SetQuestion>): SetQuestion => ({
  ...{ question, file: null, kind: 'all', paragraph: null, expect: [], section: null, answers: [] },
  ...given,
});

function smallSet(): QuestionSet {
  const articlesDir = temporaryFolder();
  writeFiles(articlesDir, {
    'light.md':
      '# The lighthouse\n\nThe lighthouse was built in 1871. Agnes Lindqvist drew the plans.\n\nWhale oil burned in its lamp.\n',
    'bees.md': '# Bees\n\nHoney bees dance. They tell their sisters where blossoms are.\n',
  });
  return {
    ...{ name: 'small', articlesDir },
    asked: [
      asking('Who drew the plans of the lighthouse?', {
        file: 'light.md',
        expect: ['Agnes Lindqvist'],
        answers: ['Agnes'],
      }),
    ],
    unanswerable: [asking('Who painted the lighthouse?', { file: 'light.md' })],
  };
}

describe('collect', () => {
  const ask = async (mode: CollectOptions['mode'], readings: CollectOptions['readings']) => {
    const dataDir = temporaryFolder();
    const embedding = fixtureEmbedding(dataDir);
    return collect(smallSet(), { embedding, dataDir, weights: WEIGHTS, mode, readings });
  };
  const unread: CollectOptions['readings'] = {
    read: async (_embedder, _question, passages) => passages.map(() => null),
  };

  it.each(['vectors', 'words'] as const)('marks what is right, by %s', async (mode) => {
    const [answered, other] = await ask(mode, unread);
    const right = answered?.candidates.filter(({ isRight }) => isRight) ?? [];
    expect(right).toHaveLength(1);
    expect(right[0]?.holds).toEqual([false, true]);
    expect(other?.isAnswerable).toBe(false);
    expect(other?.candidates.some(({ isRight }) => isRight)).toBe(false);
    const vectors = right[0]?.evidence.sentences.map(({ vector }) => vector) ?? [];
    expect(vectors.every((vector) => vector === 0)).toBe(mode === 'words');
  });

  it('ranks by what was read', async () => {
    const [answered] = await ask('read', {
      read: async (_embedder, _question, passages) =>
        passages.map(({ sentences, text }) => ({
          logit: text.includes('Whale') ? 40 : -5,
          sentences: sentences.map(() => 0),
        })),
    });
    expect(answered?.candidates[0]?.reading?.logit).toBe(40);
  });
});

describe('openReadings', () => {
  it('reads each pair once, and keeps it in its file', async () => {
    const file = join(temporaryFolder(), 'readings.jsonl');
    const passage = (text: string) => ({
      ...{ title: 'A', section: null, context: null, text, sentences: [text] },
    });
    let read = 0;
    const embedder = {
      read: async (_question: string, passages: readonly unknown[]) => {
        read += passages.length;
        return passages.map(() => ({ logit: 1.5, sentences: [Number.NEGATIVE_INFINITY] }));
      },
    };
    const first = await openReadings(file);
    await first.read(embedder, 'why', [passage('One.'), passage('Two.')]);
    await first.read(embedder, 'why', [passage('Two.'), passage('Three.')]);
    const again = await openReadings(file);
    const [kept] = await again.read(embedder, 'why', [passage('One.')]);
    expect(kept).toEqual({ logit: 1.5, sentences: [Number.NEGATIVE_INFINITY] });
    expect(read).toBe(3);
    await again.read(embedder, 'who', [passage('One.')]);
    expect(read).toBe(4);
  });
});
