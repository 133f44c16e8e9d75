/** Whether a server is one that Footnote can work with, said in a sentence where it is not. */
import { Refusal } from '../refusals.ts';
import { codeOf } from './errors.ts';
import type { Pool } from './pool.ts';

/** PostgreSQL 15, as `server_version_num` has it. */
const SERVER = 150_000;
const SERVER_NAME = '15';
/** It brought iterative scans. */
const VECTOR = '0.8.0';

const CREATE_VECTOR = 'CREATE EXTENSION vector;';
const UPDATE_VECTOR = 'ALTER EXTENSION vector UPDATE;';

const INSUFFICIENT_PRIVILEGE = '42501';
/** By another process, whatever `if not exists` says. */
const MADE_MEANWHILE = new Set(['23505', '42710']);

interface Found {
  readonly server: number;
  readonly server_name: string;
  /** In this database; null where it is not. */
  readonly vector: string | null;
  /** That the server has files of; null where it has none. */
  readonly available: string | null;
}

/**
 * Sees that the server is new enough, and that pgvector is in the database: it is put there where that
 * may be done.
 * @throws Refusal `databaseTooOld`, `vectorNotInstalled`, `vectorNotCreated`, `vectorTooOld`, or `databaseAway`.
 */
export async function requireServer(pool: Pool): Promise<void> {
  const found = await lookAt(pool);
  if (found.server < SERVER) {
    throw new Refusal('databaseTooOld', { found: found.server_name, needed: SERVER_NAME });
  }
  if (found.vector === null && found.available === null) {
    throw new Refusal('vectorNotInstalled', { needed: VECTOR });
  }
  if (found.vector === null) await createVector(pool);
  const vector = found.vector ?? found.available ?? '';
  if (isOlder(vector, VECTOR)) {
    throw new Refusal('vectorTooOld', { found: vector, needed: VECTOR, sql: UPDATE_VECTOR });
  }
}

async function lookAt(pool: Pool): Promise<Found> {
  const [found] = await pool.query<Found>(`select
    current_setting('server_version_num')::int as server,
    current_setting('server_version') as server_name,
    (select extversion from pg_extension where extname = 'vector') as vector,
    (select default_version from pg_available_extensions where name = 'vector') as available`);
  return found as Found;
}

async function createVector(pool: Pool): Promise<void> {
  try {
    await pool.query('create extension if not exists vector');
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (MADE_MEANWHILE.has(code)) return;
    if (code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Refusal('vectorNotCreated', { sql: CREATE_VECTOR }, { cause: error });
  }
}

/** Of versions such as `0.8.1`, by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [version, than].map((text) => text.split('.').map(Number));
  for (const [at, number] of (theirs ?? []).entries()) {
    const other = ours?.[at] ?? 0;
    if (other !== number) return other < number;
  }
  return false;
}
