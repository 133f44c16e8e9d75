/**
 * How quickly questions are asked of each collection by all processes: counted in the database, by its clock,
 * in one statement a question. rate-limiter-flexible's store for PostgreSQL is none for this: it names its
 * statements, which a pooler does not keep, counts in windows that start anew, and has a table without
 * collections.
 */
import { isRefusal, Refusal } from '../refusals.ts';
import { within } from '../supervision/deadline.ts';
import type { CollectionId } from './collection.ts';
import { type Charged, questionRates, type SharedRates } from './question-rates.ts';
import type { CollectionQueries } from './stored-registry.ts';

const MINUTE_S = 60;
/** Seconds of a slot, the unit in which the last minute passes. */
const SLOT_S = 2;
/** Of a whole minute, and of the slot that has just begun. */
const SLOTS = 1 + MINUTE_S / SLOT_S;
/** Milliseconds that a question waits to be counted: then it is counted here alone. */
const CHARGE_MS = 500;

/** Where they are counted. */
export interface StoredRatesOptions {
  readonly queries: CollectionQueries;
  /** What the database calls a collection; null where there is none. */
  readonly numberOf: (id: CollectionId) => number | null;
}

/** What is stored of a collection, at some slot. */
interface Row {
  readonly no: number;
  readonly is_counted: boolean;
  /** Null where nothing was asked of it before. */
  readonly slot: number | null;
  readonly asked: readonly number[] | null;
  /** Seconds by the database's clock. */
  readonly now: number;
}

/** As counts were stored, by the slot that `at` names: those of slots that are over are pushed out behind. */
const shifted = (at: string): string =>
  `(array_fill(0, array[least(greatest(${at} - q.slot, 0), ${SLOTS})::int]) || q.asked)[1:${SLOTS}]`;
const SHIFTED = shifted('excluded.slot');
const NOW = 'extract(epoch from statement_timestamp())::float8';

/** In the order of their numbers, so that two questions to the same collections wait for each other in turn. */
const CHARGE = `with counted as (
    insert into question_counts as q (collection, slot, asked)
    select c.no, floor(${NOW} / ${SLOT_S})::int8, array[1] || array_fill(0, array[${SLOTS - 1}])
    from unnest($1::int4[], $2::int4[]) w (collection, most)
    join collections c on c.no = w.collection
    where w.most > 0 order by c.no
    on conflict (collection) do update set slot = greatest(q.slot, excluded.slot),
      asked = ((${SHIFTED})[1] + 1) || (${SHIFTED})[2:${SLOTS}]
    where (select sum(n) from unnest(${SHIFTED}) n) < ($2::int4[])[array_position($1::int4[], q.collection)]
    returning q.collection)
  select c.no, counted.collection is not null as is_counted, q.slot, q.asked, ${NOW} as now
  from collections c left join counted on counted.collection = c.no
  left join question_counts q on q.collection = c.no and q.collection = any($1::int4[])
  where c.no = any($1::int4[])`;

const COUNT = `select (select sum(n)::int4 from unnest(${shifted(`floor(${NOW} / ${SLOT_S})::int8`)}) n) as n
  from question_counts q where collection = $1`;

/** Nothing is asked of the database yet. */
export function storedQuestionRates({ queries, numberOf }: StoredRatesOptions): SharedRates {
  const own = questionRates();

  /** Null where the database does not say in time. */
  async function counted(asked: readonly Numbered[]): Promise<readonly Row[] | null> {
    const values = [asked.map(({ no }) => no), asked.map(({ max }) => max)];
    try {
      return await within(CHARGE_MS, queries.query<Row>(CHARGE, values), () => null);
    } catch (error) {
      if (isRefusal(error, 'databaseAway')) return null;
      throw error;
    }
  }

  return {
    kind: 'shared',
    async count(id) {
      const [row] = await queries.query<{ n: number }>(COUNT, [numberOf(id)]);
      return row?.n ?? 0;
    },
    async charge(all) {
      const asked = all.flatMap((each) => numbered(each, numberOf(each.id)));
      if (asked.length === 0) return;
      const rows = await counted(asked);
      if (rows === null) return own.charge(asked);
      for (const { no, max } of asked) {
        // One that is deleted is told by whoever searches it.
        const row = rows.find((each) => each.no === no);
        if (row !== undefined && !row.is_counted) throw refusal(max, row);
      }
      // For as long as the database is away from now on.
      own.charge(asked.map(({ id }) => ({ id, max: null })));
    },
  };
}

interface Numbered extends Charged {
  readonly no: number;
  readonly max: number;
}

function numbered({ id, max }: Charged, no: number | null): Numbered[] {
  return max === null || no === null ? [] : [{ id, no, max }];
}

/** When enough of the last minute's questions are over for one more. */
function refusal(max: number, { slot, asked, now }: Row): Refusal<'quotaQuestions'> {
  if (max === 0) return new Refusal('quotaQuestions', { max, n: MINUTE_S });
  const counts = asked ?? [];
  const over = (index: number): number => (Number(slot) - index + SLOTS) * SLOT_S - now;
  let left = counts.reduce((sum, n) => sum + n, 0);
  let index = counts.length;
  // The oldest go first.
  while (index > 0 && left >= max) left -= counts[--index] ?? 0;
  return new Refusal('quotaQuestions', { max, n: Math.max(1, Math.ceil(over(index))) });
}
