/** What went wrong with a statement: the database is away, somebody was quicker, or it is a bug. */
import { Refusal } from '../refusals.ts';

/** A statement, or the wait for a connection, that took longer than it may. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  /** @param ms that it had. */
  constructor(what: string, ms: number, options?: { cause?: unknown }) {
    super(`${what} within ${ms} ms`, options);
  }
}

/** Of the network and of Node. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/** Classes of SQLSTATE: connection, also what a pooler says; and resources, such as connections. */
const AWAY_CLASSES = new Set(['08', '53']);
/** https://www.postgresql.org/docs/15/errcodes-appendix.html */
const AWAY = new Set([
  // Shutting down, crashed, starting, the database dropped, the session idle for too long.
  ...['57P01', '57P02', '57P03', '57P04', '57P05', '25P03'],
  // What was the primary is a replica now.
  '25006',
  // Signing in was refused, or the database is not there: while the bot runs, somebody changes that.
  ...['28000', '28P01', '3D000'],
]);
/** Serialisation failed (as a replica says that it cancels for replay), deadlock. */
const CONFLICTS = new Set(['40001', '40P01']);
/** Cancelled: on a replica by replay, elsewhere by a time limit. */
const QUERY_CANCELED = '57014';

/** Of pg itself, which has no codes for what breaks between two messages. */
const BROKEN =
  /^(?:Connection terminated|Client (?:has encountered|was closed)|timeout exceeded when trying|timeout expired|The server does not support SSL|There was an error establishing an SSL)/;

/** The SQLSTATE, or the code of the system; null where an error has none. */
export function codeOf(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : null;
}

/**
 * Whether the database is not to be had just now, whatever was asked of it: refused, reset, too late,
 * no connection free, shutting down, no primary any more.
 */
export function isAway(error: unknown): boolean {
  if (error instanceof DeadlineError) return true;
  if (error instanceof Refusal) return error.key === 'databaseAway';
  if (error instanceof AggregateError) return error.errors.every(isAway);
  const code = codeOf(error);
  if (code === null) return error instanceof Error && BROKEN.test(error.message);
  return NETWORK.has(code) || AWAY.has(code) || AWAY_CLASSES.has(code.slice(0, 2));
}

/** Whether the same transaction may well succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error) ?? '');
}

/** Whether the statement was cancelled: by a replica that had to replay, or by a time limit. */
export function isCancelled(error: unknown): boolean {
  return codeOf(error) === QUERY_CANCELED;
}

/** A failure as it is told: `databaseAway` for all that `isAway` knows, anything else as it is. */
export function asDatabaseRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !isAway(error)) return error;
  return databaseAway(error);
}

/** The one refusal that people are told, however the database is away. */
export function databaseAway(cause?: unknown): Refusal<'databaseAway'> {
  return new Refusal('databaseAway', {}, { cause });
}

const CONFLICT_TRIES = 4;

/** Does a transaction again where it ran into another one, a few times. */
export async function retryingConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (!isConflict(error) || tries === CONFLICT_TRIES) throw error;
    }
  }
}
