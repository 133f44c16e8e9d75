/** The sets of questions that answers are measured and fitted with: each a folder of articles. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Excerpt } from '../model.ts';
import { Refusal } from '../refusals.ts';

/** A question of a set. */
export interface SetQuestion {
  readonly question: string;
  /** The file that answers it; for one without an answer the file that it is near to, or null. */
  readonly file: string | null;
  /** Other files that hold the same answer. */
  readonly alsoIn?: readonly string[];
  /** Its kind, as the set names it. */
  readonly kind: string;
  /** The whole paragraph that answers; null where phrases of it are known instead. */
  readonly paragraph: string | null;
  /** Phrases of which the passage that answers holds one. */
  readonly expect: readonly string[];
  /** A heading that the passage that answers may stand under instead. */
  readonly section: string | null;
  /** What a highlight holds one of; empty where the expected phrases are meant. */
  readonly answers: readonly string[];
}

/** Articles, the questions that they answer, and those that they do not. */
export interface QuestionSet {
  readonly name: string;
  readonly articlesDir: string;
  readonly asked: readonly SetQuestion[];
  readonly unanswerable: readonly SetQuestion[];
}

/** Sets in files of articles by paragraph, and those in folders, as `shared/eval` has them. */
export const PARAGRAPH_SETS = ['squad', 'tydi-en', 'tydi-ru', 'piaf-fr', 'xquad-ru'] as const;
export const NEAR_MISS_SETS = ['near-miss-squad', 'near-miss-tydi-en'] as const;
export const FOLDER_SETS = ['chat-dev', 'docs-dev'] as const;
export type SetName =
  | (typeof PARAGRAPH_SETS)[number]
  | (typeof NEAR_MISS_SETS)[number]
  | (typeof FOLDER_SETS)[number];

const PlainArticle = z.object({
  id: z.string().regex(/^[\w-]+$/),
  title: z.string(),
  language: z.string().optional(),
  paragraphs: z.array(z.string()),
});
type PlainArticle = z.infer<typeof PlainArticle>;

const ParagraphQuestion = z.object({
  question: z.string(),
  article: z.string().nullable(),
  paragraph: z.number().int().positive().nullable().optional(),
  answers: z.array(z.string()).default([]),
  kind: z.string().default('all'),
});

const NearMiss = z.object({
  question: z.string(),
  article: z.string(),
  without: z.number().int().positive(),
});

const FolderQuestion = z.object({
  question: z.string(),
  article: z.string().nullable(),
  topic: z.string().nullable().optional(),
  expect: z.array(z.string()).default([]),
  section: z.string().optional(),
  answers: z.array(z.string()).default([]),
  kind: z.string().default('all'),
});

/**
 * Reads a set, and writes its articles into a folder where they are not files yet.
 * @param evalDir with the sets' files, as `shared/eval`.
 * @param scratch a folder for the articles.
 * @returns null where the set is not there.
 * @throws Refusal `badDatasetLine` for a file in another format.
 */
export async function readSet(
  evalDir: string,
  name: SetName,
  scratch: string,
): Promise<QuestionSet | null> {
  if (isOneOf(FOLDER_SETS, name)) return readFolderSet(evalDir, name);
  const base = isOneOf(NEAR_MISS_SETS, name) ? name.replace('near-miss-', '') : name;
  const file = (suffix: string) => join(evalDir, `${suffix}.jsonl`);
  const needed = [file(`${base}-articles`), file(`${base}-questions`)];
  if (base !== name) needed.push(file(name));
  if (!needed.every(existsSync)) return null;
  const near = base === name ? [] : await readLines(file(name), NearMiss);
  const gone = new Set(near.map(({ article, without }) => `${article} ${without}`));
  const articles = await readLines(file(`${base}-articles`), PlainArticle);
  const paragraphs = new Map(articles.map((article) => [article.id, article.paragraphs]));
  const articlesDir = join(scratch, name);
  await writeArticles(
    articles.map((article) => ({
      ...article,
      paragraphs: article.paragraphs.filter((_, i) => !gone.has(`${article.id} ${i + 1}`)),
    })),
    articlesDir,
  );
  const questions = await readLines(file(`${base}-questions`), ParagraphQuestion);
  return {
    name,
    articlesDir,
    asked: questions.flatMap(({ question, article, paragraph, answers, kind }): SetQuestion[] => {
      if (article === null || !paragraph || gone.has(`${article} ${paragraph}`)) return [];
      const right = paragraphs.get(article)?.[paragraph - 1] ?? null;
      const none = { expect: [], section: null };
      return [{ question, file: `${article}.md`, kind, answers, paragraph: right, ...none }];
    }),
    unanswerable: near.map(({ question, article }) => ({
      ...{ question, file: `${article}.md`, kind: 'near-miss' },
      ...{ answers: [], paragraph: null, expect: [], section: null },
    })),
  };
}

