/** Where other articles say the same as an excerpt, or another thing. */
import type { Difference, Excerpt, ExcerptRef, Quoted, Span } from '../model.ts';
import { askedValue, compareSaid, type Said } from '../search/agreement.ts';
import { articleKey, type PassageRecord, recordRef, sentenceOf } from './passage-record.ts';

/** Candidates that are compared: what is ranked behind them is about something else. */
export const COMPARED = 20;
/** Articles that are named; the number of all is of no use to anybody. */
const MOST_NAMED = 5;

/** A candidate with its best sentence. */
export interface ComparedPassage {
  readonly slot: number;
  readonly record: PassageRecord;
  readonly sentence: number;
}

/** What is compared with what. */
export interface Compared {
  /** What is asked: a number, a date or a name; else only the same words agree. */
  readonly question: string;
  readonly slot: number;
  /** Where the words of the excerpt stand, its own place among them. */
  readonly places: readonly PassageRecord[];
  /** The first `COMPARED` candidates, best first; asked for only where something is compared. */
  readonly others: () => Promise<readonly ComparedPassage[]>;
}

/** The excerpt with `alsoIn` and `differsIn`, each only where there is one. */
export async function withAgreements(
  excerpt: Excerpt,
  { question, slot, places, others }: Compared,
): Promise<Excerpt> {
  const own = places.find(
    ({ collection, quotable }) =>
      quotable.citation.id === excerpt.citation.id && collection === excerpt.collection,
  );
  if (own === undefined) return excerpt;
  const named = new Set([articleKey(own)]);
  const alsoIn: ExcerptRef[] = [];
  const differsIn: Difference[] = [];
  for (const place of places) {
    if (named.has(articleKey(place))) continue;
    named.add(articleKey(place));
    alsoIn.push(recordRef(place, excerpt.sentence));
  }
  const asked = askedValue(question, []);
  const said = asked && saidIn(own, excerpt.sentence);
  for (const { record, sentence, ...other } of asked ? await others() : []) {
    if (other.slot === slot || named.has(articleKey(record)) || !asked || !said) continue;
    const found = compareSaid(asked, said, saidIn(record, sentence));
    if (found === null) continue;
    named.add(articleKey(record));
    const ref = recordRef(record, sentence);
    if (found.kind === 'agree') alsoIn.push(ref);
    else {
      const theirs = quoted(record, sentence, found.other);
      differsIn.push({ ...ref, value: theirs, own: quoted(own, excerpt.sentence, found.own) });
    }
  }
  return {
    ...excerpt,
    ...(alsoIn.length > 0 && { alsoIn: alsoIn.slice(0, MOST_NAMED) }),
    ...(differsIn.length > 0 && { differsIn: differsIn.slice(0, MOST_NAMED) }),
  };
}

function saidIn(record: PassageRecord, sentence: number): Said {
  const { article: title, section } = record.quotable.citation;
  const before = sentence === 0 ? record.before : null;
  return {
    sentence: sentenceOf(record, sentence).text,
    heading: [title, section, before].filter((part) => part !== null).join('. '),
  };
}

/** @param span within the sentence. */
function quoted(record: PassageRecord, sentence: number, span: Span): Quoted {
  const { start: from, text } = sentenceOf(record, sentence);
  const [start, end] = [from + span.start, from + span.end];
  return { start, end, text: text.slice(span.start, span.end) };
}
