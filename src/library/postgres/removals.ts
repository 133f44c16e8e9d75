/** When so much of a folder is gone that the folder itself may be: then nothing of it is removed. */
import type { FileRecord, FileRecords } from '../files.ts';

/**
 * Fewer files than these are a folder that somebody is tidying: only where all of them are gone, nothing
 * is removed.
 */
const HANDFUL = 5;
/** More than this share of a folder's files does not go at once by anybody's will. */
const MOST_GONE = 0.5;

/**
 * The files that are gone, where they are too many: of a folder that is empty, or of which more than half
 * is gone. A file that has moved is not gone. None where removing them is what was meant.
 * @param known the folder's files before.
 * @param found its files now; empty where there is no folder.
 */
export function removalsToHold(known: FileRecords, found: FileRecords): readonly FileRecord[] {
  const came = new Set<string>();
  for (const [file, { reading }] of found) if (!known.has(file)) came.add(reading.sha256);
  const missing = [...known.values()].filter(({ file }) => !found.has(file));
  const gone = missing.filter(({ reading }) => reading.sha256 === '' || !came.has(reading.sha256));
  if (gone.length === 0) return [];
  const isEmpty = found.size === 0;
  const isMost = known.size >= HANDFUL && gone.length > MOST_GONE * known.size;
  return isEmpty || isMost ? gone : [];
}
