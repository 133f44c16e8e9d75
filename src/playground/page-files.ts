/** The page's own files, read once at start: only these are ever served. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FootnoteError } from '../errors.ts';

/** Kinds of files that a page consists of. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** One file, ready to be sent. */
export interface PageFile {
  readonly contentType: string;
  readonly data: Buffer;
}

/** The nearest folder above this file with a package.json; also right for the compiled file. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
}

/** Where the page starts, in the folder of its scripts: they lie there as their sources do in `src/`. */
const MAIN = join('playground', 'page', 'main.js');

/** Where `npm run build` puts the page's scripts. */
export function builtPageFolder(): string {
  return join(projectRoot(), 'dist', 'playground-page');
}

/**
 * The page: markup and styles as they were written, scripts as they were compiled.
 * @param scripts folder of the compiled scripts.
 * @returns the files by URL path; `/` is the page itself.
 * @throws FootnoteError `bad-config` when the scripts have not been built.
 */
export function readPageFiles(scripts: string): Map<string, PageFile> {
  if (!existsSync(join(scripts, MAIN)))
    throw new FootnoteError('bad-config', 'The playground’s page is not built: run npm run build.');
  const files = new Map<string, PageFile>();
  const add = (folder: string, wanted: (extension: string) => boolean) => {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const contentType = TYPES[extname(name)];
      if (contentType === undefined || !wanted(extname(name))) continue;
      const path = name === 'index.html' ? '/' : `/${name.split(sep).join('/')}`;
      files.set(path, { contentType, data: readFileSync(join(folder, name)) });
    }
  };
  add(join(projectRoot(), 'src', 'playground', 'page'), (extension) => extension !== '.js');
  add(scripts, (extension) => extension === '.js');
  return files;
}
