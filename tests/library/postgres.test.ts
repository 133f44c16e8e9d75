/** A library in PostgreSQL says what the embedded one says, and is changed by one writer's transactions. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import type { Answer } from '../../src/model.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import {
  closeModel,
  libraryOf,
  lookWith,
  newCollection,
  writerOf,
} from '../support/postgres-library.ts';

const QUESTIONS = [
  'How long did the interview with the Kyrgyz last?',
  'Who rules the Wakhan?',
  'Which groups are named?',
  'When did the war begin and who started it?',
  'What does the Taliban say about girls at school?',
  'asdf qwer',
];

/** What people see of an answer; scores as far as they are promised to be the same. */
function shownOf({ tookMs: _tookMs, evidence: { reading }, ...answer }: Answer) {
  const excerpts = answer.excerpts.map(({ score, ...rest }) => ({
    ...rest,
    score: score.toFixed(5),
  }));
  return { ...answer, reading, excerpts };
}

describePostgres('a library in PostgreSQL', () => {
  let server: TestServer;
  let pool: Pool;
  beforeAll(async () => {
    server = await startPostgres();
    pool = testPool(await migratedDatabase(server));
  }, 60_000);
  afterAll(async () => {
    await closeModel();
    await server.close();
  });

  it('gives the answers of the embedded one', async () => {
    const articles = sampleArticles();
    const { library: embedded } = openTestLibrary({ articles, data: temporaryFolder() });
    await embedded.whenReady();
    const collection = await newCollection(pool, 'same');
    const { isPublished } = await lookWith(pool, await writerOf(pool, collection, articles));
    expect(isPublished).toBe(true);
    const stored = await libraryOf(pool, [collection]);
    for (const question of QUESTIONS) {
      const [a, b] = [
        await embedded.ask(question, { count: 3 }),
        await stored.ask(question, { count: 3 }),
      ];
      expect(shownOf(b), question).toEqual(shownOf(a));
      expect(b.evidence.confidence).toBeCloseTo(a.evidence.confidence, 6);
    }
    expect(await stored.articles()).toEqual(await embedded.articles());
    for (const { id } of await embedded.articles()) {
      expect(await stored.article({ id })).toEqual(await embedded.article({ id }));
      const passages = await embedded.passages({ id });
      expect(await stored.passages({ id })).toEqual(passages);
      for (const passage of passages.slice(0, 3)) {
        const ref = { id: passage, sentence: 1 };
        expect(await stored.excerpt(ref)).toEqual(await embedded.excerpt(ref));
        const [article, words] = passage.split('-');
        for (const traced of [passage, `000000-${words}`, `${article}-000000`, '000000-000000']) {
          expect(await stored.trace({ id: traced })).toEqual(await embedded.trace({ id: traced }));
        }
      }
    }
    await embedded.quotes.ready();
    for (const typed of ['', 'wakh', 'the kyrgyz', 'nan']) {
      expect(await stored.quotes.find(typed, { limit: 10 })).toEqual(
        await embedded.quotes.find(typed, { limit: 10 }),
      );
    }
  }, 60_000);
});
