/** Files, passages and slots of a snapshot on disk, but for the index itself. */
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { replaceContent } from '../../embeddings/replace-file.ts';
import { type Reason, Refusal, statement } from '../refusals.ts';
import type { Entry, Placed } from './catalog.ts';
import type { FileRecord, FileRecords } from './files.ts';

/** `[slot, places]`, each place `[file name, index among the file's places]`. */
export type StoredEntry = readonly [number, readonly (readonly [string, number])[]];

/** A file as it was read; its passages name their article by its part of the file. */
export interface StoredRecord extends Omit<FileRecord, 'places'> {
  readonly places: readonly (Omit<Placed, 'article'> & { readonly part: number })[];
}

/** A record as it is stored. */
export function storeRecord({ places, ...record }: FileRecord): StoredRecord {
  return {
    ...record,
    places: places.map(({ article, passage, keys }) => ({ part: article.part, passage, keys })),
  };
}

/** The record that was stored. @throws Refusal `snapshotUnusable`. */
export function restoreRecord({ places, ...record }: StoredRecord): FileRecord {
  return {
    ...record,
    places: places.map(({ part, passage, keys }) => {
      const article = record.reading.articles[part - 1];
      if (!article) throw unusable(statement('snapshotDamaged'));
      return { article, passage, keys };
    }),
  };
}

/** Writes a line a file, so that neither writing nor reading ever holds the event loop for long. */
export async function writeRecords(path: string, files: FileRecords): Promise<void> {
  const handle = await open(path, 'w');
  try {
    for (const record of files.values()) {
      await handle.write(`${JSON.stringify(storeRecord(record))}\n`);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads what `writeRecords` wrote. @throws Refusal `snapshotUnusable`. */
export async function readRecords(path: string): Promise<Map<string, FileRecord>> {
  const files = new Map<string, FileRecord>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    // The checksum has vouched for the line: it is as it was written.
    const record = restoreRecord(JSON.parse(line) as StoredRecord);
    files.set(record.file, record);
  }
  return files;
}

/** Which slots hold which passages, as they are stored. */
export function storeEntries(files: FileRecords, entries: Iterable<Entry>): StoredEntry[] {
  const positionsOf = new Map<string, ReadonlyMap<Placed, number>>();
  const positionOf = (place: Placed): [string, number] => {
    const { file } = place.article;
    let positions = positionsOf.get(file);
    if (positions === undefined) {
      positions = new Map(files.get(file)?.places.map((each, index) => [each, index]));
      positionsOf.set(file, positions);
    }
    const index = positions.get(place);
    if (index === undefined) throw new Error(`An indexed passage of ${file} is in no file.`);
    return [file, index];
  };
  return Array.from(entries, ({ slot, places }) => [slot, places.map(positionOf)]);
}

/** The entry that was stored. @throws Refusal `snapshotUnusable`. */
export function restoreEntry(files: FileRecords, [slot, positions]: StoredEntry): Entry {
  const [first, ...rest] = positions.map(([file, index]) => {
    const place = files.get(file)?.places[index];
    if (!place) throw unusable(statement('snapshotDamaged'));
    return place;
  });
  if (!first) throw unusable(statement('snapshotDamaged'));
  return { slot, places: [first, ...rest] };
}

/** Writes which slot holds which passages. */
export async function writeEntries(path: string, entries: readonly StoredEntry[]): Promise<void> {
  await replaceContent(path, JSON.stringify(entries));
}

/** Reads what `writeEntries` wrote, by slot. */
export async function readEntries(path: string): Promise<Map<number, StoredEntry>> {
  const stored = JSON.parse(await readFile(path, 'utf8')) as StoredEntry[];
  return new Map(stored.map((entry) => [entry[0], entry]));
}

/** A snapshot that cannot be used; nothing is lost, it is only a cache. */
export function unusable(reason: Reason, cause?: unknown): Refusal<'snapshotUnusable'> {
  return new Refusal('snapshotUnusable', { reason }, { cause });
}
