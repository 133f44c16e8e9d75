/** The questions that the quality of answers is measured with, and the articles they are about. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../refusals.ts';

/** `expect`: a text inside the right passage; null where the articles do not answer. */
const SeedQuestion = z.object({ question: z.string(), expect: z.string().nullable() });
export type SeedQuestion = z.infer<typeof SeedQuestion>;

/** `paragraph` counts from 1. */
const ParagraphQuestion = z.object({
  question: z.string(),
  article: z.string(),
  paragraph: z.number().int().positive(),
  answers: z.array(z.string()),
});
export type ParagraphQuestion = z.infer<typeof ParagraphQuestion>;

const PlainArticle = z.object({
  id: z.string().regex(/^[\w-]+$/),
  title: z.string(),
  paragraphs: z.array(z.string()),
});
export type PlainArticle = z.infer<typeof PlainArticle>;

/** A folder of articles and questions that it answers or does not. */
export interface SeedSet {
  readonly name: string;
  readonly articlesDir: string;
  readonly questions: readonly SeedQuestion[];
}

/** Articles as paragraphs, and questions whose paragraph is known. */
export interface ParagraphSet {
  readonly name: string;
  readonly articles: readonly PlainArticle[];
  readonly questions: readonly ParagraphQuestion[];
}

/** What there is to measure with. */
export interface Datasets {
  readonly sample: SeedSet;
  readonly seed: SeedSet | null;
  readonly squad: ParagraphSet | null;
}

/**
 * Reads the project's own questions, and those of a shared folder where it has any.
 * @param root the project's folder.
 * @param shared a folder with `articles/`, `eval/seed-questions.jsonl`, `eval/squad-articles.jsonl`
 *   and `eval/squad-questions.jsonl`, each of them optional.
 * @throws Refusal `badDatasetLine` for a file in another format.
 */
export async function readDatasets(root: string, shared: string | null): Promise<Datasets> {
  const sample: SeedSet = {
    name: 'sample',
    articlesDir: join(root, 'articles'),
    questions: await readLines(join(root, 'src/eval/sample-questions.jsonl'), SeedQuestion),
  };
  const seedQuestions = shared && join(shared, 'eval/seed-questions.jsonl');
  const articlesDir = shared && join(shared, 'articles');
  const seed = seedQuestions &&
    articlesDir &&
    existsSync(seedQuestions) &&
    existsSync(articlesDir) && {
      name: 'seed',
      articlesDir,
      questions: await readLines(seedQuestions, SeedQuestion),
    };
  const squadQuestions = shared && join(shared, 'eval/squad-questions.jsonl');
  const squadArticles = shared && join(shared, 'eval/squad-articles.jsonl');
  const squad = squadQuestions &&
    squadArticles &&
    existsSync(squadQuestions) &&
    existsSync(squadArticles) && {
      name: 'squad',
      articles: await readLines(squadArticles, PlainArticle),
      questions: await readLines(squadQuestions, ParagraphQuestion),
    };
  return { sample, seed: seed || null, squad: squad || null };
}

/** Writes articles into a new folder as Markdown files, to be read as any other. */
export async function writeArticles(
  articles: readonly PlainArticle[],
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { id, title, paragraphs } of articles) {
    const body = paragraphs.map((paragraph) => escapeMarkdown(paragraph.trim())).join('\n\n');
    const front = `---\ntitle: ${JSON.stringify(title)}\nlanguage: en\n---\n\n`;
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

async function readLines<T>(file: string, shape: z.ZodType<T>): Promise<T[]> {
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
