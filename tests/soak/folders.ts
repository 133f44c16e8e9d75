/** Folders that last as long as a stage, and articles in them. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCorpus } from '../../src/bench/corpus.ts';
import { projectRoot } from '../../src/project-root.ts';

/** Where a program has its articles and its data. */
export interface Folders {
  readonly articles: string;
  readonly data: string;
}

/** Makes both, does some work with them, and takes them away. @param passages that are dealt first. */
export async function inFolders<T>(
  passages: number,
  work: (folders: Folders) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'footnote-soak-'));
  try {
    const folders = { articles: join(root, 'articles'), data: join(root, 'data') };
    await mkdir(folders.data, { recursive: true });
    await writeCorpus(join(projectRoot(), 'articles'), folders.articles, passages);
    return await work(folders);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Questions about the sample articles, of whose sentences the dealt ones are made. */
export async function sampleQuestions(): Promise<string[]> {
  const file = join(projectRoot(), 'src', 'eval', 'sample-questions.jsonl');
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { question: string }).question);
}
