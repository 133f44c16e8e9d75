import { afterAll, beforeAll, expect, it } from 'vitest';
import { isOlder, requireServer } from '../../src/database/fits.ts';
import { migrate, requireKnown, schemaOf } from '../../src/database/migrate.ts';
import { type Migration, partitionsOf, tenantTable } from '../../src/database/migration.ts';
import { MIGRATIONS } from '../../src/database/migrations.ts';
import type { Pool } from '../../src/database/pool.ts';
import { testPool as another } from '../support/database.ts';
import {
  describePostgres,
  emptyCluster,
  startPostgres,
  type TestServer,
} from '../support/postgres.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';

const FIRST: Migration = {
  number: 1,
  name: '0001-first',
  least: 1,
  statements: ['create table things (n int)', 'insert into things select generate_series(1, 100)'],
};
const SECOND: Migration = {
  number: 2,
  name: '0002-second',
  least: 1,
  statements: ['alter table things add column word text'],
  outside: ['create index concurrently if not exists things_n on things (n)'],
};

let server: TestServer;

async function fresh(user?: string): Promise<Pool> {
  const url = new URL(await server.database());
  if (user !== undefined) url.username = user;
  return another(url.href);
}

describePostgres('migrate', () => {
  beforeAll(async () => {
    server = await startPostgres({ cluster: emptyCluster() });
  });
  afterAll(() => server.close());

  it('does all of this release, once', async () => {
    const pool = await fresh();
    await requireServer(pool);
    expect(await migrate(pool)).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await migrate(pool)).toEqual([]);
    const number = MIGRATIONS.at(-1)?.number;
    expect(await schemaOf(pool)).toMatchObject({ version: number });
    const [row] = await pool.query<{ no: number }>(
      "insert into collections (id, key) values ('', '') returning no",
    );
    expect(row?.no).toBe(1);
  });

  it('numbers migrations in their order, as their files are called', () => {
    for (const [at, { number, name, least }] of MIGRATIONS.entries()) {
      expect(number).toBeGreaterThan(MIGRATIONS[at - 1]?.number ?? 0);
      expect(name).toMatch(new RegExp(`^${String(number).padStart(4, '0')}-[a-z-]+$`));
      expect(least).toBeLessThanOrEqual(number);
    }
  });

  it('lets several processes come at once: one does it, the others wait for it', async () => {
    const url = await server.database();
    const done = await Promise.all(
      Array.from({ length: 5 }, () => migrate(another(url), { migrations: [FIRST, SECOND] })),
    );
    expect(done.filter((names) => names.length > 0)).toEqual([[FIRST.name, SECOND.name]]);
    const [row] = await another(url).query('select count(*)::int as n from things');
    expect(row).toEqual({ n: 100 });
  });

  it('waits for nobody for ever', async () => {
    const url = await server.database();
    const pool = another(url);
    await another(url).transaction(async (connection) => {
      await connection.query('select pg_advisory_xact_lock(20261126)');
      const refusal = await refusalOf(migrate(pool, { migrations: [FIRST], waitMs: 300 }));
      expect(refusal.key).toBe('migrationsBusy');
    });
    expect(await migrate(pool, { migrations: [FIRST] })).toEqual([FIRST.name]);
  });

  it('leaves nothing of a migration that fails, and makes again what was cut short outside of one', async () => {
    const pool = await fresh();
    const broken = { ...FIRST, statements: [...(FIRST.statements ?? []), 'select nonsense'] };
    const refusal = await refusalOf(migrate(pool, { migrations: [broken] }));
    expect(inEnglish(refusal)).toBe(
      'The migration 0001-first of the database failed: column "nonsense" does not exist.',
    );
    expect(await pool.query("select to_regclass('things') as there")).toEqual([{ there: null }]);

    await migrate(pool, { migrations: [FIRST] });
    await pool.query('insert into things values (1)');
    const unique = 'create unique index concurrently if not exists things_n on things (n)';
    const twice: Migration = { ...SECOND, outside: [unique] };
    expect((await refusalOf(migrate(pool, { migrations: [FIRST, twice] }))).key).toBe(
      'migrationFailed',
    );
    await pool.query('delete from things where ctid = (select max(ctid) from things)');
    expect(await migrate(pool, { migrations: [FIRST, twice] })).toEqual([SECOND.name]);
    expect(
      await pool.query("select indisvalid from pg_index where indexrelid = 'things_n'::regclass"),
    ).toEqual([{ indisvalid: true }]);
  });

  it('makes an index while others use the table and wait for the lock', async () => {
    const url = await server.database();
    const pool = another(url);
    await migrate(pool, { migrations: [FIRST] });
    const release = { ...SECOND, statements: [] };
    const stop = new AbortController();
    const used = another(url);
    const using = (async () => {
      let n = 0;
      for (; !stop.signal.aborted; n++) {
        await used.query('insert into things values ($1)', [n]);
        await used.query('select count(*)::int from things where n = $1', [n]);
      }
      return n;
    })();
    const migrating = Array.from({ length: 3 }, () =>
      migrate(another(url), { migrations: [FIRST, release] }),
    );
    await Promise.all(migrating);
    stop.abort();
    expect(await using).toBeGreaterThan(0);
  });

  it('goes on where a newer release has migrated and lets it, and ends where it does not', async () => {
    const pool = await fresh();
    await migrate(pool, { migrations: [FIRST, SECOND] });
    expect(await migrate(pool, { migrations: [FIRST] })).toEqual([]);
    const third: Migration = { number: 3, name: '0003-third', least: 2, statements: [] };
    await migrate(pool, { migrations: [FIRST, SECOND, third] });
    const refusal = await refusalOf(migrate(pool, { migrations: [FIRST] }));
    expect(inEnglish(refusal)).toBe(
      'The database belongs to a newer Footnote (its migration 3; this one knows 1): install that one.',
    );
    const schema = await schemaOf(pool);
    expect(() => requireKnown(schema, 2)).not.toThrow();
    expect(() => requireKnown(schema, 1)).toThrow('databaseNewer');
  });

  it('refuses a database whose migration was another one', async () => {
    const pool = await fresh();
    await migrate(pool, { migrations: [FIRST] });
    const other = { ...FIRST, statements: ['create table others (n int)'] };
    expect((await refusalOf(migrate(pool, { migrations: [other] }))).key).toBe('databaseOtherwise');
  });

  it('says what a superuser has to run where the bot may not make the extension', async () => {
    const admin = another(server.url());
    await admin.query('create role plain login');
    const pool = await fresh('plain');
    // pgvector may be made by whoever may create in the database: this one may not.
    expect(inEnglish(await refusalOf(requireServer(pool)))).toBe(
      'The extension pgvector is not in this database, and the bot may not put it there: have a superuser run “CREATE EXTENSION vector;” in it.',
    );
    expect((await refusalOf(migrate(pool))).key).toBe('migrationFailed');
  });

  it('tells versions apart', () => {
    expect(isOlder('0.7.4', '0.8.0')).toBe(true);
    expect(isOlder('0.8.0', '0.8.0')).toBe(false);
    expect(isOlder('0.10.1', '0.8.0')).toBe(false);
    expect(isOlder('1.0', '0.8.0')).toBe(false);
    expect(isOlder('0.8', '0.8.1')).toBe(true);
  });

  it('parts a table of communities by their numbers', async () => {
    const pool = await fresh();
    const table = tenantTable('t', 'collection int, n int, primary key (collection, n)');
    await migrate(pool, {
      migrations: [{ number: 1, name: '0001-t', least: 1, statements: table }],
    });
    await pool.query('insert into t select c, 1 from generate_series(1, 200) c');
    const [row] = await pool.query<{ n: number }>(
      'select count(distinct tableoid)::int as n from t',
    );
    expect(row?.n).toBe(partitionsOf('t').length);
  });
});
