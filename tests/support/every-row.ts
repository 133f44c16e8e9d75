/** Looks through all that a database holds, whatever tables there are, as somebody would who stole it. */
import { inflateRawSync } from 'node:zlib';
import type { Pool } from '../../src/database/pool.ts';

/** All tables of the schema, but for their partitions. */
export async function allTables(pool: Pool): Promise<readonly string[]> {
  const rows = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace
       and relkind in ('r', 'p') and not relispartition order by relname`,
  );
  return rows.map(({ name }) => name);
}

/** The tables and columns in which a word stands, as text, in UTF-16, packed or not; small letters. */
export async function placesOf(pool: Pool, word: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const table of await allTables(pool)) {
    const columns = await pool.query<{ name: string; is_bytes: boolean }>(
      `select attname as name, atttypid = 'bytea'::regtype as is_bytes from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [table],
    );
    const wanted = columns.map(
      ({ name, is_bytes }) => `"${name}"${is_bytes ? '' : `::text as "${name}"`}`,
    );
    const rows = await pool.query<Record<string, unknown>>(`select ${wanted} from "${table}"`);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (formsOf(value).some((form) => form.includes(word))) found.add(`${table}.${column}`);
      }
    }
  }
  return [...found].sort();
}

function formsOf(value: unknown): string[] {
  const texts = Buffer.isBuffer(value)
    ? [value, ...inflated(value), ...inflated(value.subarray(1))].flatMap((bytes) => [
        bytes.toString('utf8'),
        bytes.toString('utf16le'),
      ])
    : [JSON.stringify(value) ?? ''];
  return texts.map((text) => text.toLowerCase());
}

function inflated(bytes: Buffer): Buffer[] {
  try {
    return [inflateRawSync(bytes)];
  } catch {
    return [];
  }
}

/** How many rows of each table belong to a collection; tables without any are left out. */
export async function rowsOf(pool: Pool, no: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const table of await allTables(pool)) {
    const columns = await pool.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attname = 'collection' and not attisdropped`,
      [table],
    );
    if (columns.length === 0) continue;
    const [row] = await pool.query<{ n: number }>(
      `select count(*)::int as n from "${table}" where collection = $1`,
      [no],
    );
    if (row && row.n > 0) counts[table] = row.n;
  }
  return counts;
}
