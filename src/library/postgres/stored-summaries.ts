/** The articles of collections as they are listed, remembered by revision under a limit of bytes. */
import { LRUCache } from 'lru-cache';
import type { ArticleSummary } from '../../model.ts';
import { inOrder } from '../summaries.ts';
import type { Queries } from './queries.ts';
import { isNotWithdrawn } from './withdrawn-files.ts';

/** Some 20,000 articles. */
const BYTES = 16e6;
const BYTES_A_SUMMARY = 800;
const OVERHEAD = 200;

/** A collection's articles at a revision. */
export interface ListedArticles {
  readonly revision: number;
  /** By title, but for those that nobody is to be shown any more. */
  readonly articles: readonly ArticleSummary[];
  /** Whether there are such. */
  readonly isPartial: boolean;
}

/** Lists articles; asked for what it knows it asks the database for the revision alone. */
export class StoredSummaries {
  readonly #known: LRUCache<number, ListedArticles>;

  constructor(bytes = BYTES) {
    this.#known = new LRUCache({
      maxSize: bytes,
      sizeCalculation: ({ articles }) => OVERHEAD + BYTES_A_SUMMARY * articles.length,
    });
  }

  /** What is remembered of a collection, however old; null for nothing. */
  peek(no: number): ListedArticles | null {
    return this.#known.get(no) ?? null;
  }

  /** The articles as they are now. @param revision that is known to be the collection's, if one is. */
  async of(queries: Queries, no: number, revision?: number | null): Promise<ListedArticles> {
    const known = this.#known.get(no);
    if (known !== undefined && known.revision === revision) return known;
    return this.#list(queries, no, known);
  }

  async #list(
    queries: Queries,
    no: number,
    known: ListedArticles | undefined,
  ): Promise<ListedArticles> {
    const [row] = await queries.query<Row>(LIST, [no, known?.revision ?? -1]);
    const revision = row?.revision ?? -1;
    if (known?.revision === revision) return known;
    const listed = {
      ...{ revision, isPartial: row?.withdrawn ?? false },
      articles: inOrder(row?.articles ?? []),
    };
    this.#known.set(no, listed);
    return listed;
  }
}

interface Row {
  readonly revision: number;
  readonly withdrawn: boolean;
  readonly articles: readonly ArticleSummary[] | null;
}

/** In one statement, so that all of it is of one moment. */
const LIST = `
  select c.revision,
    exists (select from withdrawn w where w.collection = $1) as withdrawn,
    case when c.revision = $2 then null else (
      select jsonb_agg(a.metadata) from articles a
        where a.collection = $1 and ${isNotWithdrawn('a.file')}) end as articles
  from collections c where c.no = $1`;
