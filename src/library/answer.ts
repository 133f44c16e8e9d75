/** A question becomes an answer: ranked, judged, and quoted from the articles as they are now. */
import type { Answer, AnswerPart, ExcerptRef, SearchFilter } from '../model.ts';
import { foreignQuestion } from '../search/foreign-question.ts';
import { plainQuestion } from '../search/plain-question.ts';
import { asksForList, splitQuestion } from '../search/question-parts.ts';
import {
  type RankedPassage,
  type Ranking,
  READ,
  type ReadPassages,
  rankPassages,
  type ScoredPassage,
} from '../search/rank.ts';
import { within } from '../supervision/deadline.ts';
import { COMPARED, type ComparedPassage, withAgreements } from './agreements.ts';
import { type Found, withList } from './answer-list.ts';
import { type RankedParts, type RankTexts, rankParts, type TextToRank } from './answer-parts.ts';
import { withAnsweringPart } from './answering-part.ts';
import { type AskOptions, type Candidate, type Explanation, FURTHER_EXCERPTS } from './library.ts';
import {
  type PassageRecord,
  type PassageSource,
  recordExcerpt,
  recordRef,
  type SlotRecord,
  toldOf,
} from './passage-record.ts';
import { pinnedPassage, synonymsIn, withPinned } from './pinned.ts';
import type { Searched } from './searched.ts';

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
  const asked = { count: EXPLAINED, filter };
  const { answer, ranking } = await answerAndExplain(searched, question, asked);
  const looked = ranking.scored.slice(0, EXPLAINED);
  const places = await searched.passages.places(slotsOf(looked), filter);
  const candidates = looked.flatMap(
    ({ passage, evidence, sentence, score, reading }, at): Candidate[] => {
      const [record] = places[at] ?? [];
      if (!record) return [];
      const excerpt = recordExcerpt(record, sentence, 0);
      const similarity = passage.similarities.length === 0 ? null : evidence.vector;
      const read = reading?.logit ?? null;
      return [{ excerpt, lexical: evidence.lexical, similarity, reading: read, fused: score }];
    },
  );
  return { answer, thresholds: ranking.thresholds, candidates };
}

async function answerAndExplain(
  searched: Searched,
  question: string,
  { count, filter = {}, readingMs }: AskOptions,
): Promise<{ readonly answer: Answer; readonly ranking: Ranking }> {
  const started = performance.now();
  const { index, embedder, titleVector, passages: source } = searched;
  const articleIds = await source.articlesThat(filter);
  const recordsOf = async (slots: readonly number[]): Promise<(PassageRecord | undefined)[]> =>
    (await source.places(slots, filter)).map(([first]) => first);
  const untilLate = deadlineOf(readingMs);
  let isMissing = false;
  const rankOne = ({ text, mostRead }: TextToRank, { vector, fluency }: Embedded) =>
    rankPassages(index, text, vector, {
      cosines: embedder.cosines,
      fluency,
      onLikely: (slots) => source.expect(slots),
      async titleVector(slot) {
        const [record] = await recordsOf([slot]);
        return record ? titleVector(record.quotable.citation.article).catch(() => null) : null;
      },
      ...{ count: count + FURTHER_EXCERPTS, mostRead },
      ...(synonyms && { synonyms }),
      ...(articleIds && { articleIds }),
      ...(embedder.hasReader &&
        mostRead > 0 && { read: readerOf(embedder, text, recordsOf, untilLate) }),
    });
  const rank: RankTexts = async (texts) => {
    // All vectors first, so that what is then searched for is searched for in one turn of the event loop.
    const embedded = await Promise.all(texts.map(({ text }) => vectorOf(text, embedder)));
    isMissing ||= embedded.some((each) => each.isMissing);
    return Promise.all(texts.map((each, at) => rankOne(each, embedded[at] ?? MISSING)));
  };
  const synonyms = synonymsIn(searched);
  const plain = await plainQuestion(index, question, synonyms);
  const pinning = pinnedPassage(searched, plain, filter);
  // Awaited below, whatever comes first.
  pinning.catch(() => {});
  const foreign = foreignQuestion(question, await index.statistics());
  const asked = splitQuestion(plain);
  const { ranking, parts } =
    asked.length === 0
      ? { ranking: await ranked(rank, plain), parts: null }
      : await rankParts(plain, asked, rank);
  const { judgement, evidence, passages } = ranking;
  const answered = judgement !== 'no-answer';
  const placesOf = await placesOfAll(passages, source, filter);
  const placed = passages.flatMap((ranked): Found[] => {
    const [first] = placesOf.get(ranked.slot) ?? [];
    return first ? [{ ...first, ranked }] : [];
  });
  const isList = answered && parts === null && asksForList(question);
  const found = isList ? await withList(placed, source) : placed;
  // What the first excerpt answers, and each that leads for a part of the question.
  const answeredBy = ({ slot }: RankedPassage, index: number): string | null => {
    if (parts === null) return index === 0 ? plain : null;
    return asked[parts.findIndex(({ answer }) => answer?.slot === slot)]?.asked ?? null;
  };
  const least = answered ? NEGLIGIBLE * (passages[0]?.score ?? 0) : 0;
  const likely = found.filter(({ ranked }) => ranked.score >= least).length;
  const shown = Math.min(count, likely);
  const others = comparedIn(ranking.scored.slice(0, COMPARED), recordsOf);
  const excerpts = found.slice(0, shown).map(async ({ record, slot, ranked }, index) => {
    const excerpt = recordExcerpt(record, ranked.sentence, ranked.score);
    const text = answered ? answeredBy(ranked, index) : null;
    if (text === null) return excerpt;
    const places = (placesOf.get(ranked.slot) ?? []).map((place) => place.record);
    const compared = { question: text, slot, places, others };
    return withAgreements(withAnsweringPart(excerpt, text), compared);
  });
  const byArticles: Answer = {
    question,
    judgement,
    answered,
    byWordsAlone: isMissing,
    ...(foreign && { foreign }),
    ...(parts && { parts: parts.map((part) => partOf(part, placesOf)) }),
    evidence,
    excerpts: await Promise.all(excerpts),
    further: found.slice(shown, shown + FURTHER_EXCERPTS).map(refOf),
    tookMs: 0,
  };
  const pinned = await pinning;
  const answer = pinned === null ? byArticles : withPinned(byArticles, pinned, count);
  return { answer: { ...answer, tookMs: performance.now() - started }, ranking };
}

