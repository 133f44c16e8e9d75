/** Work of a reading process: a file of the articles folder, read and cut into passages. */
import { contentHash } from '../articles/companion.ts';
import { readListedFile } from '../articles/folder.ts';
import { cutPassages } from '../articles/passages.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { FileReading } from '../model.ts';
import { asStatement, isRefusal, type Statement } from '../refusals.ts';
import type { Placed } from './catalog.ts';
import { packPlaces } from './packed-places.ts';
import { place } from './place.ts';
import { storeRecord } from './snapshot-files.ts';

/** A file that is to be read. */
export interface FileToRead {
  readonly folder: string;
  /** Path inside the folder, with `/`. */
  readonly path: string;
  /** What it is called: the same, or with the name of a linked folder in front. */
  readonly file: string;
  /** Of its bytes when it was last read, hex; what has the same is not read again. */
  readonly sha256: string | null;
  /** The model's, in tokens: see `CutOptions`. */
  readonly window: number;
}

/** What became of it. */
export type FileRead =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'read';
      readonly reading: FileReading;
      /** As `packPlaces` packs them. */
      readonly places: readonly Uint8Array[];
    }
  /** It holds no article. `isContent`: by what is in it, and not by what the system says of it. */
  | {
      readonly kind: 'refused';
      readonly why: Statement<'notIndexed'>;
      readonly isContent: boolean;
    }
  /** The system failed, which says nothing of the file. */
  | { readonly kind: 'failed'; readonly why: Statement<'notIndexed'> };

/** What it asks: how many tokens these texts have. */
export type TextsToCount = readonly string[];

/** See `FileToRead`. @param ask answers `TextsToCount` with a number for each. */
export async function work(
  { folder, path, file, sha256, window }: FileToRead,
  ask: (texts: TextsToCount) => Promise<unknown>,
): Promise<FileRead> {
  const content = await readListedFile(folder, path, file);
  if ('problem' in content) {
    const { problem: why, isItsOwn } = content;
    return isItsOwn ? { kind: 'refused', why, isContent: false } : { kind: 'failed', why };
  }
  const { bytes, companion, site, size, mtimeMs } = content;
  if (contentHash(bytes, companion, site) === sha256) return { kind: 'same' };
  let reading: FileReading;
  try {
    reading = await readArticleFile(bytes, file, companion, site);
  } catch (error) {
    if (!isRefusal(error, 'notIndexed')) throw error;
    return { kind: 'refused', why: asStatement(error), isContent: true };
  }
  const countTokens = async (texts: string[]) => (await ask(texts)) as number[];
  const places: Placed[] = [];
  for (const article of reading.articles) {
    const passages = await cutPassages(article, { window, countTokens });
    for (const passage of passages) places.push(place(article, passage));
  }
  const stored = storeRecord({ file, size, mtimeMs, reading, places });
  return { kind: 'read', reading, places: packPlaces(stored.places) };
}
