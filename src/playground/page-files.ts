/** The page's own files, read once at start: only these are ever served. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** @returns the files by URL path; `/` is the page itself. */
export function readPageFiles(): Map<string, PageFile> {
  const folder = join(projectRoot(), 'src', 'playground', 'page');
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(folder)) {
    const contentType = TYPES[extname(name)];
    if (contentType === undefined) continue;
    const path = name === 'index.html' ? '/' : `/${name}`;
    files.set(path, { contentType, data: readFileSync(join(folder, name)) });
  }
  return files;
}
