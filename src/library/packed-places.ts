/** Passages on their way from the reading process, packed so that they are unpacked in time slices. */
import { deserialize, serialize } from 'node:v8';
import { timeSlice } from '../time-slices.ts';
import type { StoredRecord } from './snapshot-files.ts';

type Places = StoredRecord['places'];

/** Unpacked in a millisecond: a message is unpacked in one piece, and a book has 20,000 passages. */
const BATCH = 100;

/** Packs passages, in order. */
export function packPlaces(places: Places): Uint8Array[] {
  const batches: Uint8Array[] = [];
  for (let from = 0; from < places.length; from += BATCH) {
    batches.push(serialize(places.slice(from, from + BATCH)));
  }
  return batches;
}

/** Unpacks what `packPlaces` packed; the event loop has its turns. */
export async function unpackPlaces(batches: readonly Uint8Array[]): Promise<Places> {
  const places: Places[number][] = [];
  const slice = timeSlice();
  for (const batch of batches) {
    places.push(...(deserialize(batch) as Places));
    if (slice.isOver()) await slice.next();
  }
  return places;
}
