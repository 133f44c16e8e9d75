/** The evaluation: what it reads, what it counts, what it prints. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_MODEL, BUNDLED_READER } from '../../embeddings/models.ts';
import { piecesOf } from '../../src/citations/pieces.ts';
import type { FigureName } from '../../src/eval/figures.ts';
import { mixSets } from '../../src/eval/mixed.ts';
import { readSample, readSeed } from '../../src/eval/own-sets.ts';
import { formatEval, missesOf } from '../../src/eval/print-eval.ts';
import { type EvalReport, runEval } from '../../src/eval/run-eval.ts';
import { readSet, type SetName } from '../../src/eval/sets.ts';
import { openSharedModel } from '../../src/eval/shared-model.ts';
import { dot, fitLogistic, fitSoftmax } from '../../src/eval/softmax-fit.ts';
import { isVerbatim, readArticles } from '../../src/eval/verbatim.ts';
import type { Excerpt } from '../../src/model.ts';
import { projectRoot } from '../../src/project-root.ts';
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
const TYDI = {
  en: [
    {
      id: 'kites',
      title: 'Kites',
      paragraphs: ['Kites were first flown in China for signalling.'],
    },
    {
      id: 'salt',
      title: 'Salt',
      paragraphs: ['Salt was mined at Hallein for three thousand years.'],
    },
  ],
  ru: [
    {
      ...{ id: 'bridge', title: 'Мост', language: 'ru' },
      paragraphs: ['Мост через реку построили в 1913 году по проекту инженера Белелюбского.'],
    },
  ],
};
const lines = (rows: readonly unknown[]): string =>
  `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
/** The fixture model: small, and no judge of answers. */
const embedding = {
  model: 'footnote-static-v1',
  bundledDir: join(root, 'tests/fixtures/embeddings/models'),
  cacheDir: join(root, 'data'),
};

async function writeSets(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
  }
}

beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'footnote-shared-'));
  await writeSets(shared, {
    'eval/squad-articles.jsonl': lines(ARTICLES),
    'eval/squad-questions.jsonl': lines(QUESTIONS),
    'eval/near-miss-squad.jsonl': lines([
      { question: 'Who decoded the dance of the bees?', article: 'bees', without: 1 },
    ]),
    'eval/tydi-en-articles.jsonl': lines(TYDI.en),
    'eval/tydi-en-questions.jsonl': lines([
      {
        question: 'Where were kites first flown?',
        article: 'kites',
        paragraph: 1,
        answers: ['China'],
      },
      { question: 'Where was salt mined?', article: 'salt', paragraph: 1, answers: ['Hallein'] },
    ]),
    'eval/tydi-ru-articles.jsonl': lines(TYDI.ru),
    'eval/tydi-ru-questions.jsonl': lines([
      { question: 'Когда построили мост?', article: 'bridge', paragraph: 1, answers: ['1913'] },
    ]),
    'eval/chat-dev/articles/rules.md':
      '# Rules\n\n## Posting\n\nNo adverts in any channel.\n\n## Strikes\n\nAfter three strikes you are banned.\n',
    'eval/chat-dev/questions.jsonl': lines([
      { question: 'how many strikes till a ban', article: 'rules.md', expect: ['three strikes'] },
      { question: 'can i post adverts', article: 'rules.md', expect: [], section: 'Posting' },
    ]),
    'eval/chat-dev/unanswered.jsonl': lines([
      { question: 'who is the owner', article: null, topic: 'rules.md', kind: 'near-topic' },
    ]),
    'eval/seed-questions.jsonl': lines([
      { question: 'What do the ferries carry?', expect: 'carry timber' },
      { question: 'Who painted the Mona Lisa?', expect: null },
    ]),
    'articles/ferries.md':
      '# Ferries of the fjord\n\nThe ferries of the fjord carry timber and salt in winter.\n',
  });
});
afterAll(() => rm(shared, { recursive: true, force: true }));

