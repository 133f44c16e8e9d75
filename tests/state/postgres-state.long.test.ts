/** State and articles in a real PostgreSQL: the promises of a disk, for many processes at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { openFeedbackLogs } from '../../src/feedback/feedback-log.ts';
import { openGapLogs } from '../../src/gaps/gap-log.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { itKeepsState } from './state-contract.ts';
import { contentOf } from './state-model.ts';

describePostgres('state in PostgreSQL', () => {
  let server: TestServer;
  let pool: Pool;
  let collections = 0;
  beforeAll(async () => {
    server = await startPostgres();
    pool = testPool(await migratedDatabase(server));
  });
  afterAll(() => server.close());

  itKeepsState(async () => {
    collections += 1;
    return [postgresState(pool, collections), postgresState(pool, collections)];
  });

  it('keeps collections apart', async () => {
    const [one, another] = [postgresState(pool, 901), postgresState(pool, 902)];
    await one.write('some/file', Buffer.from('one'));
    await one.append('lines', ['one']);
    expect(await another.list('')).toEqual([]);
    await another.write('some/file', Buffer.from('another'));
    await another.move('some', 'else');
    await another.remove('');
    expect([...(await contentOf(one))]).toEqual([
      ['lines', 'one\n'],
      ['some/file', 'one'],
    ]);
  });

  it('keeps gaps that several processes note, sweep and forget at once', async () => {
    let now = Date.now();
    const open = () =>
      openGapLogs({ state: postgresState(pool, 903), retentionDays: 2, now: () => now });
    const [one, another] = [await open(), await open()];
    const ask = (from: number) =>
      Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          (i % 2 ? one : another).gapsOf('1').note(`Question ${from + i}?`),
        ),
      );
    await ask(0);
    now += 3 * 24 * 60 * 60 * 1_000;
    // The first of each process sweeps, while others note.
    await Promise.all([ask(10), another.gapsElsewhere(null, (id) => id === '1').note('Where?')]);
    const questions = (await one.gapsOf('1').list()).map(({ question }) => question).sort();
    expect(questions).toEqual(Array.from({ length: 10 }, (_, i) => `Question ${10 + i}?`));
    await Promise.all([one.forget('1'), another.gapsElsewhere(null, () => true).note('Who?')]);
    expect(await one.gapsOf('1').list()).toEqual([]);
    const elsewhere = await another.gapsElsewhere(null, () => true).list();
    expect(elsewhere.map(({ question }) => question).sort()).toEqual(['Where?', 'Who?']);
    expect(String(await postgresState(pool, 903).read('gaps.jsonl'))).not.toContain('Question');
  });

  it('counts what several processes are told of answers, and takes back what was thought better of', async () => {
    const open = () =>
      openFeedbackLogs({ state: postgresState(pool, 904), retentionDays: 2, keepsTexts: false });
    const [one, another] = [await open(), await open()];
    const say = (person: number, helpful: boolean) =>
      (person % 2 ? one : another)
        .feedbackOf('1')
        .say({ person: String(person), question: 'Who?', passage: 'a-b', helpful });
    const people = Array.from({ length: 10 }, (_, i) => i);
    await Promise.all(people.map((person) => say(person, true)));
    await Promise.all([...people.slice(0, 4).map((person) => say(person, false)), say(9, true)]);
    const helped = (await one.feedbackOf('1').list()).map(({ helpful }) => helpful);
    expect(helped.filter(Boolean)).toHaveLength(6);
    expect(helped).toHaveLength(10);
    expect(String(await postgresState(pool, 904).read('feedback.jsonl'))).not.toContain('Who?');
    await another.forget('1');
    expect(await one.servers()).toEqual([]);
  });

  it('stores long files so that a part is read by itself', async () => {
    const rows = await pool.query<{ storage: string }>(
      `select distinct attstorage::text as storage from pg_attribute
       where attname = 'bytes' and attrelid::regclass::text like 'state\\_files\\_p%'`,
      [],
    );
    expect(rows).toEqual([{ storage: 'e' }]);
  });
});
