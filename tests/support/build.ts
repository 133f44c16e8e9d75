/** Before any test: `dist/` is brought in step with the sources, for tests that run what people run. */
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

/** What is compiled, and what says how. */
const SOURCES = ['src', 'embeddings', 'commands', 'tsconfig.json', 'package.json'];
/** Its time is that of the last build here: the compiler's own notes are also written by mere checks. */
const BUILT = join('dist', '.built-for-tests');

/** Compiles, incrementally, where a source is newer than what was built of it. */
export function setup(): void {
  const root = projectRoot();
  const built = existsSync(join(root, BUILT)) ? statSync(join(root, BUILT)).mtimeMs : 0;
  const isNewer = (path: string) => statSync(join(root, path)).mtimeMs > built;
  if (!SOURCES.flatMap((path) => filesOf(root, path)).some(isNewer)) return;
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' });
  writeFileSync(join(root, BUILT), '');
}

/** A file, or the TypeScript files of a folder with the folders they are in, which change too. */
function filesOf(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() || /\.(?:ts|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath.slice(root.length + 1), entry.name));
}
