/** The one transaction in which a writer makes a change of a collection seen: all of it, or nothing. */
import { raiseRevision } from '../../database/revision.ts';
import type { Catalog, Entry, Placed } from '../catalog.ts';
import type { FileRecord, FileRecords } from '../files.ts';
import type { Updated } from '../indexer.ts';
import type { CollectionLook } from './look-at-collection.ts';
import type { Queries } from './queries.ts';
import { forgetFiles, type ReadRow, type StoredFile, writeFiles } from './stored-files.ts';
import type { StoredArticle } from './stored-stream.ts';
import { writeArticles } from './write-articles.ts';
import { type PreparedQuotes, writeQuotes } from './write-quotes.ts';
import { writeRecords } from './write-records.ts';

/** What changes, prepared as far as it can be. */
export interface CollectionChange {
  readonly collection: number;
  /** The rows of its files that the look began with. */
  readonly stored: ReadonlyMap<string, StoredFile>;
  readonly before: FileRecords;
  readonly look: CollectionLook;
  /** What tells by what files were read. */
  readonly readAs: string;
  /** Files that were hidden when the look began. */
  readonly withdrawn: readonly string[];
  /** Null where no article is another one. */
  readonly published: Published | null;
}

/** What is seen of a change. */
export interface Published {
  readonly updated: Updated;
  /** What was indexed before, by slot. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** Of the index that they are in. */
  readonly generation: number;
  readonly quotes: PreparedQuotes;
  /** Ids of articles that are no more, or no more so. */
  readonly goneArticles: readonly string[];
  /** Whether something that could be cited is gone. */
  readonly hasRemoved: boolean;
  /** Remembers what can be cited no more. */
  noteFormer(queries: Queries): Promise<void>;
  /** Makes the index's part of it, at a revision. */
  publish(queries: Queries, revision: number): Promise<void>;
}

/** What a change was made of is not what there is any more: it has to be made anew. */
export class FilesChanged extends Error {
  override readonly name = 'FilesChanged';
}

/**
 * Writes a change within a transaction that has checked the writer's lease.
 * @returns the revision that it is seen at.
 * @throws FilesChanged where somebody kept or removed a file meanwhile that this is about.
 */
export async function commitChange(queries: Queries, change: CollectionChange): Promise<number> {
  const { collection, look, published, withdrawn, before } = change;
  const revision = await revisionOf(queries, collection, false);
  if (published !== null) await writePublished(queries, collection, published, revision + 1);
  await forgetFiles(
    queries,
    collection,
    [...before.keys()].filter((path) => !look.files.has(path)),
  );
  await writeFiles(queries, collection, readRows(change), change.readAs);
  // From here on, whoever keeps or removes a file waits for the end.
  if ((await revisionOf(queries, collection, true)) !== revision) throw new FilesChanged();
  await assertFiles(queries, change);
  const shown = await queries.query(
    'delete from withdrawn where collection = $1 and path = any($2) returning path',
    [collection, withdrawn],
  );
  // What is empty is published once, too, so that it is known to have been looked at.
  if (published === null && shown.length === 0 && revision > 0) return revision;
  return raiseRevision(queries, collection, { removes: published?.hasRemoved ?? false });
}

async function revisionOf(
  queries: Queries,
  collection: number,
  isToChange: boolean,
): Promise<number> {
  const [row] = await queries.query<{ revision: number }>(
    `select revision from collections where no = $1${isToChange ? ' for update' : ''}`,
    [collection],
  );
  if (row === undefined) throw new FilesChanged();
  return row.revision;
}

async function writePublished(
  queries: Queries,
  collection: number,
  { updated, entries, generation, quotes, goneArticles, ...rest }: Published,
  revision: number,
): Promise<void> {
  await writeArticles(queries, collection, quotes.articles, goneArticles);
  await writeRecords(queries, collection, {
    removed: updated.plan.removed.map(({ slot }) => slot),
    articles: goneArticles,
    generation,
    written: [...updated.added, ...updated.plan.changed].map((entry) => ({
      entry,
      before: placesOf(entries.get(entry.slot)),
    })),
  });
  await writeQuotes(queries, collection, quotes, goneArticles);
  await rest.noteFormer(queries);
  await rest.publish(queries, revision);
}

/** Files that were read, or are not as they were in some other way. */
function readRows({ look, before, stored, readAs }: CollectionChange): ReadRow[] {
  return [...look.files.values()].flatMap((record): ReadRow[] => {
    const { file } = record;
    const origin = look.originOf.get(file) ?? 'folder';
    const row = stored.get(file);
    const sha256 = origin === 'discord' ? (row?.sha256 ?? '') : record.reading.sha256;
    const isKnown = before.get(file) === record && row?.origin === origin;
    if (isKnown && row.readAs === readAs && row.readSha256 === sha256) return [];
    return [{ record, origin, sha256: isToRead(record) ? '' : sha256 }];
  });
}

/** Whether it is to be read again at the next look, since what kept it from being read may pass. */
export function isToRead({ mtimeMs }: FileRecord): boolean {
  return mtimeMs < 0;
}

function placesOf(entry: Entry | undefined): readonly Placed[] {
  return entry?.places ?? [];
}

/** @throws FilesChanged */
async function assertFiles(queries: Queries, change: CollectionChange): Promise<void> {
  const { collection, look, stored } = change;
  const read = [...look.files.keys()].filter((path) => look.originOf.get(path) === 'discord');
  const rows = await queries.query<{ path: string; sha256: string }>(
    `select path, sha256 from files where collection = $1 and origin = 'discord'`,
    [collection],
  );
  const now = new Map(rows.map(({ path, sha256 }) => [path, sha256]));
  if (read.some((path) => now.get(path) !== stored.get(path)?.sha256)) {
    throw new FilesChanged();
  }
}

/**
 * The articles whose ids stand in files that are new, different or gone, as they are now, and all of these
 * ids. Two files may have an article with the same id: the catalog knows which one it stands for.
 */
export function changedArticles(
  before: FileRecords,
  after: FileRecords,
  { articles: byId }: Pick<Catalog, 'articles'>,
): { readonly articles: readonly StoredArticle[]; readonly ids: readonly string[] } {
  const ids = new Set<string>();
  const touch = (files: FileRecords, others: FileRecords): void => {
    for (const [file, { reading }] of files) {
      if (others.get(file)?.reading === reading) continue;
      for (const { id } of reading.articles) ids.add(id);
    }
  };
  touch(before, after);
  touch(after, before);
  const articles = [...ids].flatMap((id): StoredArticle[] => {
    const article = byId.get(id);
    if (article === undefined) return [];
    const places = after.get(article.file)?.places ?? [];
    const own = places.filter((place) => place.article === article);
    return [{ article, passages: own.map(({ passage }) => passage) }];
  });
  const order = (a: StoredArticle, b: StoredArticle) =>
    a.article.file < b.article.file
      ? -1
      : a.article.file > b.article.file
        ? 1
        : a.article.part - b.article.part;
  return { articles: articles.sort(order), ids: [...ids] };
}
