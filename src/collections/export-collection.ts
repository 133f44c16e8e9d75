/** Writes all that there is of a collection into a folder or a .zip: its articles as they are, and what is kept of them. */
import { createWriteStream } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import JSZip from 'jszip';
import { isCollectionMark } from '../articles/collection-mark.ts';
import { Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** In what is exported: the articles' folder, and what is kept beside it. */
const ARTICLES = 'articles';
const STATE = 'state';

/** What was written. */
export interface Exported {
  readonly file: string;
  /** Files of the articles' folder, and of the state. */
  readonly articles: number;
  readonly state: number;
}

/** A file that is exported: where it is, or what is in it. */
export type ExportedFile = { readonly path: string } & Content;

type Content = { readonly at: string } | { readonly bytes: Uint8Array };

/** Takes in one file after the other. */
interface Sink {
  /** @param path in what is exported, with `/`. */
  add(path: string, file: Content): Promise<void>;
  finish(): Promise<void>;
}

/**
 * Exports a collection.
 * @param articles its folder, or its files; null where there is none, as of what was left over.
 * @param target a path that is free; one that ends in `.zip` becomes such a file, any other a folder.
 * @throws Refusal `exportThere`, `fileUnwritable`.
 */
export async function exportCollection(
  articles: string | AsyncIterable<ExportedFile> | null,
  state: Pick<StateFolder, 'list' | 'read'>,
  target: string,
): Promise<Exported> {
  if ((await lstat(target).catch(() => null)) !== null)
    throw new Refusal('exportThere', { file: target });
  const draft = `${target}.part`;
  try {
    await rm(draft, { recursive: true, force: true });
    const sink = /\.zip$/i.test(target) ? zipAt(draft) : folderAt(draft);
    const counts = { articles: 0, state: 0 };
    const files = typeof articles === 'string' ? filesIn(articles) : (articles ?? []);
    for await (const { path, ...content } of files) {
      await sink.add(`${ARTICLES}/${path}`, content);
      counts.articles += 1;
    }
    for (const { path } of await state.list('')) {
      const bytes = await state.read(path);
      if (bytes === null) continue;
      await sink.add(`${STATE}/${path}`, { bytes });
      counts.state += 1;
    }
    await sink.finish();
    await rename(draft, target);
    return { file: target, ...counts };
  } catch (cause) {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('fileUnwritable', { file: target }, { cause });
  }
}

async function* filesIn(folder: string): AsyncGenerator<ExportedFile> {
  for await (const path of filesOf(folder, ''))
    yield { path, at: join(folder, ...path.split('/')) };
}

/** Plain files of a collection, with `/`: all of them, but for other collections in it and what is hidden. */
async function* filesOf(folder: string, prefix: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (prefix !== '' && entries.some(({ name }) => isCollectionMark(name))) return;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    if (name.startsWith('.') && name !== '.footnoteignore') continue;
    if (entry.isFile()) yield prefix + name;
    else if (entry.isDirectory()) yield* filesOf(join(folder, name), `${prefix}${name}/`);
  }
}

function folderAt(folder: string): Sink {
  return {
    async add(path, file) {
      const to = join(folder, ...path.split('/'));
      await mkdir(dirname(to), { recursive: true });
      if ('at' in file) await copyFile(file.at, to);
      else await writeFile(to, file.bytes);
    },
    async finish() {
      await mkdir(folder, { recursive: true });
    },
  };
}

/** One file is in memory at a time, and none is open that is not being written. */
function zipAt(file: string): Sink {
  const zip = new JSZip();
  return {
    async add(path, from) {
      const content = 'at' in from ? Readable.from(readLate(from.at)) : Buffer.from(from.bytes);
      zip.file(path, content);
    },
    async finish() {
      const stream = zip.generateNodeStream({
        ...{ type: 'nodebuffer', streamFiles: true, compression: 'DEFLATE' },
      });
      await pipeline(new Readable().wrap(stream), createWriteStream(file, { flags: 'wx' }));
    },
  };
}

async function* readLate(path: string): AsyncGenerator<Buffer> {
  yield await readFile(path);
}
