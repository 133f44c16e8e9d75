/** Several sets in one folder, to see what articles of other languages cost each. */
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuestionSet, SetQuestion } from './sets.ts';

/**
 * One set of several: their articles side by side, each file with its set's name in front, and all
 * of their questions, whose kind is then the name of the set they come from.
 * @param scratch a folder for the articles.
 */
export async function mixSets(sets: readonly QuestionSet[], scratch: string): Promise<QuestionSet> {
  const name = sets.map((set) => set.name).join('+');
  const articlesDir = join(scratch, name);
  await mkdir(articlesDir, { recursive: true });
  for (const set of sets) {
    for (const file of await readdir(set.articlesDir)) {
      await cp(join(set.articlesDir, file), join(articlesDir, nameIn(set, file)), {
        recursive: true,
      });
    }
  }
  const of = (pick: (set: QuestionSet) => readonly SetQuestion[]) =>
    sets.flatMap((set) =>
      pick(set).map(
        (question): SetQuestion => ({
          ...question,
          kind: set.name,
          file: question.file === null ? null : nameIn(set, question.file),
        }),
      ),
    );
  return {
    name,
    articlesDir,
    asked: of(({ asked }) => asked),
    unanswerable: of(({ unanswerable }) => unanswerable),
  };
}

function nameIn({ name }: QuestionSet, file: string): string {
  return `${name}-${file}`;
}
