/** Sets of questions whose right passage is known by a text inside it: the project's own, and the seed. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type QuestionSet, readLines, type SetQuestion } from './sets.ts';
import { readArticles } from './verbatim.ts';

/** `expect`: a text inside the right passage; null where the articles do not answer. */
const OwnQuestion = z.object({
  question: z.string(),
  expect: z.string().nullable(),
  kind: z.string().default('all'),
});

/**
 * The project's own questions, over its sample articles.
 * @param root the project's folder.
 * @throws Refusal `badDatasetLine` for a file in another format.
 */
export async function readSample(root: string): Promise<QuestionSet> {
  const questions = join(root, 'src/eval/sample-questions.jsonl');
  return readOwnSet('sample', questions, join(root, 'articles'));
}

/**
 * The seed questions, over the two articles of a shared folder.
 * @returns null where the folder has not both.
 * @throws Refusal `badDatasetLine` for a file in another format.
 */
export async function readSeed(shared: string): Promise<QuestionSet | null> {
  const [questions, articles] = [
    join(shared, 'eval/seed-questions.jsonl'),
    join(shared, 'articles'),
  ];
  return existsSync(questions) && existsSync(articles)
    ? readOwnSet('seed', questions, articles)
    : null;
}

/**
 * Questions over files as programs and sites make them, one article of them in ten formats.
 * @param root the project's folder.
 * @returns null where it has no tests, as in an image.
 * @throws Refusal `badDatasetLine` for a file in another format.
 */
export async function readCorpus(root: string): Promise<QuestionSet | null> {
  const folder = join(root, 'tests/fixtures/corpus');
  const [questions, articles] = [join(folder, 'questions.jsonl'), join(folder, 'articles')];
  return existsSync(questions) ? readOwnSet('corpus', questions, articles) : null;
}

async function readOwnSet(name: string, file: string, articlesDir: string): Promise<QuestionSet> {
  const [questions, articles] = await Promise.all([
    readLines(file, OwnQuestion),
    readArticles(articlesDir),
  ]);
  const texts = [...articles.values()];
  const whole = questions.map(({ question, expect, kind }): SetQuestion => {
    const right = expect === null ? [] : texts.filter(({ text }) => text.includes(expect));
    const [file = null, ...alsoIn] = right.map((article) => basename(article.file));
    const none = { paragraph: null, section: null, answers: [] };
    return { question, kind, file, alsoIn, expect: expect === null ? [] : [expect], ...none };
  });
  return {
    name,
    articlesDir,
    asked: whole.filter(({ expect }) => expect.length > 0),
    unanswerable: whole.filter(({ expect }) => expect.length === 0),
  };
}
