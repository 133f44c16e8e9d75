/** The evaluation: what it reads, what it counts, what it prints. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDatasets, writeArticles } from '../../src/eval/datasets.ts';
import { formatEval } from '../../src/eval/print-eval.ts';
import { type EvalReport, runEval } from '../../src/eval/run-eval.ts';
import { dot, fitLogistic, fitSoftmax } from '../../src/eval/softmax-fit.ts';
import { isVerbatim, readArticles } from '../../src/eval/verbatim.ts';
import type { Excerpt } from '../../src/model.ts';
import { projectRoot } from '../../src/project-root.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { refusedWords } from '../support/refusals.ts';

const root = projectRoot();
let shared: string;

const ARTICLES = [
  {
    id: 'light',
    title: 'The lighthouse of Norrvik',
    paragraphs: [
      'The lighthouse of Norrvik was built in 1871 by the engineer Agnes Lindqvist. It is *old* [1].',
      'Its lamp burned whale oil for forty years. Electricity reached the tower in 1911.',
    ],
  },
  {
    id: 'bees',
    title: 'How bees live',
    paragraphs: [
      'Honey bees dance to tell their sisters where blossoms are. Karl von Frisch decoded the dance.',
      'A hive holds up to sixty thousand workers in summer. One queen lays every egg.',
    ],
  },
];
const QUESTIONS = [
  {
    question: 'Who built the lighthouse?',
    article: 'light',
    paragraph: 1,
    answers: ['Agnes Lindqvist'],
  },
  {
    question: 'When did electricity reach the tower?',
    article: 'light',
    paragraph: 2,
    answers: ['1911'],
  },
  {
    question: 'Who decoded the dance?',
    article: 'bees',
    paragraph: 1,
    answers: ['Karl von Frisch'],
  },
  { question: 'Who lays the eggs of a hive?', article: 'bees', paragraph: 2, answers: ['queen'] },
];
const lines = (rows: readonly unknown[]): string =>
  `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'footnote-shared-'));
  await mkdir(join(shared, 'eval'));
  await mkdir(join(shared, 'articles'));
  await writeFile(join(shared, 'eval/squad-articles.jsonl'), lines(ARTICLES));
  await writeFile(join(shared, 'eval/squad-questions.jsonl'), lines(QUESTIONS));
  await writeFile(
    join(shared, 'eval/seed-questions.jsonl'),
    lines([
      { question: 'What do the ferries carry?', expect: 'carry timber' },
      { question: 'Who painted the Mona Lisa?', expect: null },
    ]),
  );
  await writeFile(
    join(shared, 'articles/ferries.md'),
    '# Ferries of the fjord\n\nThe ferries of the fjord carry timber and salt in winter.\n',
  );
});
afterAll(() => rm(shared, { recursive: true, force: true }));

describe('runEval', () => {
  let report: EvalReport;
  beforeAll(async () => {
    report = await runEval({
      root,
      shared,
      embedding: bundledEmbedding(join(root, 'data')),
    });
  }, 60_000);

  const figure = (set: string, name: string) =>
    report.figures.find((each) => each.set === set && each.name === name);

  it('asks every question of every set, the foreign ones too', () => {
    expect(figure('squad', 'right passage first')).toMatchObject({ hits: 4, of: 4, ok: true });
    expect(figure('squad', 'answer highlighted')).toMatchObject({ hits: 4, of: 4 });
    expect(figure('squad', 'answers')).toMatchObject({ hits: 4, of: 4 });
    expect(figure('squad', 'abstains elsewhere')).toMatchObject({ of: 4 });
    expect(figure('seed', 'right passage first')).toMatchObject({ hits: 1, of: 1 });
    expect(figure('seed', 'abstains')).toMatchObject({ hits: 1, of: 1 });
  });

  it('reaches its floors on the sample articles, every excerpt verbatim', () => {
    const sample = report.figures.filter(({ set }) => set === 'sample');
    expect(sample.map(({ name }) => name).sort()).toEqual([
      'abstains',
      'right passage first',
      'right passage shown',
    ]);
    expect(sample.filter(({ ok }) => !ok)).toEqual([]);
    const verbatim = figure('all', 'an exact slice');
    expect(verbatim?.of).toBeGreaterThan(100);
    expect(verbatim?.hits).toBe(verbatim?.of);
  });

  it('prints a table, and the misses when asked', () => {
    const short = formatEval(report, { verbose: false });
    expect(short).toContain('squad: right passage first');
    expect(short.split('\n').length).toBe(report.figures.length + 4);
    const long = formatEval(report, { verbose: true });
    for (const miss of report.misses) expect(long).toContain(miss);
  });
});

describe('readDatasets', () => {
  it('is content with the project alone', async () => {
    const { sample, seed, squad } = await readDatasets(root, null);
    expect(sample.questions.length).toBeGreaterThan(20);
    expect(seed).toBeNull();
    expect(squad).toBeNull();
    expect(await readDatasets(root, join(root, 'no-such-folder'))).toMatchObject({ squad: null });
  });

  it('names the line that it cannot read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-shared-'));
    await mkdir(join(folder, 'eval'));
    await mkdir(join(folder, 'articles'));
    await writeFile(join(folder, 'eval/seed-questions.jsonl'), '{"question":"a","expect":null}\n{');
    expect(await refusedWords(readDatasets(root, folder))).toContain('Line 2 of');
    await rm(folder, { recursive: true, force: true });
  });
});

describe('verbatim', () => {
  it('holds an excerpt against the article as it is read, markup and all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-articles-'));
    await writeArticles(ARTICLES, folder);
    const articles = await readArticles(folder);
    const article = [...articles.values()].find(({ title }) => title === ARTICLES[0]?.title);
    if (article === undefined) throw new Error('the article was not read');
    const paragraph = article.paragraphs[0];
    if (paragraph === undefined) throw new Error('the article has no paragraph');
    const { start, end } = paragraph;
    const text = article.text.slice(start, end);
    expect(text).toBe(ARTICLES[0]?.paragraphs[0]);
    const citation = {} as Excerpt['citation'];
    const excerpt: Excerpt = {
      ...{ text, start, end, sentence: 0, score: 1, citation },
      articleId: article.id,
      highlight: { start, end: start + 10 },
    };
    expect(isVerbatim(excerpt, articles)).toBe(true);
    expect(isVerbatim({ ...excerpt, text: text.toLowerCase() }, articles)).toBe(false);
    expect(isVerbatim({ ...excerpt, start: start + 1 }, articles)).toBe(false);
    expect(isVerbatim({ ...excerpt, highlight: { start, end: end + 1 } }, articles)).toBe(false);
    expect(isVerbatim({ ...excerpt, articleId: 'another' }, articles)).toBe(false);
    await rm(folder, { recursive: true, force: true });
  });
});

describe('fitting', () => {
  it('finds the feature that tells right from wrong', () => {
    const rows = [
      [1, 0.2],
      [0, 0.9],
    ];
    const weights = fitSoftmax([{ rows, right: [true, false] }], 2);
    expect(dot([1, 0.2], weights)).toBeGreaterThan(dot([0, 0.9], weights));
    const cases = [-2, -1, 1, 2].map((x) => ({ row: [1, x], label: x > 0, weight: 1 }));
    const logistic = fitLogistic(cases, 2);
    expect(dot([1, 1], logistic)).toBeGreaterThan(0);
    expect(dot([1, -1], logistic)).toBeLessThan(0);
  });
});
