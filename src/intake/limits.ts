/** How much a stranger's file or page may cost, and for how long it is waited for. */

/** Text that is added is at most this long, decompressed: the longest pages and reports have 2 MB. */
export const MAX_TEXT_BYTES = 5 * 1024 * 1024;

/**
 * Of what is added in any format: a report with photographs. So many of them as may wait to be read
 * (`ALL_WAITING`) fit into memory.
 */
export const MAX_BYTES = 20 * 1024 * 1024;

/** Sites that do not answer in this time do not answer people either. */
export const FETCH_MS = 10_000;

/** From a short link to https to the page itself. */
export const MAX_REDIRECTS = 3;

/** Of what is waiting to be kept, and of what was removed: how long it stays. */
export const STAGED_MS = 24 * 60 * 60 * 1_000;
export const REMOVED_MS = 30 * STAGED_MS;

/** What is kept of removed files, the oldest going first: a folder of articles, but no disk full. */
export const REMOVED_MOST = 1_000;
export const REMOVED_BYTES = 500 * 1024 * 1024;

/** What may wait at once: more than anybody decides on in a day, and less than fills a disk. */
export const STAGED_MOST = 200;
export const STAGED_BYTES = 100 * 1024 * 1024;

/** Of one person, so that nobody takes all the room. */
export const STAGED_EACH = 20;

/** Half of a move that is older was left by a process that is gone: moves take seconds at most. */
export const LEFTOVER_MS = 10 * 60 * 1_000;

/** How often what has waited too long is thrown away. */
export const TIDY_EVERY_MS = 60 * 60 * 1_000;
