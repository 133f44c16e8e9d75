/** Files, passages and slots of a snapshot on disk, but for the index itself. */
import { createReadStream } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Reason, Refusal, statement } from '../refusals.ts';
import type { Catalog, Entry, Placed } from './catalog.ts';
import type { FileRecord, FileRecords } from './files.ts';

/** `[slot, places]`, each place `[file name, index among the file's places]`. */
type StoredEntry = readonly [number, readonly (readonly [string, number])[]];

/** Writes a line a file, so that neither writing nor reading ever holds the event loop for long. */
export async function writeRecords(path: string, files: FileRecords): Promise<void> {
  const handle = await open(path, 'w');
  try {
    for (const { places, ...record } of files.values()) {
      const line = {
        ...record,
        places: places.map(({ article, passage, keys }) => ({ part: article.part, passage, keys })),
      };
      await handle.write(`${JSON.stringify(line)}\n`);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

interface StoredRecord extends Omit<FileRecord, 'places'> {
  readonly places: readonly (Omit<Placed, 'article'> & { readonly part: number })[];
}

/** Reads what `writeRecords` wrote. @throws Refusal `snapshotUnusable`. */
export async function readRecords(path: string): Promise<FileRecords> {
  const files = new Map<string, FileRecord>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    // The checksum has vouched for the line: it is as it was written.
    const { places, ...record } = JSON.parse(line) as StoredRecord;
    files.set(record.file, {
      ...record,
      places: places.map(({ part, passage, keys }) => {
        const article = record.reading.articles[part - 1];
        if (!article) throw unusable(statement('snapshotDamaged'));
        return { article, passage, keys };
      }),
    });
  }
  return files;
}

/** Writes which slot holds which passages. */
export async function writeEntries(
  path: string,
  files: FileRecords,
  catalog: Catalog,
): Promise<void> {
  await writeFile(path, JSON.stringify(entriesOf(files, catalog)));
}

/** Reads what `writeEntries` wrote. @throws Refusal `snapshotUnusable`. */
export async function readEntries(path: string, files: FileRecords): Promise<Entry[]> {
  const stored = JSON.parse(await readFile(path, 'utf8')) as StoredEntry[];
  return stored.map((entry) => resolveEntry(files, entry));
}

function entriesOf(files: FileRecords, catalog: Catalog): StoredEntry[] {
  const positions = new Map<Placed, [string, number]>();
  for (const { file, places } of files.values()) {
    for (const [index, place] of places.entries()) positions.set(place, [file, index]);
  }
  return [...catalog.entries.values()].map(({ slot, places }) => [
    slot,
    places.map((place) => {
      const position = positions.get(place);
      if (!position) throw new Error(`An indexed passage of ${place.article.file} is in no file.`);
      return position;
    }),
  ]);
}

function resolveEntry(files: FileRecords, [slot, positions]: StoredEntry): Entry {
  const [first, ...rest] = positions.map(([file, index]) => {
    const place = files.get(file)?.places[index];
    if (!place) throw unusable(statement('snapshotDamaged'));
    return place;
  });
  if (!first) throw unusable(statement('snapshotDamaged'));
  return { slot, places: [first, ...rest] };
}

/** A snapshot that cannot be used; nothing is lost, it is only a cache. */
export function unusable(reason: Reason, cause?: unknown): Refusal {
  return new Refusal('snapshotUnusable', { reason }, { cause });
}
