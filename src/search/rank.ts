/** From a question to a ranking: candidates from an index, evidence, scores, judgement. */
import { type CosineScale, scaled } from '../../embeddings/cosine-scale.ts';
import type { Reading } from '../../embeddings/reading.ts';
import { byCitation } from '../index/bm25.ts';
import type { Candidate, FoundPassages, PassageIndex } from '../index/passage-index.ts';
import type { LanguageCode } from '../languages/languages.ts';
import type { Evidence, Judgement } from '../model.ts';
import { articleCoverage } from './article-coverage.ts';
import { demoteDuplicates, sameWords } from './duplicates.ts';
import { findEvidence, type PassageEvidence } from './features.ts';
import {
  bestSentence,
  type FusionWeights,
  type ReadingWeights,
  readingScore,
  scorePassage,
  unreadLogit,
} from './fusion.ts';
import {
  confidenceOf,
  type JudgementRule,
  type JudgementSignals,
  judge,
  MOST_INFORMATION,
} from './judgement.ts';
import {
  type PreparedQuestion,
  phraseRequests,
  prepareQuestion,
  queryTerms,
  termRequests,
} from './prepared-question.ts';
import { parseQuestion } from './question.ts';
import { ofLanguage, searchedLanguages } from './searched-languages.ts';
import type { Synonyms } from './synonyms.ts';
import { WEIGHTS } from './weights.data.ts';
import type { Weights } from './weights.ts';

/** Candidates by BM25 and by vector: the right passage is among them for 99 % of the questions. */
const LEXICAL_CANDIDATES = 30;
const VECTOR_CANDIDATES = 20;
/** Up to here every passage is a candidate: as quick, and nothing is missed. */
const ALL_CANDIDATES = 80;

/** The language that the reader knows. */
const READER_LANGUAGE: LanguageCode = 'en';
/** A passage that is so far ahead of the next one, in nats, stands alone. */
const MOST_MARGIN = 5;
/** So many of the best by fusion, or some more than are wanted, are likely to be shown or compared. */
const LIKELY = 20;
/** How many of the best by fusion are read together with the question. */
export const READ = 8;

/** What is searched for, and how. */
export interface RankOptions {
  /** How many passages at most. */
  readonly count: number;
  /** Ranks passages of these articles only, as if there were no others. */
  readonly articleIds?: readonly string[];
  /** Reads the question with passages; without, they are ranked and judged without having been read. */
  readonly read?: ReadPassages;
  /** Told of the slots that are likely to be asked about, best first, before any is read. */
  readonly onLikely?: (slots: readonly number[]) => void;
  /** The unit vector of the title of a passage's article; needed where it is not read. */
  readonly titleVector?: (slot: number) => Promise<Float32Array | null>;
  /** What the model's cosines mean; taken as they are without. */
  readonly cosines?: CosineScale;
  /** How well the model knows the question's words, between 0 and 1; taken for 1 without. */
  readonly fluency?: number;
  /** What editors say means the same. */
  readonly synonyms?: Synonyms;
  /** Others than those of `weights.data.ts`, to fit them. */
  readonly weights?: Weights;
  /** How many are read at most; `READ` unless it is said. */
  readonly mostRead?: number;
}

/**
 * Reads the question together with passages, given best first.
 * @returns null for each that was not read: in another language, or for lack of time.
 */
export type ReadPassages = (slots: readonly number[]) => Promise<readonly (Reading | null)[]>;

/** The passages that fit a question best. */
export interface Ranking {
  /** Whether the first passage answers the question. */
  readonly judgement: Judgement;
  /** Whether nothing was asked, as in small talk: then nothing answers. */
  readonly isIdle: boolean;
  /** The confidences from which on it is said to answer, or that it may. */
  readonly thresholds: Pick<JudgementRule, 'mayAnswerFrom' | 'answersFrom'>;
  readonly evidence: Evidence;
  /** Best first; none twice. */
  readonly passages: readonly RankedPassage[];
  /** Every candidate with what was weighed, best first: what `passages` were chosen from. */
  readonly scored: readonly ScoredPassage[];
}

/** A passage of a ranking. */
export interface RankedPassage {
  readonly slot: number;
  /** Index of the sentence that answers best. */
  readonly sentence: number;
  /** Between 0 and 1, falling. */
  readonly score: number;
  /** Slots of other candidates of the same words, best first; absent where there are none. */
  readonly same?: readonly number[];
}

