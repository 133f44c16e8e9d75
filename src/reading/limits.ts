/** What reading one file may cost, and how much of it may wait. */

/** Of what is limited here. */
export const BYTES_PER_MB = 1024 * 1024;

/** What reading is held to; tests tighten it. */
export interface ReadingLimits {
  /** Milliseconds of computing for one file. */
  readonly readMs: number;
  /** V8's heap of a reading process, MB. */
  readonly heapMb: number;
  /** All memory of a reading process, MB: what is unpacked lies outside of V8's heap. */
  readonly residentMb: number;
  /** Milliseconds without any sign of life until a process counts as hung. */
  readonly hungMs: number;
  /** Milliseconds that work waits for a process that cannot be started. */
  readonly startMs: number;
}

/**
 * A 1,000-page PDF takes some 5 s on one core; what takes longer than 20 s is damaged or made to take
 * long. The largest files that are read, 20 MB of text, take 700 MB of memory.
 */
export const READING_LIMITS: ReadingLimits = {
  readMs: 20_000,
  heapMb: 1_024,
  residentMb: 1_536,
  hungMs: 5_000,
  startMs: 30_000,
};

/** A file may lie there, on a busy machine, for so many times the computing it may take. */
export const WALL_FACTOR = 4;

/** A process that has grown beyond this is replaced before the next file, MB: nothing gives it back. */
export const RECYCLE_MB = 384;

/**
 * Files of one lane, of all, and of one community's among many, that may wait; each may be of 20 MB. The
 * default collection has its own room, and the others have as much together.
 */
export const LANE_WAITING = 4;
export const ALL_WAITING = 24;
export const GROUP_WAITING = 8;

/** A file that takes longer than this is a slow one: others need not wait for it. */
export const SLOW_MS = 500;

/** The second process ends when it has had nothing to do for so long. */
export const IDLE_MS = 10_000;
