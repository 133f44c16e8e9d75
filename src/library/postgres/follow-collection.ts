/** How far a collection in the database is, from memory: asked for again and again, sooner at a hint. */
import { pause } from '../../supervision/deadline.ts';
import type { LibraryStatus } from '../library.ts';
import type { Queries } from './queries.ts';

const POLL_MS = 2_000;

/** What is known of a collection. */
interface Row {
  readonly revision: number;
  readonly articles: number;
  readonly passages: number;
}

/** A collection that is followed until it is closed. */
export interface FollowedCollection {
  status(): Omit<LibraryStatus, 'model'>;
  /** Resolves when a writer has looked at it for the first time. @throws once it is closed. */
  whenWritten(): Promise<void>;
  /** Asks now. */
  hint(): void;
  close(): Promise<void>;
}

/** @param onChange told when another revision was seen. */
export function followCollection(
  queries: Queries,
  no: number,
  onChange: () => void,
): FollowedCollection {
  const stop = new AbortController();
  let wake = new AbortController();
  let last: Row = { revision: 0, articles: 0, passages: 0 };
  let changedAt: number | null = null;
  let isWritten: () => void = () => {};
  let isNever: (reason: unknown) => void = () => {};
  const written = new Promise<void>((resolve, reject) => {
    isWritten = resolve;
    isNever = reject;
  });
  written.catch(() => {});

  async function look(): Promise<void> {
    const [row] = await queries.query<Row>(
      `select c.revision,
         case when c.revision = $2 then $3 else (
           select count(*) from articles where collection = $1)::int end as articles,
         coalesce((select passages from generations g where g.collection = $1 and g.is_ready
           order by generation desc limit 1), 0) as passages
       from collections c where c.no = $1`,
      [no, last.revision, last.articles],
    );
    if (row === undefined) return;
    const isOther = row.revision !== last.revision;
    last = row;
    if (row.revision > 0) isWritten();
    if (!isOther) return;
    changedAt = Date.now();
    onChange();
  }

  const running = (async () => {
    while (!stop.signal.aborted) {
      wake = new AbortController();
      // While the database is away, what is known is known.
      await look().catch(() => {});
      await pause(POLL_MS, AbortSignal.any([wake.signal, stop.signal]));
    }
  })();

  return {
    status: () => ({
      phase: last.revision > 0 ? 'ready' : 'reading',
      ...{ done: 0, total: 0, remainingMs: null, changedAt },
      ...{ articles: last.articles, passages: last.passages },
    }),
    whenWritten: () => written,
    hint: () => wake.abort(),
    async close() {
      stop.abort();
      isNever(stop.signal.reason);
      await running;
    },
  };
}
