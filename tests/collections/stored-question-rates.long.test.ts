/** Questions a minute are counted by all processes together, and by each alone while the database is away. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantAccess } from '../../src/collections/access.ts';
import type { Served } from '../../src/collections/communities.ts';
import type { SharedRates } from '../../src/collections/question-rates.ts';
import { storedQuestionRates } from '../../src/collections/stored-question-rates.ts';
import type { StatementCost } from '../../src/database/ask.ts';
import type { Pool } from '../../src/database/pool.ts';
import { deleteCollectionRows } from '../../src/library/postgres/delete-rows.ts';
import { communityFolders } from '../support/communities.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { rowsOf } from '../support/every-row.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { newCollection } from '../support/postgres-library.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';
import { openStoredTestCommunities } from '../support/stored-communities.ts';
import { statementsWithoutCollection } from '../support/tenant-statements.ts';

/** What a question of a collection with a bound costs beside its own four. */
const [MOST_STATEMENTS, TO_COUNT] = [4, 1];
const NOT_HANGING_MS = 3_000;
const SLOT_S = 2;

describePostgres('questions a minute', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  let numbers: ReadonlyMap<string, number>;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
    const made = [];
    for (const id of ['loom', 'kiln', 'mill', 'gone', 'busy'])
      made.push(await newCollection(pool, id));
    numbers = new Map(made.map(({ id, no }) => [id, no]));
  });
  afterAll(async () => {
    expect(await statementsWithoutCollection(server, url)).toEqual([]);
    await server.close();
  });

  /** Of a process of its own. */
  const oneProcess = (): SharedRates =>
    storedQuestionRates({ queries: testPool(url), numberOf: (id) => numbers.get(id) ?? null });
  /** As if so much time had passed. */
  const pass = (id: string, seconds: number) =>
    pool.query('update question_counts set slot = slot - $2 where collection = $1', [
      numbers.get(id),
      seconds / SLOT_S,
    ]);

  it('are counted together by all processes, and forgotten after a minute', async () => {
    const [a, b] = [oneProcess(), oneProcess()];
    const asked = [{ id: 'loom', max: 3 }];
    await a.charge(asked);
    await pass('loom', 20);
    await b.charge(asked);
    await a.charge(asked);
    expect([await a.count('loom'), await b.count('loom'), await b.count('kiln')]).toEqual([
      3, 3, 0,
    ]);
    const refusal = await refusalOf(b.charge(asked));
    expect(inEnglish(refusal)).toMatch(
      /^Here 3 questions a minute are answered; the next one can be asked in (?:39|4[0-2]) seconds\.$/,
    );
    // What is refused is not counted: whoever goes on asking does not wait longer.
    expect(await a.count('loom')).toBe(3);
    await a.charge([{ id: 'kiln', max: 3 }]);
    await pass('loom', 42);
    expect(await a.count('loom')).toBe(2);
    await b.charge(asked);
    await refusalOf(a.charge(asked));
    await pass('loom', 3_600);
    expect(await a.count('loom')).toBe(0);
    await b.charge(asked);
    expect(await a.count('loom')).toBe(1);
  });

  it('are as many as there may be, however many are asked at once', async () => {
    const both = [
      { id: 'mill', max: 10 },
      { id: 'busy', max: 1_000 },
    ];
    const processes = [oneProcess(), oneProcess(), oneProcess()];
    const asking = Array.from({ length: 60 }, (_, at) => {
      const asked = at % 2 === 0 ? both : [...both].reverse();
      return processes[at % 3]?.charge(asked);
    });
    const results = await Promise.allSettled(asking);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await processes[0]?.count('mill')).toBe(10);
    const refusal = await refusalOf(oneProcess().charge([{ id: 'mill', max: 0 }]));
    expect(refusal.facts).toEqual({ max: 0, n: 60 });
  });

  it('leave nothing of a collection that is gone', async () => {
    const rates = oneProcess();
    await rates.charge([{ id: 'gone', max: 3 }]);
    await deleteCollectionRows(pool, 'gone');
    await rates.charge([{ id: 'gone', max: 3 }]);
    expect(await rowsOf(pool, numbers.get('gone') ?? -1)).toEqual({});
    await rates.charge([{ id: 'unheard-of', max: 3 }]);
  });

  it('neither hang nor are refused while the database is away, up to what one process answers by itself', async () => {
    const rates = oneProcess();
    const asked = [{ id: 'kiln', max: 3 }];
    await rates.charge(asked);
    server.freeze();
    try {
      const began = performance.now();
      await rates.charge(asked);
      await rates.charge(asked);
      expect((await refusalOf(rates.charge(asked))).key).toBe('quotaQuestions');
      expect(performance.now() - began).toBeLessThan(NOT_HANGING_MS);
    } finally {
      server.thaw();
    }
    await until(async () => (await rates.count('kiln')) >= 2);
  });

  it('cost one statement beside the four of a question, and none where nothing bounds them', async () => {
    const SERVER = '1300000000000000099';
    const files = {
      'kiln.md': '# The kiln\n\nThe kiln is fired on Mondays.\n',
      'loom/collection.yaml': `servers: ["${SERVER}"]\nquotas:\n  questions: 2\n`,
      'loom/loom.md': '# The loom\n\nThe loom has forty shafts.\n',
    };
    const folders = communityFolders(files);
    const own = await migratedDatabase(server);
    const costs: StatementCost[] = [];
    const writer = await openStoredTestCommunities(folders, { url: own });
    const opened = await openStoredTestCommunities(communityFolders({ 'none.md': '' }), {
      ...{ url: own, isWriter: false },
      onStatement: (cost) => costs.push(cost),
    });
    try {
      const { collections, serve } = opened.communities;
      await until(async () => collections.ofServer(SERVER).length === 1);
      const seen = (sees: Parameters<typeof grantAccess>[0]['sees']) =>
        serve(grantAccess({ sees, changes: null, server: SERVER }));
      const bounded = await seen(collections.ofServer(SERVER));
      const free = await seen([collections.default]);
      const both = await seen([...collections.ofServer(SERVER), collections.default]);
      const ask = async (
        { library, chargeShared }: Pick<Served, 'library' | 'chargeShared'>,
        question: string,
      ) => {
        costs.length = 0;
        await chargeShared?.();
        const { excerpts } = await library.ask(question, { count: 1 });
        const texts = costs.map(({ text }) => text);
        // What the process looks at by itself meanwhile is of other tables.
        const counted = texts.filter((text) => text.includes('question_counts')).length;
        const asked = texts.filter((text) => /\bpassages\b|\brecords\b/.test(text)).length;
        return { said: excerpts[0]?.text ?? '', counted, asked };
      };
      await until(async () => (await bounded.library.articles()).length === 1);
      await until(async () => (await free.library.articles()).length === 1);
      // What is remembered from then on.
      for (const { library } of [bounded, free, both])
        await library.ask('What is there?', { count: 1 });
      for (let n = 0; n < 2; n++) {
        const answer = await ask(bounded, 'How many shafts has the loom?');
        expect(answer.said).toContain('forty');
        expect(answer.counted).toBe(TO_COUNT);
        expect(answer.asked).toBeLessThanOrEqual(MOST_STATEMENTS);
      }
      expect((await refusalOf(ask(bounded, 'Has it?'))).key).toBe('quotaQuestions');
      expect(bounded.charge).toBeUndefined();
      const answer = await ask(free, 'When is the kiln fired?');
      expect(answer.said).toContain('Mondays');
      expect(answer.counted).toBe(0);
      // A question to several collections is one, too.
      const { library } = both;
      const together = await ask({ library }, 'When is the kiln fired?');
      expect(together.said).toContain('Mondays');
      expect(together.asked).toBeLessThanOrEqual(MOST_STATEMENTS);
      expect(await statementsWithoutCollection(server, own)).toEqual([]);
    } finally {
      await opened.close();
      await writer.close();
    }
  }, 120_000);
});
