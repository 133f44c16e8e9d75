/** All vectors of a collection, a page after the other: for whoever takes them elsewhere. */
import type { PassageVectors } from '../passage-index.ts';
import { unpackRounded, unpackWhole } from './packed-vectors.ts';
import type { Queryable } from './statement.ts';
import type { EvidenceKind } from './stored-collection.ts';

/** Passages of a page: about a megabyte. */
const PAGE = 200;

/** The vectors of a passage, and what was embedded. */
export interface KeptVector extends PassageVectors {
  readonly embedding: string;
}

/** Those that a model made, of passages that are there now; none where all are another model's. */
export async function* everyVector(
  database: Queryable,
  collection: number,
  { model, dimensions }: Pick<EvidenceKind, 'model' | 'dimensions'>,
): AsyncGenerator<readonly KeptVector[]> {
  const [found] = await database.query<{ generation: number }>(
    `select max(generation)::int4 as generation from generations
     where collection = $1::int4 and model = $2 and dimensions = $3::int4 and is_ready
     having max(generation) is not null`,
    [collection, model, dimensions],
  );
  if (found === undefined) return;
  for (let after = -1; ; ) {
    const rows = await database.query<{
      slot: number;
      key: string;
      vector: Buffer;
      sentences: Buffer;
    }>(
      `select slot, embedding_key as key, vector, sentences from passages
       where collection = $1::int4 and generation = $2::int2 and slot > $3::int8 and died is null
       order by slot limit ${PAGE}`,
      [collection, found.generation, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.slot;
    yield rows.map(({ key, vector, sentences }) => ({
      embedding: key,
      vector: unpackWhole(vector),
      sentenceVectors: unpackRounded(sentences, dimensions),
    }));
  }
}
