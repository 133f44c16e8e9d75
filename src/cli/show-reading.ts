/** `footnote articles FILE`: how one file was read, without indexing anything. */
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { describeReading, type Paint } from '../articles/describe-reading.ts';
import { readListedFile } from '../articles/folder.ts';
import type { FileReading } from '../model.ts';
import { readArticle } from '../reading/read-article.ts';
import { Reader } from '../reading/reader.ts';
import { asRefusal } from '../refusals.ts';
import { linkedFoldersOf } from '../sources/linked.ts';
import { print, printable, printJson } from '../terminal.ts';
import type { ArticlesFlags } from './articles.ts';
import { colors, workplaceFor } from './context.ts';
import { readingJson } from './reading-json.ts';
import { tell } from './tell.ts';

/** Colours for a reading on standard output. */
export const PAINT: Paint = {
  title: (text) => colors.bold(colors.cyan(text)),
  section: colors.bold,
  faint: colors.dim,
  warning: colors.yellow,
};

/**
 * Shows how a file is read.
 * @param path a file, by its path or by its name inside the articles folder.
 * @throws Refusal `notIndexed` when it cannot be read.
 */
export async function showReading(path: string, flags: ArticlesFlags): Promise<void> {
  const { articlesDir } = await workplaceFor(flags);
  const content = await readAnywhere(path, articlesDir);
  if ('problem' in content) throw asRefusal(content.problem);
  const reader = new Reader();
  const reading = await readArticle(reader, content, { lane: 'file' }).finally(() =>
    reader.close(),
  );
  if (flags.json) printJson(readingJson(reading));
  else print(`${describeReading(named(reading), tell, PAINT)}\n`);
}

/** A reading whose file's name may stand in a terminal; its texts are clean, see `tidyLine`. */
export function named(reading: FileReading): FileReading {
  return { ...reading, file: printable(reading.file) };
}

async function readAnywhere(path: string, articlesDir: string) {
  const inside = isAbsolute(path) ? relative(articlesDir, path) : path;
  const listed = await readListedFile(articlesDir, inside);
  if (!('problem' in listed)) return listed;
  const linked = await readLinked(inside, articlesDir);
  if (linked) return linked;
  const whole = resolve(path);
  const other = await readListedFile(dirname(whole), basename(whole));
  const isNowhere = 'problem' in other && other.problem.facts.reason.key === 'gone';
  return isNowhere ? listed : other;
}

/** A file of a folder that `sources.yaml` links, by the name that it has among the articles. */
async function readLinked(file: string, articlesDir: string) {
  const [name, ...parts] = file.split(sep);
  const folders = await linkedFoldersOf(articlesDir)();
  const folder = folders.find((each) => each.name === name);
  const path = parts.join('/');
  return folder ? readListedFile(folder.path, path, `${folder.name}/${path}`) : null;
}
