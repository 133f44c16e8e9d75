/**
 * PostgreSQL ranks and judges as the embedded engine does: exactly where both look at every vector, nearly
 * always where a graph finds the nearest. Asked are the development questions where they are there, else
 * the project's own.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { VectorIndex } from '../../embeddings/vector-index.ts';
import type { Pool } from '../../src/database/pool.ts';
import { readSample } from '../../src/eval/own-sets.ts';
import { readSet } from '../../src/eval/sets.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import { createState } from '../../src/index/embedded/embedded-state.ts';
import type { IndexEntry, PassageIndex } from '../../src/index/passage-index.ts';
import { tendGraph } from '../../src/index/postgres/graph.ts';
import type { PostgresIndex } from '../../src/index/postgres/postgres-index.ts';
import { StoredCollections, withView } from '../../src/index/postgres/view.ts';
import { projectRoot } from '../../src/project-root.ts';
import { type Ranking, rankPassages } from '../../src/search/rank.ts';
import { bundledEmbedder, indexOf } from '../search/indexed.ts';
import { sampleEntries } from '../search/sample-entries.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { evidenceKind, graphDatabase, newPostgresIndex } from '../support/postgres-index.ts';

const EVAL = join(projectRoot(), '..', 'shared', 'eval');
const SETS = ['squad', 'docs-dev', 'tydi-en', 'tydi-ru'] as const;
const QUESTIONS = 500;
const COUNT = 10;
const MINUTES = 60_000;

interface Asked {
  readonly question: string;
  readonly embedded: Awaited<ReturnType<Embedder['embedQuestion']>>;
}

describePostgres('questions to PostgreSQL and to the engine in this process', () => {
  let server: TestServer;
  let pool: Pool;
  let embedder: Embedder;
  let scratch: string;
  let asked: readonly Asked[];
  let stored: PostgresIndex;
  let exact: EmbeddedIndex;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'agreement-'));
    server = await startPostgres({ settings: { maintenance_work_mem: '256MB' } });
    pool = testPool(await migratedDatabase(server), { statementMs: MINUTES });
    embedder = await bundledEmbedder();
    const { folders, questions } = await foldersAndQuestions(scratch);
    const entries: IndexEntry[] = [];
    for (const folder of folders) {
      for (const { title: _, ...entry } of await sampleEntries(embedder, folder)) {
        entries.push({ ...entry, slot: entries.length });
      }
    }
    const all = withSentences(entries);
    asked = await Promise.all(
      questions.map(async (question) => ({
        question,
        embedded: await embedder.embedQuestion(question),
      })),
    );
    const { dimensions } = embedder;
    stored = await indexOf(dimensions, all, await newPostgresIndex(pool, dimensions));
    const vectors = new VectorIndex(dimensions, { exact: true });
    exact = await indexOf(
      dimensions,
      all,
      new EmbeddedIndex(dimensions, createState(dimensions, vectors)),
    );
    process.stdout.write(`${all.length} passages, ${asked.length} questions\n`);
  }, 15 * MINUTES);
  afterAll(async () => {
    await embedder.close();
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  });

  function rank(index: PassageIndex, { question, embedded }: Asked): Promise<Ranking> {
    return rankPassages(index, question, embedded?.vector ?? null, {
      ...{ count: COUNT, cosines: embedder.cosines },
      ...(embedded && { fluency: embedded.fluency }),
    });
  }

  function rankStored(known: StoredCollections, question: Asked): Promise<Ranking> {
    return withView(pool, known, [stored.staging.collection], async ({ indexes: [index] }) => {
      if (!index) throw new Error('no index');
      return rank(index, question);
    });
  }

  const placesOf = ({ passages }: Ranking) =>
    passages.map(({ slot, sentence }) => `${slot}/${sentence}`);

  it('are answered alike where both look at every vector', { timeout: 15 * MINUTES }, async () => {
    const known = new StoredCollections(evidenceKind(embedder.dimensions), {
      exactUpTo: Number.POSITIVE_INFINITY,
    });
    let furthest = 0;
    for (const question of asked) {
      const [here, there] = [await rank(exact, question), await rankStored(known, question)];
      expect({ asked: question.question, places: placesOf(there) }).toEqual({
        asked: question.question,
        places: placesOf(here),
      });
      expect(there.judgement).toBe(here.judgement);
      const apart = Math.abs(there.evidence.confidence - here.evidence.confidence);
      furthest = Math.max(furthest, apart);
    }
    process.stdout.write(`exact: the same ten each time, confidences ${furthest} apart at most\n`);
    expect(furthest).toBeLessThan(1e-6);
  });

  it('are nearly always answered alike where a graph is asked', {
    timeout: 15 * MINUTES,
  }, async () => {
    expect(await tendGraph(graphDatabase(pool), stored.staging, embedder)).toBe('made');
    const known = new StoredCollections(evidenceKind(embedder.dimensions), { exactUpTo: 0 });
    let [same, shared] = [0, 0];
    for (const question of asked) {
      const [here, there] = [await rank(exact, question), await rankStored(known, question)];
      const isSame =
        here.passages[0]?.slot === there.passages[0]?.slot && here.judgement === there.judgement;
      same += isSame ? 1 : 0;
      const slots = new Set(here.passages.map(({ slot }) => slot));
      const found = there.passages.filter(({ slot }) => slots.has(slot)).length;
      shared += found + COUNT - slots.size;
    }
    const [first, mean] = [same / asked.length, shared / asked.length];
    process.stdout.write(
      `graph: ${(100 * first).toFixed(1)} % the same first passage and judgement, ${mean.toFixed(2)} of ten\n`,
    );
    expect(first).toBeGreaterThanOrEqual(0.99);
    expect(mean).toBeGreaterThanOrEqual(9.8);
  });
});

/** Folders to index and what they are asked. */
async function foldersAndQuestions(scratch: string) {
  const folders: string[] = [];
  const questions: string[] = [];
  for (const name of existsSync(EVAL) ? SETS : []) {
    const set = await readSet(EVAL, name, scratch);
    if (set === null) continue;
    folders.push(set.articlesDir);
    const each = set.asked.map(({ question }) => question);
    // Spread over the set, which goes article by article.
    const step = Math.max(1, Math.floor((each.length * SETS.length) / QUESTIONS));
    questions.push(...each.filter((_, i) => i % step === 0));
  }
  if (folders.length > 0) return { folders, questions: questions.slice(0, QUESTIONS) };
  const own = await readSample(projectRoot());
  return { folders: [own.articlesDir], questions: own.asked.map(({ question }) => question) };
}

/** Each sentence once more as a passage by itself: more than are looked through, of real vectors. */
function withSentences(entries: readonly IndexEntry[]): IndexEntry[] {
  const all = [...entries];
  for (const { sentenceEnds, sentenceVectors, terms, shapes, citationId, ...entry } of entries) {
    for (const [i, vector] of sentenceVectors.entries()) {
      const [from, to] = [sentenceEnds[i - 1] ?? 0, sentenceEnds[i] ?? 0];
      if (sentenceVectors.length === 1 || to === from) continue;
      all.push({
        ...entry,
        slot: all.length,
        citationId: `${citationId}-${i}`,
        embedding: `${entry.embedding} ${i}`,
        terms: terms.slice(from, to),
        shapes: shapes.slice(from, to),
        sentenceEnds: Uint32Array.of(to - from),
        ...{ vector, sentenceVectors: [vector] },
      });
    }
  }
  return all;
}
