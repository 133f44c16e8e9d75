/** Nothing of what is gone stays in the database: of an article that was removed, and of a collection. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLeases } from '../../src/database/leases.ts';
import type { Pool } from '../../src/database/pool.ts';
import { postgresPlaces } from '../../src/intake/postgres-places.ts';
import { deleteCollectionRows, finishDeleted } from '../../src/library/postgres/delete-rows.ts';
import { startWriter, type Writer, type WriterFolder } from '../../src/library/postgres/writer.ts';
import type { Notice } from '../../src/refusals.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { placesOf, rowsOf } from '../support/every-row.ts';
import { sharedReader, temporaryFolder, writeFiles } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import {
  closeModel,
  libraryOf,
  newCollection,
  sharedModel,
  type TestCollection,
} from '../support/postgres-library.ts';

/** In no article but those that go, and how it begins, whatever its ending. */
const MARKER = 'zorquill';
const STEM = 'zorqu';
const KILN = '# The kiln\n\nThe kiln is fired on Mondays. Bring your own clay.\n';
const GONE = `# The ${MARKER}\n\nThe ${MARKER} (ZQ) is fired on Tuesdays. Every ${MARKER} has clay in it.\n`;

describePostgres('what is gone', () => {
  let server: TestServer;
  let pool: Pool;
  let writer: Writer | null = null;
  const folders: WriterFolder[] = [];
  const notices: Notice[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    pool = testPool(await migratedDatabase(server));
  }, 60_000);
  afterAll(async () => {
    await writer?.close();
    await closeModel();
    await server.close();
    expect(notices).toEqual([]);
  });

  function write(): void {
    writer ??= startWriter({
      ...{ pool, leases: makeLeases(pool), reader: sharedReader, version: '1.0.0' },
      embedder: sharedModel,
      folders: () => folders,
      notice: (_, notice) => notices.push(notice),
      tending: { everyMs: 100, keptMinutes: 0 },
    });
  }

  async function keep({ no }: TestCollection, text: string, name: string): Promise<string> {
    return postgresPlaces(pool, no).articles.add('', () => name, Buffer.from(text));
  }

  async function hasArticles({ no }: TestCollection, n: number): Promise<boolean> {
    const rows = await pool.query('select id from articles where collection = $1', [no]);
    return rows.length === n;
  }

  it('leaves no word of an article in any row, in a collection that is quiet from then on', async () => {
    const collection = await newCollection(pool, 'quiet');
    const folder = temporaryFolder();
    writeFiles(folder, { 'kiln.md': KILN, 'other.md': GONE.replaceAll('Tuesdays', 'Fridays') });
    folders.push({ id: collection.id, folder });
    const file = await keep(collection, GONE, 'gone.md');
    write();
    await until(() => hasArticles(collection, 3));
    const before = await placesOf(pool, STEM);
    expect(before).toContain('terms.text');
    expect(before).toContain('quote_words.word');
    expect(before).toContain('records.record');
    const [term] = await pool.query<{ number: number }>(
      'select number from terms where collection = $1 and starts_with(text, $2)',
      [collection.no, STEM],
    );

    const places = postgresPlaces(pool, collection.no);
    await places.articles.takeOut(file, 'removed/gone.md');
    // As after 30 days.
    await places.state.remove('removed');
    rmSync(join(folder, 'other.md'));
    writer?.wake(collection.id);
    await until(async () => (await placesOf(pool, STEM)).length === 0);
    await until(async () => {
      const left = await pool.query(
        `select slot from passages where collection = $1 and died is not null
         union all select slot from removed_slots where collection = $1
         union all select segment from postings where collection = $1 and term = $2`,
        [collection.no, term?.number],
      );
      return left.length === 0;
    });
    const library = await libraryOf(pool, collection);
    const { excerpts } = await library.ask('When is the kiln fired?', { count: 3 });
    expect(excerpts.map(({ text }) => text)).toEqual([
      'The kiln is fired on Mondays. Bring your own clay.',
    ]);

    // A word that comes back is found again.
    await keep(collection, GONE, 'back.md');
    await until(() => hasArticles(collection, 2));
    const again = await library.ask(`When is the ${MARKER} fired?`, { count: 1 });
    expect(again.excerpts[0]?.text).toContain('Tuesdays');
    const [word] = await pool.query<{ frequency: number }>(
      'select frequency from terms where collection = $1 and starts_with(text, $2)',
      [collection.no, STEM],
    );
    expect(word?.frequency).toBe(1);
  }, 60_000);

  it('leaves no row of a collection, and takes what comes late', async () => {
    const collection = await newCollection(pool, 'deleted');
    const other = await newCollection(pool, 'beside');
    await keep(collection, GONE.replaceAll(MARKER, 'quorzill'), 'gone.md');
    await keep(other, KILN, 'kiln.md');
    const { state } = postgresPlaces(pool, collection.no);
    await state.write('gaps.jsonl', Buffer.from('quorzill?\n'));
    await state.append('gaps.jsonl', ['quorzill!']);
    write();
    await until(async () => (await hasArticles(collection, 1)) && hasArticles(other, 1));
    const beside = await rowsOf(pool, other.no);
    expect(Object.keys(await rowsOf(pool, collection.no))).toEqual(
      expect.arrayContaining(['articles', 'files', 'passages', 'records', 'state_lines', 'terms']),
    );

    await deleteCollectionRows(pool, collection.id);
    expect(await rowsOf(pool, collection.no)).toEqual({});
    expect(await placesOf(pool, 'quorz')).toEqual([]);
    // A process that has not heard of it.
    await state.write('sources/memory.json', Buffer.from('quorzill'));
    await finishDeleted(pool);
    expect(await rowsOf(pool, collection.no)).toEqual({});
    expect(await rowsOf(pool, other.no)).toEqual(beside);
    const left = await pool.query<{ name: string }>('select name from leases where epoch = 0');
    expect(left).toEqual([{ name: `deleted:${collection.no}` }]);
    await pool.query(`update leases set held_until = '-infinity' where epoch = 0`);
    await finishDeleted(pool);
    expect(await pool.query('select name from leases where epoch = 0')).toEqual([]);
    await expect(deleteCollectionRows(pool, 'never was')).resolves.toBeUndefined();
  }, 60_000);
});
