/** A library whose model is killed and stopped: nobody is left waiting, and no article is lost. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { colors } from '../../src/cli/context.ts';
import { answerJson, printAnswer } from '../../src/cli/print.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { silentReporter } from '../../src/reporter.ts';
import { makeVitals, type Vitals } from '../../src/supervision/vitals.ts';
import { fixtureEmbedding } from '../support/embedding.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { atWork, become, running, started, watchStarts } from '../support/model-processes.ts';

const FILES = {
  'loom.md':
    '# The loom\n\nThe loom of Sund has eight shafts. It was carved by Ida Berg in 1790.\n',
  'mill.md':
    '# The mill\n\nThe mill on the Orne was built in 1884. It ground rye until the flood.\n',
  'bees.md': '# How bees live\n\nHoney bees dance to tell their sisters where blossoms are.\n',
};
const QUESTION = 'How many shafts has the loom of Sund?';
const FIRST_WORDS = 'The loom of Sund has eight shafts.';

beforeAll(watchStarts);

describe('a library whose model dies', () => {
  let articlesDir: string;
  let vitals: Vitals;
  let library: OpenLibrary;
  beforeEach(async () => {
    [articlesDir, vitals] = [temporaryFolder(), makeVitals()];
    writeFiles(articlesDir, FILES);
    const dataDir = temporaryFolder();
    library = openLibrary({
      ...{ articlesDir, dataDir, vitals, watch: false, reporter: silentReporter },
      embedding: fixtureEmbedding(dataDir),
    });
    await library.whenReady();
    return () => library.close();
  });

  it('answers with the next model what it was asked when the model stopped', async () => {
    const usual = await library.ask(QUESTION, { count: 1 });
    running().kill('SIGSTOP');
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => library.ask(QUESTION, { count: 1 })),
    );
    expect(performance.now() - began).toBeLessThan(10_000);
    for (const answer of answers) {
      expect(answer).toMatchObject({ answered: true, byWordsAlone: false });
      expect(answer.evidence.confidence).toBeCloseTo(usual.evidence.confidence, 5);
      expect(answer.excerpts).toEqual(usual.excerpts);
    }
  });

  it('answers by words alone, marked so, where no model starts; and as usual once one does', async () => {
    const ill = become(vitals, 'ill');
    let isDoomed = true;
    const before = started.length;
    const reaper = setInterval(() => {
      for (const child of started.slice(before)) if (isDoomed) child.kill('SIGKILL');
    }, 10);
    running().kill('SIGKILL');
    await ill;
    const began = performance.now();
    const found = await library.ask(QUESTION, { count: 3 });
    expect(performance.now() - began).toBeLessThan(7_000);
    expect(found).toMatchObject({ answered: true, byWordsAlone: true });
    expect(found.excerpts[0]?.text.startsWith(FIRST_WORDS)).toBe(true);
    expect(answerJson(found, 'm')).toMatchObject({ answered: true, byWordsAlone: true });
    expect(printAnswer(found, colors, 80)).toMatch(/^Searched by words alone/);
    for (const foreign of ['Who painted the Mona Lisa?', 'What is the capital of Peru?']) {
      const refused = await library.ask(foreign, { count: 3 });
      expect(refused).toMatchObject({ answered: false, byWordsAlone: true });
      expect(printAnswer(refused, colors, 80)).toMatch(/^Searched by words alone/);
    }
    const { candidates, answer } = await library.explain(QUESTION);
    expect(answer.byWordsAlone).toBe(true);
    expect(candidates[0]).toMatchObject({ similarity: null });
    const well = become(vitals, 'well');
    isDoomed = false;
    await well;
    clearInterval(reaper);
    expect(await library.ask(QUESTION, { count: 1 })).toMatchObject({ byWordsAlone: false });
  });

  it('waits no longer than ten seconds for a model that does not load', async () => {
    const before = started.length;
    const ill = become(vitals, 'ill');
    running().kill('SIGKILL');
    await ill;
    const stopper = setInterval(() => {
      for (const child of started.slice(before)) child.kill('SIGSTOP');
    }, 1);
    const began = performance.now();
    const answer = await library.ask(QUESTION, { count: 1 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(answer).toMatchObject({ answered: true, byWordsAlone: true });
    clearInterval(stopper);
    const closing = performance.now();
    await library.close();
    expect(performance.now() - closing).toBeLessThan(5_000);
  });

  it('loses no article that comes while the model is killed again and again', async () => {
    for (let round = 0; round < 3; round++) {
      const name = `Town ${round}`;
      const lines = Array.from(
        { length: 60 },
        (_, i) => `The fountain number ${i} of ${name} was carved by mason ${round * 100 + i}.`,
      );
      writeFiles(articlesDir, { [`town-${round}.md`]: `# ${name}\n\n${lines.join('\n\n')}\n` });
      const child = running();
      const working = atWork(child);
      const look = library.refresh();
      await working;
      child.kill('SIGKILL');
      const asked = library.ask(QUESTION, { count: 1 });
      await look;
      expect((await asked).excerpts[0]?.text.startsWith(FIRST_WORDS)).toBe(true);
      const { excerpts } = await library.ask(`Who carved fountain number 7 of ${name}?`, {
        count: 1,
      });
      expect(excerpts[0]?.text).toBe(lines[7]);
    }
    expect(await library.articles()).toHaveLength(6);
    expect(vitals.state('model').restarts).toBe(3);
  });

  it('is closed within five seconds while it waits for a model', async () => {
    writeFiles(articlesDir, { 'late.md': '# Late\n\nThis one comes late.\n' });
    const child = running();
    child.kill('SIGSTOP');
    const look = library.refresh();
    const began = performance.now();
    await library.close();
    await look;
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(child.signalCode).toBe('SIGKILL');
  });
});

it('is closed within five seconds while its model does not load at all', async () => {
  const dataDir = temporaryFolder();
  const articlesDir = temporaryFolder();
  const before = started.length;
  const stopper = setInterval(() => {
    for (const child of started.slice(before)) child.kill('SIGSTOP');
  }, 1);
  const library = openLibrary({
    ...{ articlesDir, dataDir, watch: false, reporter: silentReporter },
    embedding: fixtureEmbedding(dataDir),
    vitals: makeVitals(),
  });
  const refused = expect(library.whenReady()).rejects.toMatchObject({ name: 'AbortError' });
  while (started.length === before) await new Promise((resolve) => setTimeout(resolve, 1));
  const began = performance.now();
  await library.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  await refused;
  clearInterval(stopper);
});
