/** A question becomes an answer: ranked, judged, and quoted from the articles as they are now. */
import type { Embedder } from '../../embeddings/embedder.ts';
import { makeExcerpt } from '../citations/excerpt.ts';
import type { PassageIndex } from '../index/passage-index.ts';
import type { Answer, ExcerptRef, SearchFilter } from '../model.ts';
import { passageText } from '../search/passage-text.ts';
import { plainQuestion } from '../search/plain-question.ts';
import {
  type RankedPassage,
  type Ranking,
  type ReadPassages,
  rankPassages,
} from '../search/rank.ts';
import { within } from '../supervision/deadline.ts';
import type { Catalog, Placed } from './catalog.ts';
import { type ArticleTest, filterOf } from './filter.ts';
import { type AskOptions, type Candidate, type Explanation, FURTHER_EXCERPTS } from './library.ts';
import { indexedText } from './place.ts';

/** Candidates that an explanation names: more than anybody reads. */
const EXPLAINED = 20;

/**
 * A passage this much less likely than the first one is no part of an answer, though More brings it.
 * Measured on 1,278 questions: it holds back a right passage for one of them, and spares the reader
 * a third of the excerpts beside the first.
 */
const NEGLIGIBLE = 0.001;

/**
 * How long a question waits for its vector: long enough for a model that hangs (4 s) to be noticed,
 * replaced and asked again; short enough to be answered by words alone within ten seconds.
 */
const VECTOR_MS = 8_000;

/** What is searched. */
export interface Searched {
  readonly index: PassageIndex;
  readonly embedder: Pick<Embedder, 'embedQuery' | 'hasReader' | 'read'>;
  /**
   * What can be searched at this moment, newest first: more than one while a change is on its way
   * through the index. Asked for after every wait.
   */
  catalogs(): readonly [Catalog, ...Catalog[]];
}

/** See `Library.ask`. */
export async function answerQuestion(
  searched: Searched,
  question: string,
  options: AskOptions,
): Promise<Answer> {
  return (await answerAndExplain(searched, question, options)).answer;
}

/** See `Library.explain`. */
export async function explainQuestion(
  searched: Searched,
  question: string,
  filter: SearchFilter,
): Promise<Explanation> {
  const { answer, ranking, placeOf } = await answerAndExplain(searched, question, {
    count: EXPLAINED,
    filter,
  });
  const candidates = ranking.scored
    .slice(0, EXPLAINED)
    .flatMap(({ passage, evidence, sentence, score, reading }): Candidate[] => {
      const place = placeOf(passage.slot);
      if (!place) return [];
      const excerpt = makeExcerpt(place, sentence, 0);
      const similarity = passage.similarities.length === 0 ? null : evidence.vector;
      const read = reading?.logit ?? null;
      return [{ excerpt, lexical: evidence.lexical, similarity, reading: read, fused: score }];
    });
  return { answer, thresholds: ranking.thresholds, candidates };
}

async function answerAndExplain(
  { index, embedder, catalogs }: Searched,
  question: string,
  { count, filter = {}, readingMs }: AskOptions,
): Promise<{
  readonly answer: Answer;
  readonly ranking: Ranking;
  placeOf(slot: number): Placed | undefined;
}> {
  const started = performance.now();
  const meant = await plainQuestion(index, question);
  const { vector, isMissing } = await vectorOf(meant, embedder);
  const before = catalogs();
  const fits = filterOf(filter);
  // A change may come while the index searches: whichever state it saw, its slots are known.
  const placeOf = (slot: number): Placed | undefined =>
    placeIn([...catalogs(), ...before], slot, fits);
  const ranking = await rankPassages(index, meant, vector, {
    count: count + FURTHER_EXCERPTS,
    ...(fits && { articleIds: articlesThat(fits, before[0]) }),
    ...(embedder.hasReader && { read: readerOf(embedder, meant, placeOf, readingMs) }),
  });
  const { judgement, evidence, passages } = ranking;
  const answered = judgement !== 'no-answer';
  const found = passages.flatMap((ranked) => {
    const place = placeOf(ranked.slot);
    return place ? [{ place, ranked }] : [];
  });
  const least = answered ? NEGLIGIBLE * (passages[0]?.score ?? 0) : 0;
  const likely = found.filter(({ ranked }) => ranked.score >= least).length;
  const shown = Math.min(count, likely);
  const answer = {
    question,
    judgement,
    answered,
    byWordsAlone: isMissing,
    evidence,
    excerpts: found
      .slice(0, shown)
      .map(({ place, ranked }) => makeExcerpt(place, ranked.sentence, ranked.score)),
    further: found.slice(shown, shown + FURTHER_EXCERPTS).map(refOf),
    tookMs: performance.now() - started,
  };
  return { answer, ranking, placeOf };
}

/**
 * The vector of a question; null where the model does not know its words, and where it has none in
 * time, whatever keeps it from that: then it is missing.
 */
async function vectorOf(
  question: string,
  embedder: Searched['embedder'],
): Promise<{ readonly vector: Float32Array | null; readonly isMissing: boolean }> {
  const patience = new AbortController();
  const missing = { vector: null, isMissing: true };
  const asked = embedder.embedQuery(question, patience.signal).then(
    (vector) => ({ vector, isMissing: false }),
    () => missing,
  );
  return within(VECTOR_MS, asked, () => {
    patience.abort();
    return missing;
  });
}

/** Reads passages for as long as there is time; what was read until then counts. */
function readerOf(
  embedder: Searched['embedder'],
  question: string,
  placeOf: (slot: number) => Placed | undefined,
  readingMs: number | undefined,
): ReadPassages {
  return async (slots) => {
    const places = slots.map(placeOf);
    const texts = places.flatMap((place) =>
      place ? [passageText(indexedText(place.article, place.passage))] : [],
    );
    const signal = readingMs === undefined ? undefined : AbortSignal.timeout(readingMs);
    const readings = await embedder.read(question, texts, signal);
    let next = 0;
    return places.map((place) => (place === undefined ? null : (readings[next++] ?? null)));
  };
}

function articlesThat(fit: ArticleTest, { articles }: Catalog): string[] {
  return [...articles.values()].filter(fit).map(({ id }) => id);
}

function refOf({ place, ranked }: { place: Placed; ranked: RankedPassage }): ExcerptRef {
  return { id: place.passage.id, sentence: ranked.sentence };
}

/** Where the text of a slot stands, within the filter: as new as it is known. */
function placeIn(
  catalogs: readonly Catalog[],
  slot: number,
  fits: ArticleTest | null,
): Placed | undefined {
  for (const { entries } of catalogs) {
    const place = entries.get(slot)?.places.find(({ article }) => !fits || fits(article));
    if (place) return place;
  }
  return undefined;
}
