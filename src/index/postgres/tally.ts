/** What a publication changes of a generation's counts, and the rows that hold them. */
import { countTerms } from '../term-counts.ts';
import { chunksOf } from './chunks.ts';
import { unpackWords } from './packed-words.ts';
import type { Queryable } from './statement.ts';

/** Terms in one statement. */
const TERMS_AT_ONCE = 5_000;

/** What changes of a generation's counts. */
export class Tally {
  readonly frequencies = new Map<number, number>();
  /** By term number and what it is short for, as text. */
  readonly abbreviations = new Map<string, { short: number; long: number[]; change: number }>();
  readonly languages = new Map<string, { passages: number; words: number }>();
  passages = 0;
  words = 0;

  /**
   * Counts a passage, or takes it back.
   * @returns its distinct terms, how often they occur, and its length.
   */
  count(words: Buffer, sign: 1 | -1) {
    const { tokens, context, abbreviations, language } = unpackWords(words);
    const counted = countTerms(tokens, context);
    for (const term of counted.terms) {
      this.frequencies.set(term, (this.frequencies.get(term) ?? 0) + sign);
    }
    for (let at = 0; at + 1 < abbreviations.length; ) {
      const end = at + 2 + (abbreviations[at + 1] as number);
      const short = abbreviations[at] as number;
      const long = [...abbreviations.subarray(at + 2, end)];
      const key = `${short} ${long.join(' ')}`;
      const change = (this.abbreviations.get(key)?.change ?? 0) + sign;
      this.abbreviations.set(key, { short, long, change });
      at = end;
    }
    this.passages += sign;
    this.words += sign * tokens.length;
    if (language !== null) {
      const before = this.languages.get(language) ?? { passages: 0, words: 0 };
      this.languages.set(language, {
        passages: before.passages + sign,
        words: before.words + sign * tokens.length,
      });
    }
    return { ...counted, length: tokens.length };
  }
}

/**
 * Writes the changed frequencies; `terms` is every term by its number. Of a term that no passage holds any
 * more the number stays, and not the word.
 */
export async function writeTerms(
  database: Queryable,
  shelf: readonly [number, number],
  { frequencies }: Tally,
  revision: number,
  terms: readonly string[],
): Promise<void> {
  const changed = [...frequencies].filter(([, change]) => change !== 0);
  for (const some of chunksOf(changed, TERMS_AT_ONCE)) {
    await database.query(
      `insert into terms (collection, generation, number, frequency, revision, text)
       select $1::int4, $2::int2, t.number, t.frequency, $3::int8, t.text
       from unnest($4::int4[], $5::int4[], $6::text[]) as t(number, frequency, text)
       on conflict (collection, generation, number) do update set
         frequency = terms.frequency + excluded.frequency, revision = excluded.revision,
         text = case when terms.frequency + excluded.frequency > 0 then excluded.text else '' end`,
      [
        ...[...shelf, revision, some.map(([number]) => number)],
        some.map(([, change]) => change),
        some.map(([number]) => terms[number] ?? ''),
      ],
    );
  }
}

/** Writes how many passages explain what, where that changed. */
export async function writeAbbreviations(
  database: Queryable,
  shelf: readonly [number, number],
  { abbreviations }: Tally,
  revision: number,
): Promise<void> {
  const changed = [...abbreviations.values()].filter(({ change }) => change !== 0);
  for (const some of chunksOf(changed, TERMS_AT_ONCE)) {
    await database.query(
      `insert into abbreviations (collection, generation, short, long, passages, revision)
       select $1::int4, $2::int2, a.short, a.long, a.change, $3::int8
       from jsonb_to_recordset($4::jsonb) as a(short int4, long int4[], change int4)
       on conflict (collection, generation, short, long) do update set
         passages = abbreviations.passages + excluded.passages, revision = excluded.revision`,
      [...shelf, revision, JSON.stringify(some)],
    );
  }
}
