/** Several sets in one folder, as a community has them that speaks more than one language. */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuestionSet, SetQuestion } from './sets.ts';

/**
 * Puts the articles of sets into one new folder, each file under its set's name.
 * @returns the sets, whose questions are to be asked of that folder.
 */
export async function mixSets(
  sets: readonly QuestionSet[],
  articlesDir: string,
): Promise<QuestionSet[]> {
  await mkdir(articlesDir, { recursive: true });
  const mixed: QuestionSet[] = [];
  for (const set of sets) {
    const nameOf = (file: string): string => `${set.name}-${file}`;
    for (const file of await readdir(set.articlesDir)) {
      await copyFile(join(set.articlesDir, file), join(articlesDir, nameOf(file)));
    }
    const moved = (question: SetQuestion): SetQuestion => ({
      ...question,
      file: question.file === null ? null : nameOf(question.file),
    });
    const [asked, unanswerable] = [set.asked.map(moved), set.unanswerable.map(moved)];
    mixed.push({ name: `${set.name} in the mixed folder`, articlesDir, asked, unanswerable });
  }
  return mixed;
}