describe('runEval', () => {
  let report: EvalReport;
  beforeAll(async () => {
    report = await runEval({ root, shared, embedding });
  }, 60_000);

  const setOf = (name: string) => report.sets.find((each) => each.name === name);
  const figure = (set: string, name: FigureName) =>
    setOf(set)?.figures.find((each) => each.name === name);

  it('asks every question of every set that is there', () => {
    expect(report.sets.map(({ name }) => name)).toEqual([
      ...[
        'sample',
        'corpus',
        'seed',
        'far',
        'squad',
        'squad-typos',
        'squad-by-words',
        'tydi-en',
        'tydi-ru',
      ],
      ...['near-miss-squad', 'chat-dev'],
      ...['tydi-en in the mixed folder', 'tydi-ru in the mixed folder'],
    ]);
    expect(figure('squad', 'first')).toMatchObject({ value: 1, of: 4, ok: true });
    expect(figure('squad', 'highlight')).toMatchObject({ value: 1, of: 4 });
    expect(figure('squad', 'answered')).toMatchObject({ of: 4 });
    expect(figure('seed', 'first')).toMatchObject({ value: 1, of: 1 });
    expect(figure('seed', 'refused')).toMatchObject({ value: 1, of: 1 });
    expect(figure('chat-dev', 'first')).toMatchObject({ value: 1, of: 2 });
    expect(figure('chat-dev', 'auc')).toMatchObject({ of: 3 });
    expect(figure('tydi-ru', 'first')).toMatchObject({ value: 1, of: 1 });
  });

  it('asks foreign questions, and those whose paragraph is taken out', () => {
    expect(figure('far', 'refused')).toMatchObject({ of: 4, target: 0.99 });
    expect(figure('near-miss-squad', 'refused')).toMatchObject({ of: 1 });
    const asked = setOf('near-miss-squad')?.rows.map(({ question }) => question);
    expect(asked).not.toContain('Who decoded the dance?');
    expect(asked).toContain('Who decoded the dance of the bees?');
  });

  it('tells what typos and other languages beside it cost', () => {
    expect(figure('squad-typos', 'loss')).toMatchObject({ of: 4, atMost: true, target: 0.05 });
    const typed = setOf('squad-typos')?.rows.map(({ question }) => question);
    expect(typed).not.toEqual(QUESTIONS.map(({ question }) => question));
    expect(figure('tydi-en in the mixed folder', 'loss')).toMatchObject({ value: 0, of: 2 });
    expect(figure('tydi-ru in the mixed folder', 'loss')).toMatchObject({ value: 0, of: 1 });
  });

  it('asks by words alone without a vector', () => {
    const scores = (name: string) => setOf(name)?.rows.map(({ score }) => score);
    expect(setOf('squad-by-words')?.rows).toHaveLength(4);
    expect(scores('squad-by-words')).not.toEqual(scores('squad'));
  });

  it('asks the sample articles, every excerpt verbatim', () => {
    expect(figure('sample', 'first')?.of).toBeGreaterThanOrEqual(80);
    expect(figure('sample', 'refused')?.of).toBeGreaterThanOrEqual(40);
    const verbatim = report.figures.find(({ name }) => name === 'verbatim');
    expect(verbatim?.of).toBeGreaterThan(100);
    expect(verbatim).toMatchObject({ value: 1, ok: true });
    expect(report.wrongSlices).toEqual([]);
  });

  it('holds probabilities against what came of them', () => {
    const all = report.reliability?.bins.reduce((sum, { count }) => sum + count, 0);
    // All but the Russian ones, each once: of the near misses only the one without an answer.
    const once = ['sample', 'seed', 'squad', 'tydi-en', 'chat-dev'].map(
      (name) => setOf(name)?.rows,
    );
    expect(all).toBe(once.flatMap((rows) => rows ?? []).length + 1);
    expect(setOf('sample')?.reliability?.bins.length).toBeGreaterThan(1);
    expect(setOf('squad')?.reliability).toBeNull();
  });

  it('prints tables, and the misses when asked', () => {
    const short = formatEval(report, { verbose: false });
    expect(short).toContain('squad: 4 questions with an answer, 0 without');
    expect(short).toMatch(/right passage first +≥ 87\.0 % +100\.0 % +4 +ok/);
    expect(short).toMatch(/said +came +of/);
    const misses = report.sets.flatMap(missesOf);
    expect(misses.length).toBeGreaterThan(0);
    const long = formatEval(report, { verbose: true });
    for (const miss of misses) {
      expect(short).not.toContain(miss);
      expect(long).toContain(miss);
    }
  });

  it('measures one set alone, and refuses one that is not there', async () => {
    const alone = await runEval({ root, shared, embedding, only: 'mixed' });
    expect(alone.sets.map(({ name }) => name)).toEqual([
      ...['tydi-en', 'tydi-ru', 'tydi-en in the mixed folder', 'tydi-ru in the mixed folder'],
    ]);
    const missing = runEval({ root, shared, embedding, only: 'docs-dev' });
    expect(await refusedWords(missing)).toContain('docs-dev');
  }, 60_000);
});

