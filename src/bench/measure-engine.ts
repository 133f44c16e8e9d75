/**
 * Run as a child process by `engines.ts`: fills one engine with made passages or asks it questions, from
 * the vector to what excerpts are made of.
 */
import { openEmbedder } from '../../embeddings/embedder.ts';
import { readConfig } from '../config.ts';
import { Pool } from '../database/pool.ts';
import { EmbeddedIndex } from '../index/embedded/embedded-index.ts';
import type { IndexEntry, PassageIndex, WritableIndex } from '../index/passage-index.ts';
import { tendGraph } from '../index/postgres/graph.ts';
import { PostgresIndex } from '../index/postgres/postgres-index.ts';
import { rowsByKey } from '../index/postgres/shelf.ts';
import type { EvidenceKind } from '../index/postgres/stored-collection.ts';
import { type IndexView, StoredCollections, withView } from '../index/postgres/view.ts';
import { libraryOptions } from '../library-options.ts';
import { silentReporter } from '../reporter.ts';
import { rankPassages } from '../search/rank.ts';
import { answerTask } from './answer-task.ts';
import { madeCentres, madeEntries, madeNear, seeded } from './made-entries.ts';
import type { Figures } from './measure.ts';
import { processMemory, serverMemory } from './memory.ts';
import { percentile } from './statistics.ts';

/** What the parent asks for. */
export interface EngineTask {
  readonly engine: 'embedded' | 'postgres';
  /** `fill` leaves passages in the database for `ask`; the embedded engine does both at once. */
  readonly work: 'fill' | 'ask';
  readonly passages: number;
  /** Of a database of its own, which is migrated. */
  readonly url: string;
}

/** As the bundled model has them. */
const DIMENSIONS = 384;
const KIND: EvidenceKind = { format: 'bench', model: 'bench', dimensions: DIMENSIONS };
const CLUSTERS = 200;
const SPREAD = 0.9;
const BATCH = 256;
const WARM_UP = 100;
const ROUNDS = 500;
const AT_ONCE = 16;
/** Passages whose records an answer reads. */
const RECORDS = 10;
const STATEMENT_MS = 10 * 60_000;
const BYTES_PER_MB = 1e6;

/** Questions of words as uneven as those of the passages, and vectors near to theirs. */
function madeQuestions(count: number) {
  const random = seeded(77);
  const centres = madeCentres(CLUSTERS, DIMENSIONS);
  return Array.from({ length: count }, () => ({
    text: Array.from({ length: 6 }, () => `w${Math.floor(5_000 ** random())}x`).join(' '),
    vector: madeNear(random, centres[Math.floor(random() * CLUSTERS)] as Float32Array, SPREAD),
  }));
}
type MadeQuestion = ReturnType<typeof madeQuestions>[number];

/** Fills an index. @returns the milliseconds that it took, without those of making the passages. */
async function fill(index: WritableIndex, passages: number): Promise<number> {
  let took = 0;
  const timed = async (work: Promise<void>) => {
    const started = performance.now();
    await work;
    took += performance.now() - started;
  };
  const slots: number[] = [];
  let batch: IndexEntry[] = [];
  for (const entry of madeEntries(passages, { dimensions: DIMENSIONS, clusters: CLUSTERS })) {
    batch.push(entry);
    slots.push(entry.slot);
    if (batch.length < BATCH) continue;
    await timed(index.upsert(batch));
    batch = [];
  }
  await timed(index.upsert(batch));
  await timed(index.publish({ added: slots, removed: [], moved: [] }));
  return took;
}

/** Asks one after the other, then many at once. */
async function measure(ask: (question: MadeQuestion) => Promise<unknown>): Promise<Figures> {
  const timed = async (question: MadeQuestion) => {
    const started = performance.now();
    await ask(question);
    return performance.now() - started;
  };
  const questions = madeQuestions(WARM_UP + 2 * ROUNDS);
  for (const question of questions.slice(0, WARM_UP)) await timed(question);
  const began = process.cpuUsage();
  const alone: number[] = [];
  for (const question of questions.slice(WARM_UP, WARM_UP + ROUNDS)) {
    alone.push(await timed(question));
  }
  const together: number[] = [];
  for (let from = WARM_UP + ROUNDS; from < questions.length; from += AT_ONCE) {
    together.push(...(await Promise.all(questions.slice(from, from + AT_ONCE).map(timed))));
  }
  const { user, system } = process.cpuUsage(began);
  return {
    cpu: (user + system) / 1_000 / (2 * ROUNDS),
    aloneP50: percentile(alone, 0.5),
    aloneP99: percentile(alone, 0.99),
    atOnceP50: percentile(together, 0.5),
    atOnceP99: percentile(together, 0.99),
  };
}

