/** What came of a request to the reader page, as it is counted. */

export const PAGE_RESULTS = [
  'passage',
  'changed',
  'article',
  'card',
  'missing',
  /** Asked for while the articles are still being read. */
  'early',
  /** Neither GET nor HEAD. */
  'method',
  /** Too many from one address, or at once. */
  'limited',
  /** The database is away, or it took too long. */
  'late',
  'failed',
] as const;
/** One of these. */
export type PageResult = (typeof PAGE_RESULTS)[number];
