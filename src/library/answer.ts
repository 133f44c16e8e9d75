/** A question becomes an answer: ranked, judged, and quoted from the articles as they are now. */
import type { Embedder } from '../../embeddings/embedder.ts';
import { makeExcerpt } from '../citations/excerpt.ts';
import type { PassageIndex } from '../index/passage-index.ts';
import type { Answer, AnswerPart, ExcerptRef, SearchFilter } from '../model.ts';
import { plainQuestion } from '../search/plain-question.ts';
import { asksForList, splitQuestion } from '../search/question-parts.ts';
import {
  type RankedPassage,
  type Ranking,
  READ,
  type ReadPassages,
  rankPassages,
} from '../search/rank.ts';
import { within } from '../supervision/deadline.ts';
import { withAgreements } from './agreements.ts';
import { withList } from './answer-list.ts';
import { type RankedParts, type RankText, rankParts } from './answer-parts.ts';
import type { Catalog, Placed } from './catalog.ts';
import { type ArticleTest, filterOf } from './filter.ts';
import { type AskOptions, type Candidate, type Explanation, FURTHER_EXCERPTS } from './library.ts';
import { passageTextOf } from './place.ts';
import type { TitleVectors } from './title-vectors.ts';

/** Candidates that an explanation names: more than anybody reads. */
const EXPLAINED = 20;

/**
 * A passage this much less likely than the first one is no part of an answer, though More brings it.
 * At a thousandth it held back the right passage of ten in a thousand questions of people who had not
 * seen the text.
 */
const NEGLIGIBLE = 0.00001;

/**
 * How long a question waits for its vector: long enough for a model that hangs (4 s) to be noticed,
 * replaced and asked again; short enough to be answered by words alone within ten seconds.
 */
const VECTOR_MS = 8_000;

/** What is searched. */
export interface Searched {
  readonly index: PassageIndex;
  readonly embedder: Pick<Embedder, 'embedQuestion' | 'cosines' | 'hasReader' | 'read'>;
  readonly titleVector: TitleVectors;
  /** Whether the index has articles that the catalogs do not show: these are not to be ranked either. */
  readonly isPartial: boolean;
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
  { index, embedder, titleVector, isPartial, catalogs }: Searched,
  question: string,
  { count, filter = {}, readingMs }: AskOptions,
): Promise<{
  readonly answer: Answer;
  readonly ranking: Ranking;
  placeOf(slot: number): Placed | undefined;
}> {
  const started = performance.now();
  const before = catalogs();
  const fits = filterOf(filter) ?? (isPartial ? () => true : null);
  // A change may come while the index searches: whichever state it saw, its slots are known.
  const placesOf = (slot: number) => placesIn([...catalogs(), ...before], slot, fits);
  const placeOf = (slot: number): Placed | undefined => placesOf(slot)[0];
  const articleIds = fits && articlesThat(fits, before[0]);
  const untilLate = deadlineOf(readingMs);
  let isMissing = false;
  const rank: RankText = async (text, mostRead) => {
    const embedded = await vectorOf(text, embedder);
    isMissing ||= embedded.isMissing;
    return rankPassages(index, text, embedded.vector, {
      cosines: embedder.cosines,
      fluency: embedded.fluency,
      async titleVector(slot) {
        const place = placeOf(slot);
        return place ? titleVector(place.article.title).catch(() => null) : null;
      },
      ...{ count: count + FURTHER_EXCERPTS, mostRead },
      ...(articleIds && { articleIds }),
      ...(embedder.hasReader &&
        mostRead > 0 && { read: readerOf(embedder, text, placeOf, untilLate) }),
    });
  };
  const plain = await plainQuestion(index, question);
  const asked = splitQuestion(plain);
  const { ranking, parts } =
    asked.length === 0
      ? { ranking: await rank(plain, READ), parts: null }
      : await rankParts(plain, asked, await rank(plain, 0), rank);
  const { judgement, evidence, passages } = ranking;
  const answered = judgement !== 'no-answer';
  const placed = passages.flatMap((ranked) => {
    const place = placeOf(ranked.slot);
    return place ? [{ place, ranked }] : [];
  });
  const isList = answered && parts === null && asksForList(question);
  const found = isList ? withList(placed, catalogs()[0]) : placed;
  // What the first excerpt answers, and each that leads for a part of the question.
  const answeredBy = ({ slot }: RankedPassage, index: number): string | null => {
    if (parts === null) return index === 0 ? plain : null;
    return asked[parts.findIndex(({ answer }) => answer?.slot === slot)]?.asked ?? null;
  };
  const least = answered ? NEGLIGIBLE * (passages[0]?.score ?? 0) : 0;
  const likely = found.filter(({ ranked }) => ranked.score >= least).length;
  const shown = Math.min(count, likely);
  const answer = {
    question,
    judgement,
    answered,
    byWordsAlone: isMissing,
    ...(parts && { parts: parts.map((part) => partOf(part, placeOf)) }),
    evidence,
    excerpts: found.slice(0, shown).map(({ place, ranked }, index) => {
      const excerpt = makeExcerpt(place, ranked.sentence, ranked.score);
      const text = answered ? answeredBy(ranked, index) : null;
      if (text === null) return excerpt;
      return withAgreements(excerpt, ranked.slot, {
        question: text,
        scored: ranking.scored,
        placesOf,
      });
    }),
    further: found.slice(shown, shown + FURTHER_EXCERPTS).map(refOf),
    tookMs: performance.now() - started,
  };
  return { answer, ranking, placeOf };
}

