/**
 * Small collections beside a large one: nothing is missing from theirs, they are as quick as if they were
 * alone, and the planner searches each as it is meant to be.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ByteVector, byteDot, toBytes } from '../../embeddings/byte-vector.ts';
import {
  madeCentres,
  madeEntries,
  madeNear,
  madeVector,
  seeded,
} from '../../src/bench/made-entries.ts';
import { percentile } from '../../src/bench/statistics.ts';
import type { Pool } from '../../src/database/pool.ts';
import type { PassageQuery } from '../../src/index/passage-index.ts';
import { graphName, tendGraph } from '../../src/index/postgres/graph.ts';
import { encodeHalfvec } from '../../src/index/postgres/halfvec.ts';
import { packRounded } from '../../src/index/postgres/packed-vectors.ts';
import type { Queryable } from '../../src/index/postgres/statement.ts';
import { StoredCollections, withView } from '../../src/index/postgres/view.ts';
import { indexOf } from '../search/indexed.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { evidenceKind, graphDatabase, newPostgresIndex } from '../support/postgres-index.ts';

const SMALL = 2_000;
const PASSAGES = 50;
const LARGE = 100_000;
const DIMENSIONS = 384;
const SPREAD = 0.9;
const ROWS_AT_ONCE = 1_000;
const ASKED_LARGE = 100;
const MINUTES = 60_000;
/** What is aimed at for a small collection, in ms; printed, since the machine may be busy. */
const TARGET_P99 = 20;

const QUERY: Omit<PassageQuery, 'vector'> = { terms: [], byWords: 30, byVector: 20, all: 0 };

