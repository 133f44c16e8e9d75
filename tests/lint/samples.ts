/** Makes the project build the patterns that it builds at run time only. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/project-root.ts';
import type * as Numbers from '../../src/search/numbers.ts';
import type * as Likeness from '../../src/search/question-likeness.ts';
import type * as Terms from '../../src/search/terms.ts';
import type * as Values from '../../src/search/values.ts';

const load = async <T>(file: string): Promise<T> =>
  (await import(pathToFileURL(join(projectRoot(), file)).href)) as T;

/**
 * By file: what builds the patterns that it does not build while it is loaded. Each is run with the
 * module's exports.
 */
export const SAMPLES: Readonly<Record<string, () => Promise<unknown>>> = {
  'src/search/numbers.ts': async () => {
    const { canonicalNumber } = await load<typeof Numbers>('src/search/numbers.ts');
    for (const code of CODES) canonicalNumber('1st', code);
  },
  'src/search/values.ts': async () => {
    const { valuesOf } = await load<typeof Values>('src/search/values.ts');
    for (const code of CODES) valuesOf('5 May 1954', code);
  },
  'src/search/question-likeness.ts': async () => {
    const { comparedQuestion } = await load<typeof Likeness>('src/search/question-likeness.ts');
    for (const question of QUESTIONS) comparedQuestion(question);
  },
  'src/search/terms.ts': async () => {
    const { tokenize } = await load<typeof Terms>('src/search/terms.ts');
    for (const code of CODES) tokenize('A text', code);
  },
};

/** One in each language, by which it is told. */
const QUESTIONS = [
  'How high is the dam in the valley?',
  'Wie hoch ist die Mauer in dem Tal?',
  'Quelle est la hauteur du barrage dans la vallée ?',
  'Какова высота плотины в долине?',
];

const CODES = ['en', 'de', 'fr', 'ru'] as const;

/** Loads the files, and builds what they build later. */
export async function buildAll(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await load(file);
    await SAMPLES[file]?.();
  }
}
