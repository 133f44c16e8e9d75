/** `footnote add FILE|URL`: reads a file or page, shows how, and keeps it among the articles. */
import { basename } from 'node:path';
import type { Config } from '../config.ts';
import type { Submission } from '../intake/candidate.ts';
import { choosing } from '../intake/choosing.ts';
import { type FetchedPage, fetchArticle } from '../intake/fetch-article.ts';
import { MAX_BYTES } from '../intake/limits.ts';
import type { Preview } from '../intake/preview.ts';
import { discardStaged, type Staged, stageArticle } from '../intake/stage.ts';
import { print, printJson } from '../terminal.ts';
import { type ChoiceFlags, correctionsOf, withFlags } from './choice-flags.ts';
import { withCollectionParts } from './collection-parts.ts';
import { canAsk } from './confirm.ts';
import { openedConfig, type SharedFlags } from './context.ts';
import { openToRead, unreadable } from './open-to-read.ts';
import {
  askAbout,
  type Decision,
  describeWhole,
  type PreviewJson,
  previewJson,
} from './preview.ts';
import { type ReadingJson, readingJson } from './reading-json.ts';

/** The flags of `footnote add`. */
export interface AddFlags extends SharedFlags, ChoiceFlags {
  /** Print one JSON object. */
  readonly json?: boolean;
  /** Keep it without asking, unless it is there already. */
  readonly yes?: boolean;
  /** With `yes`: keep it even when it is there already. */
  readonly duplicate?: boolean;
}

/** What `--json` prints: how it was read, and its file where it was kept. */
export interface AddJson extends Pick<Staged, 'duplicateOf'> {
  /** As it was read, before anything was chosen. */
  readonly reading: ReadingJson;
  /** As it would be kept, or was. */
  readonly preview: PreviewJson;
  readonly added: boolean;
  /** In the articles folder; null where it was not added. */
  readonly file: string | null;
}

const EXIT_NOT_ADDED = 1;

/** Whose files are read. */
const BY = 'cli';

/**
 * Adds a file, or the page at an http(s) address, as the flags choose. At a terminal it is shown page
 * by page, more can be chosen, and somebody is asked; elsewhere, and with `--json`, nothing is kept
 * without `--yes`: all of it is printed, and the exit code is 1.
 * @throws Refusal when it cannot be read, may not be fetched, or a flag is wrong
 */
export async function add(target: string, flags: AddFlags): Promise<void> {
  const corrections = correctionsOf(flags);
  const config = await openedConfig(flags);
  await withCollectionParts(config, async ({ places, known, reader }) => {
    const sent = await submissionOf(target, config);
    const staged = await stageArticle(sent, places, { known, reader, by: BY });
    const choices = choosing(places, reader);
    let file: string | null = null;
    try {
      const chosen = await withFlags(staged.id, choices, flags, corrections);
      const { preview, keep } = await decide(chosen, choices, flags);
      if (keep) file = (await choices.keep(staged.id, preview.choices.edition, BY)).file;
      tellOutcome(file, { staged, preview, flags });
    } finally {
      if (file === null) await discardStaged(staged.id, places);
    }
    if (file === null) process.exitCode = EXIT_NOT_ADDED;
  });
}

async function decide(
  preview: Preview,
  choices: ReturnType<typeof choosing>,
  { json, yes, duplicate }: AddFlags,
): Promise<Decision> {
  if (!json && !yes && canAsk()) return askAbout(preview, choices);
  if (!json) print(`${describeWhole(preview)}\n`);
  const keep = yes === true && (preview.duplicateOf === null || duplicate === true);
  return { preview, keep };
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

interface Outcome {
  readonly staged: Staged;
  readonly preview: Preview;
  readonly flags: AddFlags;
}

function tellOutcome(file: string | null, { staged, preview, flags }: Outcome): void {
  const { duplicateOf, reading } = staged;
  if (!flags.json) {
    print(`\n${outcome(file, staged, flags)}\n`);
    return;
  }
  const result: AddJson = {
    added: file !== null,
    file,
    duplicateOf,
    reading: readingJson(reading),
    preview: previewJson(preview),
  };
  printJson(result);
}

function outcome(file: string | null, { duplicateOf }: Staged, flags: AddFlags): string {
  if (file !== null) return `Added as ${file}.`;
  if (flags.yes && duplicateOf !== null) {
    return 'Not added, because it is there already; --duplicate adds it all the same.';
  }
  return canAsk() ? 'Not added.' : 'Not added; --yes keeps it without asking.';
}