async function readFolderSet(evalDir: string, name: string): Promise<QuestionSet | null> {
  const folder = join(evalDir, name);
  const articlesDir = join(folder, 'articles');
  if (!existsSync(articlesDir)) return null;
  const read = async (file: string): Promise<SetQuestion[]> =>
    (await readLines(join(folder, file), FolderQuestion)).map((each) => ({
      ...each,
      file: each.article ?? each.topic ?? null,
      paragraph: null,
      section: each.section ?? null,
    }));
  const [asked, unanswerable] = [await read('questions.jsonl'), await read('unanswered.jsonl')];
  return { name, articlesDir, asked, unanswerable };
}

/** Whether an excerpt is the passage that answers, or a part of it. */
export function isRight(excerpt: Excerpt, question: SetQuestion): boolean {
  const file = basename(excerpt.citation.file);
  if (file !== question.file && !question.alsoIn?.includes(file)) return false;
  const text = lettersOf(excerpt.text);
  if (text === '') return false;
  if (question.paragraph === null) {
    const isUnder =
      question.section !== null &&
      lettersOf(excerpt.citation.section ?? '').includes(lettersOf(question.section));
    return isUnder || question.expect.some((phrase) => text.includes(lettersOf(phrase)));
  }
  const right = lettersOf(question.paragraph);
  return (
    right.includes(text.slice(0, 80)) ||
    text.includes(right.slice(0, 80)) ||
    right.includes(text.slice(-60))
  );
}

/** Whether a sentence of the right passage holds the answer. */
export function holdsAnswer(sentence: string, { answers, expect }: SetQuestion): boolean {
  const text = lettersOf(sentence);
  const wanted = answers.length > 0 ? answers : expect;
  return wanted.some((phrase) => {
    const letters = lettersOf(phrase);
    if (letters === '') return false;
    const isPart = expect.length > 0 && text.length > 11 && letters.includes(text);
    return text.includes(letters) || isPart;
  });
}

/** Letters and digits only, so that Markdown, quotation marks and white space do not matter. */
export function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

async function writeArticles(articles: readonly PlainArticle[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { id, title, language, paragraphs } of articles) {
    const body = paragraphs.map((paragraph) => escapeMarkdown(paragraph.trim())).join('\n\n');
    const tag = language === undefined ? '' : `language: ${language}\n`;
    const front = `---\ntitle: ${JSON.stringify(title)}\n${tag}---\n\n`;
    await writeFile(join(folder, `${id}.md`), `${front}${body}\n`);
  }
}

/** Paragraphs are plain text: what Markdown would take for markup stands for itself. */
function escapeMarkdown(paragraph: string): string {
  return paragraph
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_[\]<>~&|]/g, '\\$&')
    .replace(/^(#{1,6}\s|[-+=]|\d+[.)])/, '\\$1')
    .replace(/^\\(\d+)([.)])/, '$1\\$2');
}

/** Reads a file of one JSON value a line. @throws Refusal `badDatasetLine`. */
export async function readLines<T>(file: string, shape: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [shape.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Refusal('badDatasetLine', { line: index + 1, file }, { cause });
    }
  });
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}
