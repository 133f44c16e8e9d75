import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mixSets } from '../../src/eval/mixed.ts';
import type { QuestionSet, SetQuestion } from '../../src/eval/sets.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';

const asking = (question: string, file: string | null): SetQuestion => ({
  ...{ question, file, kind: 'who', paragraph: null, expect: [], section: null, answers: [] },
});

it('puts the articles of several sets side by side, each with its questions', async () => {
  const made = (name: string, text: string): QuestionSet => {
    const articlesDir = temporaryFolder();
    writeFiles(articlesDir, { 'a.md': text });
    return {
      ...{ name, articlesDir },
      asked: [asking(`asked of ${name}`, 'a.md')],
      unanswerable: [asking(`not in ${name}`, null)],
    };
  };
  const folder = join(temporaryFolder(), 'mixed');
  const [one, two] = await mixSets([made('one', 'First.'), made('two', 'Second.')], folder);
  expect(readdirSync(folder).sort()).toEqual(['one-a.md', 'two-a.md']);
  expect(readFileSync(join(folder, 'two-a.md'), 'utf8')).toBe('Second.');
  expect([one?.articlesDir, two?.articlesDir]).toEqual([folder, folder]);
  expect(one?.asked.map(({ question, file }) => [question, file])).toEqual([
    ['asked of one', 'one-a.md'],
  ]);
  expect(two?.asked[0]?.file).toBe('two-a.md');
  expect(two?.unanswerable.map(({ file }) => file)).toEqual([null]);
});