/** A candidate with its score. */
export interface ScoredPassage {
  readonly passage: Candidate;
  readonly evidence: PassageEvidence;
  /** Share of the question's weight that its article holds. */
  readonly article: number;
  /** Index of its best sentence. */
  readonly sentence: number;
  /** In nats, comparable within one question. */
  readonly score: number;
  /** What the reader said of it; null where it was not read. */
  readonly reading: Reading | null;
}

/**
 * Ranks the passages of an index for a question.
 * @param vector unit vector of the question, of the index's dimensions; null ranks by words alone.
 */
export async function rankPassages(
  index: PassageIndex,
  text: string,
  vector: Float32Array | null,
  options: RankOptions,
): Promise<Ranking> {
  const {
    count,
    articleIds,
    read,
    mostRead = READ,
    cosines,
    fluency = 1,
    synonyms,
    weights = WEIGHTS,
  } = options;
  const searched = searchedLanguages(await index.statistics());
  const parsed = parseQuestion(text, searched, synonyms);
  const known = await index.lookUp(termRequests(parsed), phraseRequests(parsed));
  const question = prepareQuestion(parsed, known);
  const found = await index.search({
    terms: queryTerms(question),
    vector,
    byWords: vector ? LEXICAL_CANDIDATES : LEXICAL_CANDIDATES + VECTOR_CANDIDATES,
    byVector: VECTOR_CANDIDATES,
    all: ALL_CANDIDATES,
    ...(articleIds && { filter: { articleIds } }),
  });
  const fusion = vector ? weights.fusion.vectors : weights.fusion.words;
  // A language needs more words or fewer for the same.
  const usualLength = ofLanguage(parsed.language, found, found.meanLengthIn, found.meanLength);
  const fused = scoreCandidates(question, found.candidates, usualLength, fusion, (cosine) =>
    cosines ? fluency * scaled(cosine, cosines) : cosine,
  );
  const likely = fused.slice(0, Math.max(LIKELY, count + mostRead));
  options.onLikely?.(likely.map(({ passage }) => passage.slot));
  const isRead = read !== undefined && parsed.language === READER_LANGUAGE;
  const scored = isRead ? await readBest(fused, read, fusion, weights.reading, mostRead) : fused;
  const [first, ...others] = scored;
  const { judgement } = weights;
  const unread = vector ? judgement.vectors : judgement.words;
  const rule = first?.reading ? judgement.read : unread;
  const beyond = first && !first.reading ? await beyondTitleOf(index, first, vector, options) : 0;
  const signals = first && signalsOf(question, [first, ...others], beyond);
  // Where nothing was asked nothing answers, however near a passage may be.
  const confidence = signals === undefined || parsed.isIdle ? 0 : confidenceOf(signals, rule);
  let lowest = 1;
  const top = demoteDuplicates(scored.slice(0, 2 * count), count);
  return {
    judgement: judge(confidence, rule),
    isIdle: parsed.isIdle,
    thresholds: rule,
    evidence: {
      confidence,
      signals: { ...signals },
      reading: isRead ? howRead(fused, scored, mostRead) : null,
    },
    passages: top.map(({ passage, sentence, score }) => {
      // Demoted duplicates stand behind lower scores, and take theirs.
      lowest = Math.min(lowest, confidence * Math.exp(score - (first?.score ?? 0)));
      const same = sameAs(passage, scored);
      return { slot: passage.slot, sentence, score: lowest, ...(same.length > 0 && { same }) };
    }),
    scored,
  };
}

function sameAs(passage: Candidate, scored: readonly ScoredPassage[]): number[] {
  return scored
    .filter((other) => other.passage !== passage && sameWords(other.passage, passage))
    .map((other) => other.passage.slot);
}

/** Best first. */
function scoreCandidates(
  question: PreparedQuestion,
  candidates: FoundPassages['candidates'],
  usualLength: number,
  weights: FusionWeights,
  closeness: (cosine: number) => number,
): ScoredPassage[] {
  const found = candidates.map((passage) =>
    findEvidence(
      { ...passage, similarities: passage.similarities.map(closeness) },
      question,
      usualLength,
    ),
  );
  const coverages = new Map<string, number>();
  return found
    .map((evidence): ScoredPassage => {
      const { passage } = evidence;
      const article =
        coverages.get(passage.articleId) ?? articleCoverage(passage.articleTerms, question);
      coverages.set(passage.articleId, article);
      const { sentence, score } = bestSentence(evidence, weights);
      return {
        passage,
        evidence,
        article,
        sentence,
        reading: null,
        score: scorePassage(evidence, { sentence: score, article }, weights),
      };
    })
    .sort(byScore);
}