describe('a quick evaluation', () => {
  it('reaches the floors of the sample articles with the bundled models', async () => {
    const report = await runEval({
      ...{ root, shared: null, quick: true },
      embedding: {
        ...{ model: BUNDLED_MODEL, reader: BUNDLED_READER, cacheDir: join(root, 'data') },
        bundledDir: join(root, 'embeddings/models'),
      },
    });
    expect(report).toMatchObject({ isRead: true, quick: true });
    expect(report.sets.map(({ name, rows }) => [name, rows.length])).toEqual([['sample', 70]]);
    const missed = report.sets.flatMap(({ figures }) => figures.filter(({ ok }) => !ok));
    expect(missed).toEqual([]);
  }, 120_000);
});

describe('sets', () => {
  it('are content with the project alone', async () => {
    const { asked, unanswerable } = await readSample(root);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ file }) => file === null)).toEqual([]);
    expect(unanswerable.length).toBeGreaterThan(20);
    expect(await readSeed(join(root, 'no-such-folder'))).toBeNull();
    expect(await readSet(join(root, 'no-such-folder'), 'squad', shared)).toBeNull();
  });

  it('name the line that they cannot read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-shared-'));
    await writeSets(folder, {
      'eval/seed-questions.jsonl': '{"question":"a","expect":null}\n{',
      'articles/one.md': '# One\n\nOne article.\n',
    });
    expect(await refusedWords(readSeed(folder))).toContain('Line 2 of');
    await rm(folder, { recursive: true, force: true });
  });

  it('go into one folder without taking each other’s files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-mixed-'));
    const names: SetName[] = ['squad', 'near-miss-squad'];
    const sets = await Promise.all(
      names.map((name) => readSet(join(shared, 'eval'), name, folder)),
    );
    const mixed = await mixSets(
      sets.flatMap((set) => set ?? []),
      join(folder, 'mixed'),
    );
    const files = mixed.map(({ asked }) => asked[0]?.file);
    expect(files).toEqual(['squad-light.md', 'near-miss-squad-light.md']);
    const bees = join(folder, 'mixed/near-miss-squad-bees.md');
    expect(await readFile(bees, 'utf8')).not.toContain('dance');
    await rm(folder, { recursive: true, force: true });
  });
});

describe('openSharedModel', () => {
  it('answers for a text that it knows without the model, and has none when told', async () => {
    const model = await openSharedModel(embedding);
    const passage = {
      title: 'Bees',
      section: null,
      context: null,
      text: 'Bees dance.',
      sentences: ['Bees dance.'],
    };
    const [first] = await model.embedder.embedPassages([passage]);
    const other = { ...passage, text: 'Kites fly.', sentences: ['Kites fly.'] };
    const again = await model.embedder.embedPassages([other, passage]);
    expect(again[1]).toBe(first);
    expect(again[0]?.vector).not.toEqual(first?.vector);
    await model.withoutModel(async () => {
      await expect(model.embedder.embedQuery('bees')).rejects.toThrow('without a model');
    });
    expect((await model.embedder.embedQuery('bees'))?.length).toBe(model.embedder.dimensions);
    await model.close();
  });
});

describe('verbatim', () => {
  it('holds an excerpt against the article as it is read, markup and all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-articles-'));
    const set = await readSet(join(shared, 'eval'), 'squad', folder);
    const articles = await readArticles(set?.articlesDir ?? '');
    const article = [...articles.values()].find(({ title }) => title === ARTICLES[0]?.title);
    if (article === undefined) throw new Error('the article was not read');
    const paragraph = article.blocks[0];
    if (paragraph === undefined) throw new Error('the article has no paragraph');
    const { start, end } = paragraph;
    const text = article.text.slice(start, end);
    expect(text).toBe(ARTICLES[0]?.paragraphs[0]);
    const citation = {} as Excerpt['citation'];
    const excerpt: Excerpt = {
      ...{ text, start, end, sentence: 0, score: 1, citation },
      articleId: article.id,
      pieces: piecesOf(article, { start, end }),
      context: [],
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
    const weights = fitSoftmax([{ rows, right: [true, false], weight: 1 }], 2);
    expect(dot([1, 0.2], weights)).toBeGreaterThan(dot([0, 0.9], weights));
    const cases = [-2, -1, 1, 2].map((x) => ({ row: [1, x], label: x > 0, weight: 1 }));
    const logistic = fitLogistic(cases, 2);
    expect(dot([1, 1], logistic)).toBeGreaterThan(0);
    expect(dot([1, -1], logistic)).toBeLessThan(0);
  });
});
