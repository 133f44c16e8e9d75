/** Where other articles say the same as an excerpt, or another thing. */
import { sentenceBefore } from '../articles/sentence-before.ts';
import { sliceOf } from '../citations/excerpt.ts';
import type { Difference, Excerpt, ExcerptRef, Quoted, Span } from '../model.ts';
import { askedValue, compareSaid, type Said } from '../search/agreement.ts';
import type { ScoredPassage } from '../search/rank.ts';
import type { Placed } from './catalog.ts';

/** Candidates that are compared: what is ranked behind them is about something else. */
const COMPARED = 20;
/** Articles that are named; the number of all is of no use to anybody. */
const MOST_NAMED = 5;

/** What is compared with what. */
export interface Compared {
  /** What is asked: a number, a date or a name; else only the same words agree. */
  readonly question: string;
  /** Best first. */
  readonly scored: readonly ScoredPassage[];
  /** All places where the words of a slot stand; none where they are gone. */
  placesOf(slot: number): readonly Placed[];
}

/**
 * The excerpt with `alsoIn` and `differsIn`, each only where there is one.
 * @param slot of the excerpt's passage.
 */
export function withAgreements(
  excerpt: Excerpt,
  slot: number,
  { question, scored, placesOf }: Compared,
): Excerpt {
  const places = placesOf(slot);
  const own = places.find(({ passage }) => passage.id === excerpt.citation.id);
  if (own === undefined) return excerpt;
  const named = new Set([excerpt.articleId]);
  const alsoIn: ExcerptRef[] = [];
  const differsIn: Difference[] = [];
  const isNew = ({ article }: Placed) => !named.has(article.id) && named.add(article.id);
  for (const place of places) {
    if (isNew(place)) alsoIn.push({ id: place.passage.id, sentence: excerpt.sentence });
  }
  const asked = askedValue(question, []);
  const said = asked && saidIn(own, excerpt.sentence);
  for (const { passage, sentence } of asked ? scored.slice(0, COMPARED) : []) {
    const place = passage.slot === slot ? undefined : placesOf(passage.slot)[0];
    if (place === undefined || named.has(place.article.id) || !asked || !said) continue;
    const other = saidIn(place, sentence);
    const found = compareSaid(asked, said, other);
    if (found === null) continue;
    named.add(place.article.id);
    const ref = { id: place.passage.id, sentence };
    if (found.kind === 'agree') alsoIn.push(ref);
    else {
      const theirs = quoted(place, sentence, found.other);
      differsIn.push({ ...ref, value: theirs, own: quoted(own, excerpt.sentence, found.own) });
    }
  }
  return {
    ...excerpt,
    ...(alsoIn.length > 0 && { alsoIn: alsoIn.slice(0, MOST_NAMED) }),
    ...(differsIn.length > 0 && { differsIn: differsIn.slice(0, MOST_NAMED) }),
  };
}

function sentenceSpan({ passage }: Placed, sentence: number): Span {
  return passage.sentences[sentence] ?? passage;
}

function saidIn(place: Placed, sentence: number): Said {
  const { article, passage } = place;
  const before = sentence === 0 ? sentenceBefore(article, passage) : null;
  return {
    sentence: sliceOf(article, sentenceSpan(place, sentence)),
    heading: [article.title, passage.section, before].filter((part) => part !== null).join('. '),
  };
}

/** @param span within the sentence. */
function quoted(place: Placed, sentence: number, span: Span): Quoted {
  const { start: from } = sentenceSpan(place, sentence);
  const [start, end] = [from + span.start, from + span.end];
  return { start, end, text: sliceOf(place.article, { start, end }) };
}
