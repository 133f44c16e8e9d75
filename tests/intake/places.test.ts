/** Articles are added, removed and put back alike, on a disk and in a database. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import { postgresPlaces } from '../../src/intake/postgres-places.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { sharedReader, temporaryFolder } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { itKeepsArticles } from './places-contract.ts';

const MIRA = '1300000000000000010';

describe('places on a disk', () => {
  itKeepsArticles(async () => {
    const root = temporaryFolder();
    const folders = { articlesDir: join(root, 'articles'), dataDir: join(root, 'data') };
    mkdirSync(folders.articlesDir);
    return [diskPlaces(folders), diskPlaces(folders)];
  });
});

describePostgres('places in PostgreSQL', () => {
  let server: TestServer;
  let pool: Pool;
  let another: Pool;
  let url: string;
  let collections = 0;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    [pool, another] = [testPool(url), testPool(url)];
  });
  afterAll(() => server.close());

  const open = async () => {
    collections += 1;
    return [postgresPlaces(pool, collections), postgresPlaces(another, collections)] as const;
  };
  itKeepsArticles(open);

  it('counts what waits of a person over all processes, and says of nobody who it is', async () => {
    const places = await open();
    const [first, second] = places.map((each) =>
      intakeOf(
        each,
        knowArticles(async () => new Map()),
        {
          ...{ allowlist: [], reader: sharedReader, each: 2 },
        },
      ),
    );
    const send = (intake: typeof first, text: string, by = MIRA) =>
      intake?.stageFile(
        { bytes: Buffer.from(`A text of ${text} for all to read.`), name: 'a.md' },
        by,
      );
    await send(first, 'the first');
    await send(second, 'the second');
    for (const intake of [first, second]) {
      await expect(send(intake, 'the third')).rejects.toMatchObject({
        key: 'tooMuchWaitingOfYours',
      });
    }
    await send(first, 'another', '1300000000000000011');
    const [one] = places;
    for (const { path } of await one.state.list('')) {
      expect(String(await one.state.read(path))).not.toContain(MIRA);
    }
    // However many are sent at once, no more are kept waiting.
    const other = await open();
    const many = await Promise.allSettled(
      other.flatMap((each) => {
        const intake = intakeOf(
          each,
          knowArticles(async () => new Map()),
          {
            ...{ allowlist: [], reader: sharedReader, each: 2 },
          },
        );
        return [send(intake, 'one'), send(intake, 'two'), send(intake, 'three')];
      }),
    );
    expect(many.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2);
    expect((await other[0].state.entries('intake')).length).toBeLessThanOrEqual(2);
  });

  it('hides what is removed at once, and tells that a folder’s file is not its own', async () => {
    const [places] = await open();
    await places.articles.add('', () => 'dam.md', Buffer.from('The dam was built in four years.'));
    await pool.query(
      `insert into files (collection, path, origin, sha256, size, modified)
       values ($1, 'mill.md', 'folder', '', 0, 0)`,
      [collections],
    );
    const intake = intakeOf(
      places,
      knowArticles(async () => new Map()),
      {
        ...{ allowlist: [], reader: sharedReader },
      },
    );
    await expect(intake.remove('mill.md')).rejects.toMatchObject({ key: 'removedInFolder' });
    expect(await places.state.list('removed')).toEqual([]);
    const { movedTo } = await intake.remove('dam.md');
    expect(movedTo).toBeNull();
    const hidden = await pool.query('select path from withdrawn where collection = $1', [
      collections,
    ]);
    expect(hidden).toEqual([{ path: 'dam.md' }]);
  });

  it('names the collection in every statement', () => {
    const statements = server
      .statements(new URL(url).pathname.slice(1))
      .filter(
        (each) =>
          /\b(?:state_files|state_lines|files)\b/.test(each) && !/^\s*(?:create|alter)/.test(each),
      );
    expect(statements.length).toBeGreaterThan(100);
    for (const each of statements) expect(each).toMatch(/collection/);
  });
});
