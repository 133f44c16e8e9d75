/** Where a process stands in the generation that it reads and writes, and what is saved how. */
import { termCountOf } from '../index/embedded/index-files.ts';
import type { WrittenDelta } from './delta-files.ts';
import type { Snapshot } from './generation.ts';

/**
 * A generation is written anew when its deltas are larger than this share of it, and some more bytes.
 * A passage takes some 5 kB of a delta, and half a millisecond of every start until then.
 */
const COMPACT_FROM_SHARE = 1 / 32;
const COMPACT_FROM_BYTES = 384_000;
/** Until then, what was taken out of the articles stands in the generation that a delta takes it from. */
const REWRITE_MS = 24 * 60 * 60 * 1_000;
/** A change of more passages than these, and this share of all, is better written whole. */
const SMALL_CHANGE = 128;
const SMALL_SHARE = 1 / 32;

/** Such a place; what grows with every delta may change. */
export interface Standing {
  readonly generation: string;
  /** The number of the next delta, and what it follows. */
  next: number;
  last: string;
  /** Passages of the generation without its deltas. */
  readonly passages: number;
  /** Bytes of the generation without its deltas, and of these. */
  bytes: number;
  deltaBytes: number;
  /** Terms that are saved: those from this number on are new. */
  terms: number;
  /** When the first delta was written, in milliseconds since 1970; null where there is none. */
  since: number | null;
}

/** A generation of a snapshot as it is now. @param last what its first delta will follow. */
export function standingAt(
  generation: string,
  last: string,
  { catalog, index }: Snapshot,
): Standing {
  return {
    generation,
    next: 1,
    last,
    passages: catalog.entries.size,
    bytes: 0,
    deltaBytes: 0,
    terms: termCountOf(index),
    since: null,
  };
}

/** Where a delta brings a process. @param terms that are saved now. */
export function advance(standing: Standing, written: WrittenDelta, terms: number): void {
  standing.next++;
  standing.last = written.sha256;
  standing.terms = terms;
  standing.deltaBytes += written.bytes;
  standing.since ??= Date.now();
}

/** Whether a change of so many passages is saved as a delta. */
export function isSmall(passages: number, standing: Standing): boolean {
  return passages <= SMALL_CHANGE + SMALL_SHARE * standing.passages;
}

/** Whether a new generation is due that holds nothing any more of what is gone. */
export function isRewriteDue({ since }: Standing): boolean {
  return since !== null && Date.now() - since > REWRITE_MS;
}

/** Whether the deltas have grown so much that a new generation is due. */
export function isCompactionDue({ bytes, deltaBytes }: Standing): boolean {
  return deltaBytes > COMPACT_FROM_BYTES + COMPACT_FROM_SHARE * bytes;
}
