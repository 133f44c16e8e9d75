/** An invented next release, as it would be built: other tables, another stemmer, a model of other dimensions. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '../../src/database/migration.ts';
import { MIGRATIONS } from '../../src/database/migrations.ts';
import { projectRoot } from '../../src/project-root.ts';
import { FIXTURE_MODEL } from './embedding.ts';

/** What is built of this release that runs without the playground's page. */
const BUILT = ['dist/src', 'dist/embeddings', 'dist/commands'];
/** Letters of a word that its stemmer leaves. */
const STEM_LETTERS = 6;

/** How it differs. */
export interface NextReleaseOptions {
  /** Whether it is the release after that, with a migration more, which allows no process of this one. */
  readonly endsThis?: boolean;
}

/** The number of the migration that it brings. */
export const NEXT_MIGRATION = (MIGRATIONS.at(-1)?.number ?? 0) + 1;

/** Builds it into a folder that is there and empty. */
export function makeNextRelease(
  folder: string,
  { endsThis = false }: NextReleaseOptions = {},
): void {
  const root = projectRoot();
  for (const part of BUILT) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'embeddings'));
  const models = join(root, 'tests', 'fixtures', 'embeddings', 'models');
  symlinkSync(models, join(folder, 'embeddings', 'models'));

  function edit(file: string, from: string | RegExp, to: string): void {
    const before = readFileSync(join(root, file), 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has nothing to replace`);
    writeFileSync(join(folder, file), after);
  }
  edit('package.json', /"version": "[^"]+"/, '"version": "99.0.0"');
  const added: Migration[] = [
    {
      ...{ number: NEXT_MIGRATION, name: 'next-shelf' },
      least: Math.max(...MIGRATIONS.map((each) => each.least)),
      statements: ["alter table articles add column shelf text not null default 'none'"],
    },
  ];
  if (endsThis) {
    added.push({
      ...{ number: NEXT_MIGRATION + 1, name: 'next-shelves', least: NEXT_MIGRATION },
      statements: ['alter table articles rename column shelf to shelves'],
    });
  }
  const list = added.map((migration) => `${JSON.stringify(migration)},\n`).join('');
  edit('dist/src/database/migrations.js', /\n\];/, `\n${list}];`);
  edit(
    'dist/src/search/terms.js',
    /return (bareWord\(withoutAccents\(languageTable\(language\)\.terms\.stem\(base\)\)\));/,
    `return $1.slice(0, ${STEM_LETTERS});`,
  );
  edit(
    'dist/embeddings/models.js',
    /BUNDLED_MODEL = '[^']+'/,
    `BUNDLED_MODEL = '${FIXTURE_MODEL}'`,
  );
}
