/** `footnote add FILE|URL`: reads a file or page, shows how, and keeps it in the articles folder. */
import { basename } from 'node:path';
import { describeReading } from '../articles/describe-reading.ts';
import type { Config } from '../config.ts';
import type { Submission } from '../intake/candidate.ts';
import { type FetchedPage, fetchArticle } from '../intake/fetch-article.ts';
import { knowArticles } from '../intake/known-articles.ts';
import { MAX_BYTES } from '../intake/limits.ts';
import { discardStaged, keepStaged, type Staged, stageArticle } from '../intake/stage.ts';
import { openReadings } from '../library/open-records.ts';
import { Reader } from '../reading/reader.ts';
import { silentReporter } from '../reporter.ts';
import { linkedFoldersOf } from '../sources/linked.ts';
import { print, printable, printJson } from '../terminal.ts';
import { canAsk, confirm } from './confirm.ts';
import { colors, openedConfig, type SharedFlags } from './context.ts';
import { openToRead, unreadable } from './open-to-read.ts';
import { type ReadingJson, readingJson } from './reading-json.ts';
import { named, PAINT } from './show-reading.ts';
import { tell } from './tell.ts';

/** The flags of `footnote add`. */
export interface AddFlags extends SharedFlags {
  /** Print one JSON object. */
  readonly json?: boolean;
  /** Keep it without asking, unless it is there already. */
  readonly yes?: boolean;
  /** With `yes`: keep it even when it is there already. */
  readonly duplicate?: boolean;
}

/** What `--json` prints: how it was read, and its file where it was kept. */
export interface AddJson extends Pick<Staged, 'duplicateOf'> {
  readonly reading: ReadingJson;
  readonly added: boolean;
  /** In the articles folder; null where it was not added. */
  readonly file: string | null;
}

const EXIT_NOT_ADDED = 1;

/**
 * Adds a file, or the page at an http(s) address. At a terminal the reading is shown and somebody
 * asked; elsewhere, and with `--json`, nothing is kept without `--yes`: the reading is printed, and
 * the exit code is 1.
 * @throws Refusal when it cannot be read or may not be fetched
 */
export async function add(target: string, flags: AddFlags): Promise<void> {
  const config = await openedConfig(flags);
  // What is odd about other files is no news to who adds one.
  const reader = new Reader();
  const linked = linkedFoldersOf(config.articlesDir);
  const known = knowArticles(() =>
    openReadings({ ...config, linked, reporter: silentReporter, reader }),
  );
  const parts = { known, reader, by: 'cli' };
  const staged = await submissionOf(target, config)
    .then((sent) => stageArticle(sent, config, parts))
    .finally(() => reader.close());
  if (!flags.json) print(`${describe(staged)}\n`);
  const keep = await decide(staged, flags).catch(async (error: unknown) => {
    await discardStaged(staged.id, config);
    throw error;
  });
  let file: string | null = null;
  if (keep) file = (await keepStaged(staged.id, config)).file;
  else await discardStaged(staged.id, config);
  if (flags.json) {
    const { duplicateOf } = staged;
    const reading = readingJson(staged.reading);
    const result: AddJson = { added: keep, file, duplicateOf, reading };
    printJson(result);
  } else print(`\n${outcome(file, staged, flags)}\n`);
  if (!keep) process.exitCode = EXIT_NOT_ADDED;
}

async function submissionOf(target: string, config: Config): Promise<Submission | FetchedPage> {
  // `C:\article.md` is a file.
  if (!/^[a-z][a-z0-9+.-]+:/i.test(target)) {
    return { bytes: await readUpTo(target), name: basename(target) };
  }
  return fetchArticle(target, { allowlist: config.urlAllowlist });
}

/** Reads one byte more than is taken, so that a file that is too long is refused as such. */
async function readUpTo(path: string): Promise<Uint8Array> {
  const file = await openToRead(path);
  try {
    const room = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(room, length, room.length - length);
      length += bytesRead;
      if (bytesRead === 0) return new Uint8Array(room.subarray(0, length));
    }
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}

function describe({ reading, duplicateOf }: Staged): string {
  const lines = [describeReading(named(reading), tell, PAINT)];
  if (duplicateOf !== null) {
    const { file, title } = duplicateOf;
    lines.push('', colors.yellow(`It is there already: “${title}” (${printable(file)}).`));
  }
  return lines.join('\n');
}

async function decide({ duplicateOf }: Staged, flags: AddFlags): Promise<boolean> {
  if (flags.yes) return duplicateOf === null || flags.duplicate === true;
  if (flags.json || !canAsk()) return false;
  return confirm(`\n${duplicateOf === null ? 'Keep it?' : 'Keep it all the same?'}`);
}

function outcome(file: string | null, { duplicateOf }: Staged, flags: AddFlags): string {
  if (file !== null) return `Added as ${file}.`;
  if (flags.yes && duplicateOf !== null) {
    return 'Not added, because it is there already; --duplicate adds it all the same.';
  }
  return canAsk() ? 'Not added.' : 'Not added; --yes keeps it without asking.';
}