describePostgres('2,000 small collections beside a large one', () => {
  let server: TestServer;
  let pool: Pool;
  let small: readonly number[] = [];
  let large: number;
  const known = new StoredCollections(evidenceKind(DIMENSIONS));
  const random = seeded(3);
  const centres = madeCentres(300, DIMENSIONS);
  const made = (): Float32Array =>
    madeNear(random, centres[Math.floor(random() * centres.length)] as Float32Array, SPREAD);
  /** By collection, then by slot: what an oracle looks at. */
  const vectors = new Map<number, ByteVector[]>();

  beforeAll(async () => {
    server = await startPostgres({
      settings: { maintenance_work_mem: '512MB', shared_buffers: '256MB', log_statement: 'none' },
    });
    pool = testPool(await migratedDatabase(server), { statementMs: 5 * MINUTES });
    const entries = [...madeEntries(PASSAGES, { dimensions: DIMENSIONS, sentences: 1 })];
    const model = await indexOf(DIMENSIONS, entries, await newPostgresIndex(pool, DIMENSIONS));
    const { collection: from } = model.staging;
    [large = 0, ...small] = await copies(from, 1 + SMALL);
    for (const each of small) await fill(from, each, PASSAGES);
    await fill(from, large, LARGE);
    await pool.query('update generations set passages = $2::int4 where collection = $1::int4', [
      ...[large, LARGE],
    ]);
    const started = performance.now();
    const shelf = { collection: large, generation: 1 };
    expect(await tendGraph(graphDatabase(pool), shelf, { dimensions: DIMENSIONS })).toBe('made');
    print(`graph over ${LARGE} passages: ${Math.round((performance.now() - started) / 1000)} s`);
  }, 20 * MINUTES);
  afterAll(() => server.close());

  /** Collections with all that another one has but its passages. @returns their numbers */
  async function copies(from: number, count: number): Promise<number[]> {
    const rows = await pool.query<{ no: number }>(
      `insert into collections (id, key, revision)
       select 'copy' || c.no || '-' || i, 'copy', c.revision
       from collections c, generate_series(1, $2::int4) as i where c.no = $1::int4 returning no`,
      [from, count],
    );
    const numbers = rows.map(({ no }) => no);
    for (const table of ['generations', 'terms', 'postings', 'article_terms'] as const) {
      const columns = await pool.query<{ name: string }>(
        `select attname::text as name from pg_attribute where attrelid = $1::text::regclass
           and attnum > 1 and not attisdropped order by attnum`,
        [table],
      );
      const list = columns.map(({ name }) => name).join(', ');
      await pool.query(
        `insert into ${table} (collection, ${list})
         select n, ${list} from ${table}, unnest($2::int4[]) as n where collection = $1::int4`,
        [from, numbers],
      );
    }
    return numbers;
  }

  /** Passages of the same words as another collection's, with vectors of their own. */
  async function fill(from: number, collection: number, count: number) {
    const kept: ByteVector[] = [];
    vectors.set(collection, kept);
    for (let first = 0; first < count; first += ROWS_AT_ONCE) {
      const values: unknown[] = [collection, from];
      const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, count - first) }, (_, i) => {
        const vector = made();
        kept.push(toBytes(vector));
        values.push(packRounded([vector], DIMENSIONS), encodeHalfvec(vector));
        const at = values.length;
        return `(${first + i}::int8, $${at - 1}::bytea, $${at}::halfvec)`;
      });
      await pool.query(
        `with made (slot, own, v) as (values ${rows.join(', ')}),
         searched as (insert into vectors (collection, generation, slot, v)
           select $1::int4, 1, slot, v from made)
         insert into passages (collection, generation, slot, born, citation_id, embedding_key,
           article_ids, own, words, sentences, vector)
         select $1::int4, 1, made.slot, 1, 'c' || lpad(made.slot::text, 7, '0'), 'key',
           p.article_ids, made.own, p.words, made.own, ''
         from made join passages p on p.collection = $2::int4 and p.slot = made.slot % ${PASSAGES}`,
        values,
      );
    }
  }

  function nearest(collection: number, vector: Float32Array, database: Queryable = pool) {
    return withView(database, known, [collection], async ({ indexes: [index] }) => {
      if (!index) throw new Error('no index');
      return (await index.search({ ...QUERY, vector })).nearest;
    });
  }

  /** By the stored bytes; equally near ones are not made. */
  function oracle(collection: number, vector: Float32Array): number[] {
    return (vectors.get(collection) ?? [])
      .map(({ steps, scale }, slot) => ({ slot, cosine: byteDot(steps, 0, scale, vector) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, QUERY.byVector)
      .map(({ slot }) => slot);
  }

  it('misses no candidate of a small one', { timeout: 10 * MINUTES }, async () => {
    const [cold, warm]: [number[], number[]] = [[], []];
    for (const took of [cold, warm]) {
      for (const collection of small) {
        const vector = made();
        const started = performance.now();
        const found = await nearest(collection, vector);
        took.push(performance.now() - started);
        expect({ collection, found }).toEqual({ collection, found: oracle(collection, vector) });
      }
    }
    for (const [name, took] of [
      ['first', cold],
      ['later', warm],
    ] as const) {
      print(
        `small, ${name} question: p50 ${percentile(took, 0.5).toFixed(1)} ms, ` +
          `p99 ${percentile(took, 0.99).toFixed(1)} ms (aim ${TARGET_P99} ms)`,
      );
    }
  });

  it('finds nearly all of the nearest of the large one', { timeout: 10 * MINUTES }, async () => {
    const took: number[] = [];
    let [first, shared] = [0, 0];
    for (let i = 0; i < ASKED_LARGE; i++) {
      const vector = made();
      const started = performance.now();
      const found = await nearest(large, vector);
      took.push(performance.now() - started);
      const wanted = oracle(large, vector).slice(0, 10);
      first += found[0] === wanted[0] ? 1 : 0;
      shared += wanted.filter((slot) => found.includes(slot)).length;
    }
    print(
      `large: ${first} of ${ASKED_LARGE} first, ${(shared / ASKED_LARGE).toFixed(2)} of ten, ` +
        `p50 ${percentile(took, 0.5).toFixed(1)} ms, p99 ${percentile(took, 0.99).toFixed(1)} ms`,
    );
    expect(first / ASKED_LARGE).toBeGreaterThanOrEqual(0.99);
    expect(shared / ASKED_LARGE).toBeGreaterThanOrEqual(9.8);
  });

  it('is searched as it is meant to be, whatever is known of the tables', async () => {
    const plansOf = async (collection: number): Promise<string> => {
      const plans: string[] = [];
      const explaining: Queryable = {
        async query<Row>(text: string, values: readonly unknown[] = []) {
          const rows = await pool.query<Record<string, string>>(`explain ${text}`, values);
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
          return pool.query<Row>(text, values);
        },
      };
      await nearest(collection, madeVector(random, DIMENSIONS), explaining);
      return plans.join('\n');
    };
    const sharing = await pool.query<{ collection: number }>(
      `select distinct collection from vectors where tableoid =
         (select tableoid from vectors where collection = $1::int4 limit 1)
         and collection <> $1::int4 limit 3`,
      [large],
    );
    const few = [...sharing.map(({ collection }) => collection), ...small.slice(0, 5)];
    for (const isAnalysed of [false, true]) {
      if (isAnalysed) await pool.query('analyze');
      for (const collection of few) {
        const plan = await plansOf(collection);
        expect(plan).not.toContain(graphName({ collection: large, generation: 1 }));
        expect(plan).toContain('vectors_p');
        expect(plan).not.toMatch(/Seq Scan on (?:passages|postings|terms|article_terms|vectors)/);
      }
      const plan = await plansOf(large);
      expect(plan).toContain(graphName({ collection: large, generation: 1 }));
      expect(plan).not.toMatch(/Seq Scan on (?:passages|postings|terms|article_terms|vectors)/);
      // One partition of each table, not sixteen.
      expect(new Set(plan.match(/on vectors_p\d+/g)).size).toBe(1);
    }
  });

  it('gives the graph up once its collection has shrunk', { timeout: 5 * MINUTES }, async () => {
    const shelf = { collection: large, generation: 1 };
    const tend = () => tendGraph(graphDatabase(pool), shelf, { dimensions: DIMENSIONS });
    expect(await tend()).toBe('kept');
    await pool.query('update generations set passages = 4000 where collection = $1::int4', [large]);
    expect(await tend()).toBe('dropped');
    expect(await tend()).toBe('kept');
  });
});

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