/** Equal scores by citation id, so that the order never depends on the way of finding. */
function byScore(a: ScoredPassage, b: ScoredPassage): number {
  return b.score - a.score || byCitation(a.passage, b.passage);
}

/** The best ones read, and all ranked again by what the reader says of them. */
async function readBest(
  fused: readonly ScoredPassage[],
  read: ReadPassages,
  fusion: FusionWeights,
  weights: ReadingWeights,
  most: number,
): Promise<ScoredPassage[]> {
  const best = readable(fused, most);
  const readings = await read(best.map(({ passage }) => passage.slot));
  const said = new Map(best.map((each, i) => [each, readings[i] ?? null]));
  const unread = unreadLogit(said.values());
  return fused
    .map((each): ScoredPassage => {
      const reading = said.get(each) ?? null;
      const score = each.score + readingScore(reading, unread, weights);
      const sentence = reading
        ? bestSentence(each.evidence, fusion, { reading, weights }).sentence
        : each.sentence;
      return { ...each, reading, sentence, score };
    })
    .sort(byScore);
}

/** Those of the best that the reader can read. */
function readable(fused: readonly ScoredPassage[], most: number): ScoredPassage[] {
  return fused.slice(0, most).filter(({ passage }) => passage.language === READER_LANGUAGE);
}

/** Whether all that were to be read were; null where there were none. */
function howRead(
  fused: readonly ScoredPassage[],
  scored: readonly ScoredPassage[],
  most: number,
): Evidence['reading'] {
  const wanted = readable(fused, most).length;
  const were = scored.filter(({ reading }) => reading !== null).length;
  if (wanted === 0) return null;
  return were === wanted ? 'read' : 'late';
}

/** Both are at least so long, squared, once the title is taken out: what is shorter is noise. */
const LEAST_REST = 0.05;

/** See `JudgementSignals.beyondTitle`. */
async function beyondTitleOf(
  index: PassageIndex,
  { passage }: ScoredPassage,
  question: Float32Array | null,
  { titleVector }: RankOptions,
): Promise<number> {
  if (question === null || titleVector === undefined) return 0;
  const title = await titleVector(passage.slot);
  if (title === null) return 0;
  const [asked, titled] = await Promise.all([
    index.similarities(passage.slot, question),
    index.similarities(passage.slot, title),
  ]);
  let both = 0;
  for (let i = 0; i < title.length; i++) both += (title[i] as number) * (question[i] as number);
  let best = -1;
  for (let i = 1; i < asked.length; i++) {
    const own = titled[i] as number;
    const rest = Math.max(LEAST_REST, 1 - both ** 2) * Math.max(LEAST_REST, 1 - own ** 2);
    best = Math.max(best, ((asked[i] as number) - both * own) / Math.sqrt(rest));
  }
  return best;
}

/** What a passage is a copy of, or itself. */
function originOf({ slot, copyOf = slot }: Candidate): number {
  return copyOf;
}

function signalsOf(
  question: PreparedQuestion,
  scored: readonly [ScoredPassage, ...ScoredPassage[]],
  beyondTitle: number,
): JudgementSignals {
  const [{ passage, evidence, sentence, reading, article, score }, ...others] = scored;
  // A copy of the first one, in another collection, is no other answer.
  const second = others.find((other) => originOf(other.passage) !== originOf(passage));
  const highlight = evidence.sentences[sentence];
  const closeness = Math.max(evidence.vector, highlight?.vector ?? 0);
  const read = scored.flatMap((each) => each.reading?.logit ?? []);
  return {
    reading: reading?.logit ?? 0,
    bestReading: read.length === 0 ? 0 : Math.max(...read),
    margin: second === undefined ? MOST_MARGIN : Math.min(MOST_MARGIN, score - second.score),
    coverage: evidence.coverage,
    sentenceCoverage: highlight?.coverage ?? 0,
    pairs: evidence.pairs,
    article,
    information: Math.min(
      MOST_INFORMATION,
      (evidence.coverage * question.total) / question.unknownWeight,
    ),
    closeness,
    beyondTitle,
    askedOfSubject: evidence.predicate * evidence.asked,
  };
}