/**
 * By slot of a ranked passage: where its words stand, what is quoted first. The same words may be ranked
 * in other collections as well: they are quoted from the one that comes first.
 */
async function placesOfAll(
  ranked: readonly RankedPassage[],
  source: PassageSource,
  filter: SearchFilter,
): Promise<ReadonlyMap<number, readonly SlotRecord[]>> {
  const slots = ranked.map(({ slot, same = [] }) => [slot, ...same]);
  const all = await source.places(slots.flat(), filter);
  let next = 0;
  const groups = slots.map((group) =>
    group.flatMap((slot) => (all[next++] ?? []).map((record): SlotRecord => ({ slot, record }))),
  );
  return new Map(
    ranked.map(({ slot }, at): [number, readonly SlotRecord[]] => {
      const places = groups[at] ?? [];
      const own = places.find((place) => place.slot === slot);
      // What is searched alike may yet be written otherwise.
      const same = places.filter(({ record }) => record.words === own?.record.words);
      return [slot, same.sort((a, b) => (a.record.order ?? 0) - (b.record.order ?? 0))];
    }),
  );
}

/** Candidates with their records, which are asked for once, and only when they are needed. */
function comparedIn(
  scored: readonly ScoredPassage[],
  recordsOf: RecordsOf,
): () => Promise<readonly ComparedPassage[]> {
  let asked: Promise<readonly ComparedPassage[]> | undefined;
  const ask = async (): Promise<readonly ComparedPassage[]> => {
    const records = await recordsOf(slotsOf(scored));
    return scored.flatMap(({ passage: { slot }, sentence }, at) => {
      const record = records[at];
      return record ? [{ slot, record, sentence }] : [];
    });
  };
  return () => {
    asked ??= ask();
    return asked;
  };
}

function slotsOf(scored: readonly ScoredPassage[]): number[] {
  return scored.map(({ passage }) => passage.slot);
}

/** What is shown of some slots; undefined for what is gone. */
type RecordsOf = (slots: readonly number[]) => Promise<(PassageRecord | undefined)[]>;

/** The ranking of a question that is one. */
async function ranked(rank: RankTexts, text: string): Promise<Ranking> {
  const [ranking] = await rank([{ text, mostRead: READ }]);
  if (ranking === undefined) throw new RangeError('nothing was ranked');
  return ranking;
}

/** What a model makes of a question. */
interface Embedded {
  readonly vector: Float32Array | null;
  /** See `EmbeddedQuestion`. */
  readonly fluency: number;
  readonly isMissing: boolean;
}
const UNKNOWN = { vector: null, fluency: 0 };
const MISSING: Embedded = { ...UNKNOWN, isMissing: true };

/**
 * The vector of a question; null where the model does not know its words, and where it has none in
 * time, whatever keeps it from that: then it is missing.
 */
async function vectorOf(question: string, embedder: Searched['embedder']): Promise<Embedded> {
  const patience = new AbortController();
  const { signal } = patience;
  const asked = embedder.embedQuestion(question, signal).then(
    (embedded): Embedded => ({ ...(embedded ?? UNKNOWN), isMissing: false }),
    () => MISSING,
  );
  return within(VECTOR_MS, asked, () => {
    patience.abort();
    return MISSING;
  });
}

/** Reads passages for as long as there is time; what was read until then counts. */
function readerOf(
  embedder: Searched['embedder'],
  question: string,
  recordsOf: RecordsOf,
  untilLate: () => AbortSignal | undefined,
): ReadPassages {
  return async (slots) => {
    const records = await recordsOf(slots);
    const texts = records.flatMap((record) => (record ? [toldOf(record)] : []));
    const readings = await embedder.read(question, texts, untilLate());
    let next = 0;
    return records.map((record) => (record === undefined ? null : (readings[next++] ?? null)));
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
  placesOf: ReadonlyMap<number, readonly SlotRecord[]>,
): AnswerPart {
  const [place] = (answer && placesOf.get(answer.slot)) ?? [];
  const excerpt = answer && place ? recordRef(place.record, answer.sentence) : null;
  return { text, judgement, excerpt };
}

function refOf({ record, ranked }: Found): ExcerptRef {
  return recordRef(record, ranked.sentence);
}
