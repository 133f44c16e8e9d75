/** What a process remembers of a collection that is in the database, and how it is brought up to date. */
import { timeSlice } from '../../time-slices.ts';
import { setAbbreviation } from '../abbreviation-counts.ts';
import type { CollectionStatistics } from '../passage-index.ts';
import { createVocabulary, enterTerm, type Vocabulary } from '../vocabulary.ts';
import type { Row, Statement } from './statement.ts';

/** What evidence has to be for a process to read it: the code that made it, and the model. */
export interface EvidenceKind {
  /** Tells what made the words: a change of the stemmer is another format. */
  readonly format: string;
  /** Fingerprint of the model that made the vectors. */
  readonly model: string;
  readonly dimensions: number;
}

/** A collection as it was at a revision. */
export interface StoredCollection {
  /** See the table `generations`; 0 where nothing was published yet. */
  generation: number;
  revision: number;
  readonly vocabulary: Vocabulary;
  /** Slots that were removed and may still be in postings. */
  readonly removed: Set<number>;
  statistics: CollectionStatistics;
  /** How many articles its passages stand in. */
  articles: number;
}

/** There are passages, but none that this process can read. */
export class UnreadableCollection extends Error {
  override readonly name = 'UnreadableCollection';
}

/** About what a term costs in memory. */
const TERM_BYTES = 160;
const SLOT_BYTES = 40;

/** Lines looked at between two looks at the clock. */
const LINES_AT_ONCE = 256;

/** About how many bytes of memory it takes. */
export function bytesOf({ vocabulary, removed }: StoredCollection): number {
  return TERM_BYTES * vocabulary.terms.length + SLOT_BYTES * removed.size;
}

/** The parts of a statement that tell how a collection is now. */
export interface StateParts {
  readonly state: number;
  readonly terms: number;
  readonly abbreviations: number;
  readonly removed: number;
}

/** Asks how a collection is: all of it, or what has changed since what is known. */
export function askState(
  statement: Statement,
  collection: number,
  { format, model, dimensions }: EvidenceKind,
  known: StoredCollection | undefined,
): StateParts {
  const no = statement.value(collection, 'int4');
  const held = statement.value(known?.generation ?? 0, 'int2');
  const since = statement.value(known?.revision ?? -1, 'int8');
  const state = statement.with(
    `select c.revision, g.generation, g.passages, g.words, g.languages, g.articles,
       exists (select from generations o where o.collection = ${no} and o.is_ready) as has_any,
       case when g.generation = ${held} then ${since} else -1 end as since
     from collections c left join generations g on g.collection = c.no and g.collection = ${no}
       and g.format = ${statement.value(format, 'text')}
       and g.model = ${statement.value(model, 'text')}
       and g.dimensions = ${statement.value(dimensions, 'int4')} and g.is_ready
     where c.no = ${no}`,
  );
  const changed = (table: string, columns: string, isThere: string) =>
    statement.select(
      { name: 't.lines' },
      `from ${state} s cross join lateral (
         select string_agg(${columns}, e'\\n') as lines from ${table} t
         where t.collection = ${no} and t.generation = s.generation and t.revision > s.since
           and (s.since >= 0 or ${isThere})) t`,
    );
  return {
    state: statement.select(
      {
        ...{ key: 's.revision', amount: 's.generation', name: 's.languages::text' },
        label: `concat_ws(' ', s.passages, s.words, s.articles, s.since, s.has_any)`,
      },
      `from ${state} s`,
    ),
    terms: changed('terms', `t.number || ' ' || t.frequency || ' ' || t.text`, 't.frequency > 0'),
    abbreviations: changed(
      'abbreviations',
      `t.passages || ' ' || t.short || ' ' || array_to_string(t.long, ' ')`,
      't.passages > 0',
    ),
    removed: changed('removed_slots', 't.slot::text', 'true'),
  };
}

/** By language: how many passages are in it, and their words. */
export type LanguageCounts = Readonly<
  Record<string, { readonly passages: number; readonly words: number }>
>;

/** Nothing has been published yet. */
const NOTHING: CollectionStatistics = {
  ...{ passages: 0, meanLength: 1 },
  ...{ languages: [], passagesIn: [], meanLengthIn: [] },
};

/** Statistics as the contract has them. */
export function statisticsOf(
  passages: number,
  words: number,
  counts: LanguageCounts,
): CollectionStatistics {
  const languages = Object.keys(counts)
    .filter((each) => (counts[each]?.passages ?? 0) > 0)
    .sort();
  const mean = (sum: number, of: number) => (of === 0 ? 1 : Math.max(1, sum / of));
  return {
    passages,
    meanLength: mean(words, passages),
    languages,
    passagesIn: languages.map((each) => counts[each]?.passages ?? 0),
    meanLengthIn: languages.map((each) =>
      mean(counts[each]?.words ?? 0, counts[each]?.passages ?? 0),
    ),
  };
}

/**
 * Takes in what `askState` asked for. What is known already is brought up to date in place, in slices:
 * frequencies are absolute, so that changes may be taken in twice.
 * @returns null where there is no such collection.
 * @throws UnreadableCollection.
 */
export async function takeState(
  parts: StateParts,
  rows: readonly (readonly Row[])[],
  known: StoredCollection | undefined,
): Promise<StoredCollection | null> {
  const [state] = rows[parts.state] ?? [];
  if (state === undefined) return null;
  // Without a generation its columns are missing at the front.
  const fields = state.label.split(' ');
  if (state.amount === null) {
    if (fields.at(-1) === 't') throw new UnreadableCollection('another kind of evidence');
    return emptyCollection(state.key);
  }
  const [passages = 0, words = 0, articles = 0, since = 0] = fields.map(Number);
  const isDelta = since >= 0 && known !== undefined;
  // Another question may have brought it further meanwhile.
  if (isDelta && known.revision >= state.key) return known;
  const stored = isDelta ? known : emptyCollection(state.key);
  await enterTerms(stored.vocabulary, linesOf(rows[parts.terms]));
  for (const line of linesOf(rows[parts.abbreviations])) {
    const [count = 0, short = 0, ...long] = line.split(' ').map(Number);
    setAbbreviation(stored.vocabulary.abbreviations, short, long, count);
  }
  for (const slot of linesOf(rows[parts.removed])) stored.removed.add(Number(slot));
  stored.generation = state.amount;
  stored.revision = state.key;
  stored.articles = articles;
  stored.statistics = statisticsOf(passages, words, JSON.parse(state.name) as LanguageCounts);
  return stored;
}

function emptyCollection(revision: number): StoredCollection {
  return {
    ...{ generation: 0, revision, articles: 0, statistics: NOTHING },
    vocabulary: createVocabulary(),
    removed: new Set(),
  };
}

function linesOf(rows: readonly Row[] | undefined): string[] {
  return (rows ?? []).flatMap(({ name }) => (name === null ? [] : name.split('\n')));
}

async function enterTerms(vocabulary: Vocabulary, lines: readonly string[]): Promise<void> {
  const slice = timeSlice();
  for (const [at, line] of lines.entries()) {
    if (at % LINES_AT_ONCE === 0 && slice.isOver()) await slice.next();
    const afterNumber = line.indexOf(' ');
    const afterFrequency = line.indexOf(' ', afterNumber + 1);
    const number = Number(line.slice(0, afterNumber));
    const frequency = Number(line.slice(afterNumber + 1, afterFrequency));
    if ((vocabulary.terms[number] ?? '') === '') {
      enterTerm(vocabulary, number, line.slice(afterFrequency + 1));
    }
    vocabulary.documentFrequency[number] = frequency;
  }
}