const rank = (index: PassageIndex, { text, vector }: MadeQuestion) =>
  rankPassages(index, text, vector, { count: RECORDS });

/** All code that a bot has loaded, and its model's process, which has answered once. */
async function loadBot(): Promise<() => Promise<void>> {
  await import('../start.ts');
  const config = readConfig({}, {});
  const { embedding } = libraryOptions(config, silentReporter);
  const embedder = await openEmbedder(embedding);
  await embedder.embedQuery('How much memory does it take?');
  return () => embedder.close();
}

async function run({ engine, work, passages, url }: EngineTask): Promise<Figures> {
  if (engine === 'embedded') return measureEmbedded(passages);
  let [bytes, statements] = [0, 0];
  const pool = new Pool({
    ...{ url, applicationName: 'footnote bench', statementMs: STATEMENT_MS },
    onStatement: (cost) => {
      bytes += cost.bytes;
      statements++;
    },
  });
  try {
    if (work === 'fill') return await fillPostgres(pool, passages);
    const [row] = await pool.query<{ no: number }>(
      'select no from collections where id = $1::text',
      [String(passages)],
    );
    const collection = row?.no ?? 0;
    const close = await loadBot();
    const known = new StoredCollections(KIND);
    const first = performance.now();
    await withView(pool, known, [collection], async (view) => view.indexes[0]?.statistics());
    const opened = performance.now() - first;
    [bytes, statements] = [0, 0];
    const figures = await measure((question) =>
      withView(pool, known, [collection], async (view) => {
        const [index] = view.indexes;
        if (!index) throw new Error('no index');
        const { passages: best } = await rank(index, question);
        return records(
          view,
          collection,
          best.map(({ slot }) => slot),
        );
      }),
    );
    const asked = WARM_UP + 2 * ROUNDS;
    const memory = await processMemory();
    const server = await serverMemory(pool);
    await close();
    return {
      ...figures,
      ...{ opened, statements: statements / asked, kilobytes: bytes / asked / 1_000 },
      ...{ bot: memory.own, model: memory.children, server },
    };
  } finally {
    await pool.close();
  }
}

async function measureEmbedded(passages: number): Promise<Figures> {
  const close = await loadBot();
  const index = new EmbeddedIndex(DIMENSIONS);
  const filled = await fill(index, passages);
  const figures = await measure((question) => rank(index, question));
  const memory = await processMemory();
  await close();
  await index.close();
  return { ...figures, filled: filled / 1_000, bot: memory.own, model: memory.children };
}

async function fillPostgres(pool: Pool, passages: number): Promise<Figures> {
  const [row] = await pool.query<{ no: number }>(
    'insert into collections (id, key) values ($1::text, $1::text) returning no',
    [String(passages)],
  );
  const index = await PostgresIndex.open(
    {
      query: (text, values) => pool.query(text, values),
      transaction: (done) => pool.transaction(done, { statementMs: STATEMENT_MS }),
    },
    row?.no ?? 0,
    KIND,
  );
  const filled = await fill(index, passages);
  const started = performance.now();
  await tendGraph(
    {
      query: (text, values) => pool.query(text, values),
      runLong: async (text) => {
        await pool.use((connection) => connection.run(text, { withinMs: STATEMENT_MS }));
      },
    },
    index.staging,
    KIND,
  );
  const graph = performance.now() - started;
  const [size] = await pool.query<{ bytes: number }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return {
    ...{ filled: filled / 1_000, graph: graph / 1_000, writer: (await processMemory()).own },
    disk: (size?.bytes ?? 0) / BYTES_PER_MB,
  };
}

/** As an answer reads what its excerpts are made of: one more statement. */
function records(view: IndexView, collection: number, slots: readonly number[]) {
  return view.ask((statement) => [
    statement.select(
      { key: 'p.slot', data: 'p.words', name: 'p.citation_id' },
      `from ${rowsByKey(
        statement,
        { collection, generation: 1 },
        {
          ...{ table: 'passages', alias: 'p', key: 'slot' },
          keys: `select * from unnest(${statement.value(slots, 'int8[]')})`,
        },
      )}`,
    ),
  ]);
}

answerTask(run);
