/** Which collections a writer has something to do in. */
import type { EvidenceKind } from '../../index/postgres/stored-collection.ts';
import type { Queries } from './queries.ts';

/** A collection, and how many of its files wait to be read or taken out. */
export interface Due {
  readonly no: number;
  readonly id: string;
  readonly files: number;
}

/** Those into which something was kept, from which something was removed, and those that are new. */
export function dueCollections(queries: Queries): Promise<readonly Due[]> {
  return queries.query<Due>(
    `select c.no, c.id, sum(d.files)::int as files from (
       select collection, count(*) as files from files
       where origin = 'discord' and read_sha256 is distinct from sha256 group by collection
       union all
       select collection, count(*) from withdrawn group by collection
       union all
       select no, 0 from collections as collection where revision = 0
     ) d join collections c on c.no = d.collection
     group by c.no, c.id order by files`,
  );
}

/** Those whose files were read by other code, or whose evidence is of another kind: looked for once. */
export function outdatedCollections(
  queries: Queries,
  readAs: string,
  { format, model, dimensions }: EvidenceKind,
): Promise<readonly Due[]> {
  return queries.query<Due>(
    `select c.no, c.id, 0 as files from collections c
     where exists (select from files f where f.collection = c.no and f.read_as <> $1)
       or not exists (select from generations g where g.collection = c.no and g.format = $2
         and g.model = $3 and g.dimensions = $4 and g.is_ready)
     order by c.no`,
    [readAs, format, model, dimensions],
  );
}
