/** Statements that might read another community's rows: found in what the server was asked. */
import pg from 'pg';
import type { TestServer } from './postgres.ts';

/** What makes or keeps tables, and reads none of their rows for anybody. */
const UPKEEP =
  /^\s*(?:create|alter|drop|analyze|vacuum|cluster|reindex|truncate|lock|comment|set)\b/i;
const REFERENCE = /\b(?:from|join|into|update|using|only|copy)\s+(?:only\s+)?([a-z_][a-z0-9_]*)/gi;
/** After `from` and a comma, too: `from passages p, vectors v`. */
const LISTED =
  /,\s*([a-z_][a-z0-9_]*)\s+(?:as\s+)?[a-z_][a-z0-9_]*(?=\s*(?:,|where|join|on|order|$))/gi;

/**
 * The statements of a database that name a table of many communities more often than they name a
 * collection. Tables of many communities are those with a column `collection`, as the catalog has them.
 */
export async function statementsWithoutCollection(
  server: TestServer,
  url: string,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'collection' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`);
  await client.end();
  const tables = new Set(rows.map(({ name }) => name));
  const statements = server.statements(new URL(url).pathname.slice(1));
  return [...new Set(statements)].filter((statement) => !namesCollections(statement, tables));
}

/** Whether a statement names a collection for each time that it names such a table. */
export function namesCollections(statement: string, tables: ReadonlySet<string>): boolean {
  if (UPKEEP.test(statement)) return true;
  const text = statement.replace(/'(?:[^']|'')*'/g, "''").replace(/--.*$/gm, ' ');
  const named = [...text.matchAll(REFERENCE), ...text.matchAll(LISTED)];
  const references = named.filter(([, name = '']) => tables.has(name.toLowerCase())).length;
  // `using (collection, slot)` says it of two tables.
  const shared = text.match(/\busing\s*\(\s*collection\b/gi)?.length ?? 0;
  const mentions = text.match(/\bcollection\b/gi)?.length ?? 0;
  return mentions + shared >= references;
}
