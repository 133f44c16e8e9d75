/** `footnote move`: takes everything from the folders into a database, or back. */
import { type CollectionId, DEFAULT_COLLECTION } from '../collections/collection.ts';
import { shareEmbedder } from '../collections/shared-embedder.ts';
import { counted } from '../counted.ts';
import { openDatabase } from '../database/open-database.ts';
import { MOVE_NAME, takeDatabase } from '../moving/alone.ts';
import type { MovedCollection } from '../moving/moved.ts';
import { moveToFolder } from '../moving/to-folder.ts';
import { type MoveParts, moveToPostgres } from '../moving/to-postgres.ts';
import { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal, statement } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';
import { print, printable, printJson } from '../terminal.ts';
import { openedConfig, type SharedFlags } from './context.ts';
import { lockedAlone } from './locked.ts';

/** The flags of `footnote move`. */
export interface MoveFlags extends SharedFlags {
  readonly to: 'postgres' | 'folder';
  /** Into a database: the folder's articles, too. */
  readonly withArticles?: boolean;
  /** Print JSON. */
  readonly json?: boolean;
}

/** Something leads elsewhere, or stayed. */
const EXIT_NOT_ALL = 1;

/**
 * Moves everything.
 * @throws Refusal `botHasCollections` while a bot runs with DATA_DIR, `badSetting` without a database, and
 *   those of `takeDatabase`, `moveToPostgres` and `moveToFolder`.
 */
export async function move(flags: MoveFlags): Promise<void> {
  const config = await openedConfig(flags);
  if (config.database === null) {
    const reason = statement('needsSetting', { setting: 'DATABASE_URL' });
    throw new Refusal('badSetting', { name: '--to', reason });
  }
  const lock = await lockedAlone(config).catch((error: unknown) => {
    throw isRefusal(error, 'alreadyRunning') ? new Refusal('botHasCollections') : error;
  });
  const reporter = terminalReporter(process.stderr);
  const reader = new Reader();
  const embedder = shareEmbedder();
  try {
    const database = await openDatabase({
      ...{ url: config.database.url, isPatient: false, notice: reporter.notice },
      applicationName: MOVE_NAME,
    });
    try {
      const lease = await takeDatabase(database);
      const parts: MoveParts = {
        ...{ config, database, embedder, reader, reporter, signal: lease.lost },
        report: {
          collection: (id) => reporter.line(`${nameOf(id)} …`),
          files: (done, total) =>
            reporter.progress({ label: statement('copyingFiles'), done, total }),
        },
      };
      const moved = await (flags.to === 'postgres'
        ? moveToPostgres(parts, { withArticles: flags.withArticles ?? false })
        : moveToFolder(parts));
      await lease.release();
      tellMoved(moved, flags);
    } finally {
      await database.close();
    }
  } finally {
    await embedder.close();
    await reader.close();
    await lock.close();
  }
}

function nameOf(id: CollectionId): string {
  return id === DEFAULT_COLLECTION ? '(default)' : id;
}

function tellMoved(moved: readonly MovedCollection[], { to, json }: MoveFlags): void {
  if (
    moved.some(
      (each) => each.leftOut.length > 0 || (to === 'folder' && (each.citations?.gone ?? 0) > 0),
    )
  ) {
    process.exitCode = EXIT_NOT_ALL;
  }
  if (json) {
    printJson(moved);
    return;
  }
  for (const each of moved) print(`${linesOf(each).join('\n')}\n`);
  print(
    to === 'postgres'
      ? 'All is in the database, and the folders are as they were. Start bots and a writer with DATABASE_URL.\n'
      : 'All is in the folders, and the database is as it was. Start the bot without DATABASE_URL.\n',
  );
}

const BYTES_PER_KB = 1_024;

function linesOf(moved: MovedCollection): string[] {
  const { id, files, ofFolder, kept, keptBytes, articles, passages, embedded } = moved;
  const stays = ofFolder === 0 ? '' : `; the folder’s own, staying there: ${ofFolder}`;
  const bytes = `${Math.ceil(keptBytes / BYTES_PER_KB)} kB`;
  const lines = [
    printable(nameOf(id)),
    `  ${counted(files, 'article file')} moved${stays}`,
    `  ${counted(kept, 'file')} of what is kept (${bytes}), the same byte for byte`,
    `  ${counted(articles, 'article')}, ${counted(passages, 'passage')}, ${embedded} of them embedded anew`,
  ];
  const { citations, leftOut } = moved;
  if (citations !== null) {
    const gone = citations.gone === 0 ? '' : `; gone since the last index: ${citations.gone}`;
    const more = citations.more === 0 ? '' : `; new: ${citations.more}`;
    lines.push(`  ${counted(citations.same, 'citation id')} the same${gone}${more}`);
  }
  for (const path of leftOut) lines.push(`  left out: ${printable(path)}`);
  return lines;
}
