/** What was found in a replica that has not heard of a removal is not shown, also of several collections. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { postgresPlaces } from '../../src/intake/postgres-places.ts';
import { joinLibraries } from '../../src/library/joined-library.ts';
import { searchTogether } from '../../src/library/postgres/postgres-library.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import {
  closeModel,
  deskOver,
  libraryOf,
  lookWith,
  newCollection,
  writerOf,
} from '../support/postgres-library.ts';

describePostgres('an answer from a replica', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
  }, 60_000);
  afterAll(async () => {
    await closeModel();
    await server.close();
  });

  it('is checked at the primary, alone and joined', async () => {
    const [own, other] = [await newCollection(pool, 'own'), await newCollection(pool, 'other')];
    const keep = (no: number, text: string) =>
      postgresPlaces(pool, no).articles.add('', () => 'boat.md', Buffer.from(text));
    await keep(own.no, '# The boat\n\nThe blue boat leaves at nine, says Ada.\n');
    await keep(other.no, '# A boat\n\nThe blue boat leaves at ten. Its keel is oak.\n');
    for (const each of [own, other]) await lookWith(pool, await writerOf(pool, each, null));
    // A copy of this moment, which hears of nothing more.
    const copy = new URL(url);
    copy.pathname = '/lagging';
    const admin = testPool(server.url());
    const from = new URL(url).pathname.slice(1);
    await pool.close();
    await admin.query(`create database lagging template ${from} strategy file_copy`);
    pool = testPool(url);
    const replica = testPool(copy.href);
    const desk = { ...(await deskOver(pool)), reading: () => replica };
    const parts = [
      { key: 'abcde', library: await libraryOf(pool, own, desk) },
      { key: '', library: await libraryOf(pool, other, desk) },
    ] as const;
    const joined = joinLibraries([...parts], searchTogether(desk));
    const ask = async (library: Pick<typeof joined, 'ask'>) => {
      const answer = await library.ask('When does the blue boat leave?', { count: 1 });
      const refs = answer.excerpts.flatMap(({ alsoIn = [], differsIn = [] }) => [
        ...alsoIn,
        ...differsIn,
      ]);
      return {
        texts: answer.excerpts.map(({ text }) => text),
        others: [...answer.further, ...refs].length,
        judgement: answer.judgement,
      };
    };
    const both = await ask(joined);
    expect(both).toMatchObject({ judgement: 'answers', texts: [expect.stringContaining('nine')] });
    expect(both.others).toBeGreaterThan(0);

    await postgresPlaces(pool, other.no).articles.takeOut('boat.md', 'removed/boat.md');
    expect(await ask(joined)).toMatchObject({ texts: both.texts, others: 0 });
    expect((await ask(parts[1].library)).texts).toEqual([]);
    await postgresPlaces(pool, own.no).articles.takeOut('boat.md', 'removed/boat.md');
    expect(await ask(joined)).toEqual({ texts: [], others: 0, judgement: 'no-answer' });
  }, 60_000);
});
