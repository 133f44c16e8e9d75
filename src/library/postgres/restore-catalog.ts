/** What is indexed of a collection, from its rows: which slots hold which passages. */
import type { Article, Passage } from '../../model.ts';
import { type Catalog, type Entry, makeCatalog, type Placed } from '../catalog.ts';
import { articlesOf, type FileRecord, type FileRecords } from '../files.ts';
import type { Queries } from './queries.ts';

/** What is known of a collection before a look at its files. */
export interface Restored {
  readonly catalog: Catalog;
  /** The files that it is in step with: what is indexed of no file is in one of no name. */
  readonly before: FileRecords;
  /** Ids of stored articles that are in no file. */
  readonly strays: readonly string[];
}

/** A slot by its first place. */
interface Row {
  readonly slot: number;
  readonly words: string;
  readonly entry: string;
  readonly places: number;
  readonly articleId: string;
  readonly citationId: string;
}

/** No file is called so: what it holds is to be taken out at the next look. */
export const NOWHERE = '';

/**
 * The catalog of some files. Files and slots are written in one transaction, so they agree; where a file's
 * record was lost all the same, its slots are known to be indexed, and to be nowhere.
 */
export async function restoreCatalog(
  queries: Queries,
  { collection, generation }: { readonly collection: number; readonly generation: number },
  files: FileRecords,
): Promise<Restored> {
  const rows = await queries.query<Row>(
    `select r.slot, r.words, r.entry, r.article_id as "articleId", r.citation_id as "citationId",
       (select count(*) from records o where o.collection = $1 and o.slot = r.slot)::int as places
     from records r where r.collection = $1 and r.place = 0 and r.generation = $2 order by r.slot`,
    [collection, generation],
  );
  const groups = byWords(files);
  const nowhere: Placed[] = [];
  const entries = rows.map((row): Entry => {
    const group = groups.get(row.words);
    const isSame = group?.[0].keys.entry === row.entry && group.length === row.places;
    if (group && isSame) return { slot: row.slot, places: group };
    const place = strayPlace(row);
    nowhere.push(place);
    return { slot: row.slot, places: [place] };
  });
  const articles = articlesOf(files);
  const ids = new Set(articles.map(({ id }) => id));
  const stored = await queries.query<{ id: string }>(
    'select id from articles where collection = $1',
    [collection],
  );
  return {
    catalog: makeCatalog(articles, entries),
    before: nowhere.length === 0 ? files : new Map([...files, [NOWHERE, recordOf(nowhere)]]),
    strays: stored.map(({ id }) => id).filter((id) => !ids.has(id)),
  };
}

/** Every passage of every file, those of the same words together. */
function byWords(files: FileRecords): ReadonlyMap<string, [Placed, ...Placed[]]> {
  const groups = new Map<string, [Placed, ...Placed[]]>();
  for (const { places } of files.values()) {
    for (const place of places) {
      const group = groups.get(place.keys.words);
      if (group) group.push(place);
      else groups.set(place.keys.words, [place]);
    }
  }
  return groups;
}

/** Enough of a place to be compared and removed. */
function strayPlace({ words, entry, articleId, citationId }: Row): Placed {
  const article: Article = {
    ...{ id: articleId, file: NOWHERE, part: 1, title: '', text: '', hash: '' },
    ...{ author: null, publisher: null, published: null, url: null, language: null },
    ...{ headings: [], blocks: [] },
  };
  const passage: Passage = {
    ...{ id: citationId, start: 0, end: 0, paragraph: 1, section: null, sentences: [] },
  };
  return { article, passage, keys: { words, entry, embedding: '' } };
}

function recordOf(places: readonly Placed[]): FileRecord {
  const reading = { file: NOWHERE, sha256: '', articles: [], dropped: [], warnings: [] };
  return { file: NOWHERE, size: 0, mtimeMs: 0, reading, places };
}