/** What a model makes of a question. */
interface Embedded {
  readonly vector: Float32Array | null;
  /** See `EmbeddedQuestion`. */
  readonly fluency: number;
  readonly isMissing: boolean;
}
const UNKNOWN = { vector: null, fluency: 0 };

/**
 * The vector of a question; null where the model does not know its words, and where it has none in
 * time, whatever keeps it from that: then it is missing.
 */
async function vectorOf(question: string, embedder: Searched['embedder']): Promise<Embedded> {
  const patience = new AbortController();
  const missing: Embedded = { ...UNKNOWN, isMissing: true };
  const { signal } = patience;
  const asked = embedder.embedQuestion(question, signal).then(
    (embedded): Embedded => ({ ...(embedded ?? UNKNOWN), isMissing: false }),
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
  untilLate: () => AbortSignal | undefined,
): ReadPassages {
  return async (slots) => {
    const places = slots.map(placeOf);
    const texts = places.flatMap((place) => (place ? [passageTextOf(place)] : []));
    const readings = await embedder.read(question, texts, untilLate());
    let next = 0;
    return places.map((place) => (place === undefined ? null : (readings[next++] ?? null)));
  };
}

/** One deadline for all that is read for a question; it begins with the first reading. */
function deadlineOf(readingMs: number | undefined): () => AbortSignal | undefined {
  let signal: AbortSignal | undefined;
  return () => {
    if (readingMs !== undefined) signal ??= AbortSignal.timeout(readingMs);
    return signal;
  };
}

function partOf(
  { text, judgement, answer }: RankedParts['parts'][number],
  placeOf: (slot: number) => Placed | undefined,
): AnswerPart {
  const place = answer && placeOf(answer.slot);
  return { text, judgement, excerpt: place ? refOf({ place, ranked: answer }) : null };
}

function articlesThat(fit: ArticleTest, { articles }: Catalog): string[] {
  return [...articles.values()].filter(fit).map(({ id }) => id);
}

function refOf({ place, ranked }: { place: Placed; ranked: RankedPassage }): ExcerptRef {
  return { id: place.passage.id, sentence: ranked.sentence };
}

/** Where the text of a slot stands, within the filter: as new as it is known. */
function placesIn(
  catalogs: readonly Catalog[],
  slot: number,
  fits: ArticleTest | null,
): readonly Placed[] {
  for (const { entries } of catalogs) {
    const places = entries.get(slot)?.places.filter(({ article }) => !fits || fits(article)) ?? [];
    if (places.length > 0) return places;
  }
  return [];
}
