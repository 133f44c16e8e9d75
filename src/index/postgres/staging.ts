/** Passages that a writer has prepared and nobody finds yet. */
import type { IndexEntry, PassageVectors } from '../passage-index.ts';
import { enterTerm, internTerm, type Vocabulary } from '../vocabulary.ts';
import type { Generation } from './generations.ts';
import { encodeHalfvec } from './halfvec.ts';
import { packRounded, packWhole, unpackRounded, unpackWhole } from './packed-vectors.ts';
import { packWords } from './packed-words.ts';
import type { Queryable } from './statement.ts';

/** Rows in one statement: some hundred kilobytes. */
const ROWS_AT_ONCE = 64;

/** One writer's prepared passages. */
export interface Staging extends Generation {
  /** Tells its rows from those of a writer that died, or woke up too late. */
  readonly writer: number;
  readonly dimensions: number;
}

/** Loads all terms that a generation has numbered, those that no passage holds any more as well. */
export async function loadTerms(
  database: Queryable,
  { collection, generation }: Pick<Generation, 'collection' | 'generation'>,
  vocabulary: Vocabulary,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await database.query<{ number: number; text: string }>(
      `select number, text from terms where collection = $1::int4 and generation = $2::int2
         and number > $3::int4 order by number limit 20000`,
      [collection, generation, after],
    );
    for (const { number, text } of rows) enterTerm(vocabulary, number, text);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

/**
 * Prepares passages; a slot that is prepared already is prepared anew.
 * @param vocabulary every term that the generation has numbered; new ones are added.
 * @throws TypeError for vectors of other dimensions; then none of the rest is prepared.
 */
export async function stageEntries(
  database: Queryable,
  staging: Staging,
  vocabulary: Vocabulary,
  entries: readonly IndexEntry[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    const some = entries.slice(from, from + ROWS_AT_ONCE);
    const values: unknown[] = [staging.collection, staging.generation, staging.writer];
    const rows = some.map((entry) => {
      const columns: readonly (readonly [value: unknown, type: string])[] = [
        [entry.slot, 'int8'],
        [entry.citationId, 'text'],
        [entry.embedding, 'text'],
        [[...entry.articleIds], 'text[]'],
        [packRounded([entry.vector], staging.dimensions), 'bytea'],
        [packWords(numbered(vocabulary, entry)), 'bytea'],
        [packRounded(entry.sentenceVectors, staging.dimensions), 'bytea'],
        [packWhole(entry.vector), 'bytea'],
        [encodeHalfvec(entry.vector), 'halfvec'],
      ];
      const places = columns.map(([value, type]) => {
        values.push(value);
        return `$${values.length}::${type}`;
      });
      return `($1::int4, $2::int2, $3::int8, ${places.join(', ')})`;
    });
    await database.query(
      `insert into staged_passages (collection, generation, writer, slot, citation_id,
         embedding_key, article_ids, own, words, sentences, vector, v)
       values ${rows.join(', ')}
       on conflict (collection, generation, writer, slot) do update set
         citation_id = excluded.citation_id, embedding_key = excluded.embedding_key,
         article_ids = excluded.article_ids, own = excluded.own, words = excluded.words,
         sentences = excluded.sentences, vector = excluded.vector, v = excluded.v`,
      values,
    );
  }
}

function numbered(vocabulary: Vocabulary, entry: IndexEntry) {
  const numbersOf = (terms: readonly string[]) =>
    Uint32Array.from(terms, (term) => (term === '' ? 0 : internTerm(vocabulary, term)));
  const { shapes, sentenceEnds, language, abbreviations = [] } = entry;
  return {
    tokens: numbersOf(entry.terms),
    context: numbersOf(entry.context),
    abbreviations: Uint32Array.from(
      abbreviations.flatMap(({ short, long }) => {
        const [first = 0, ...others] = numbersOf([short, ...long]);
        return [first, others.length, ...others];
      }),
    ),
    ...{ shapes, sentenceEnds, language },
  };
}

/** Forgets what a collection's writers have prepared. */
export async function clearStaged(
  database: Queryable,
  { collection, generation }: Staging,
): Promise<void> {
  await database.query(
    'delete from staged_passages where collection = $1::int4 and generation = $2::int2',
    [collection, generation],
  );
}

/**
 * The vectors of what was embedded under each key, prepared or published, also in a generation of the
 * same model whose words are of another format; null for what is not kept.
 */
export async function storedVectors(
  database: Queryable,
  { collection, generation, dimensions }: Staging,
  keys: readonly string[],
): Promise<(PassageVectors | null)[]> {
  const rows = await database.query<{ key: string; vector: Buffer; sentences: Buffer }>(
    `select embedding_key as key, vector, sentences from staged_passages
     where collection = $1::int4 and generation = $2::int2
       and embedding_key = any($3::text[])
     union all
     select p.embedding_key, p.vector, p.sentences
     from generations own
       join generations g on g.collection = $1::int4 and g.model = own.model
         and g.dimensions = own.dimensions
       join passages p on p.collection = $1::int4 and p.generation = g.generation
     where own.collection = $1::int4 and own.generation = $2::int2 and p.died is null
       and p.embedding_key = any($3::text[])`,
    [collection, generation, keys],
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.map((key) => {
    const row = byKey.get(key);
    if (row === undefined) return null;
    const sentenceVectors = unpackRounded(row.sentences, dimensions);
    return { vector: unpackWhole(row.vector), sentenceVectors };
  });
}
