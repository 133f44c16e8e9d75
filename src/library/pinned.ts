/** The passage that editors chose for a question, or for one like it. */
import { dot, scaled } from '../../embeddings/cosine-scale.ts';
import type { Embedder } from '../../embeddings/embedder.ts';
import { refOf } from '../citations/quote.ts';
import type { Pin } from '../editorial/answers-file.ts';
import { sentenceOfWords } from '../editorial/pinned-words.ts';
import type { SynonymGroup } from '../editorial/synonyms-file.ts';
import type { Answer, SearchFilter } from '../model.ts';
import {
  asksTheSame,
  type ComparedQuestion,
  comparedQuestion,
  type Differing,
  differing,
  type Nearness,
} from '../search/question-likeness.ts';
import { joinSynonyms, type Synonyms, synonymsOf } from '../search/synonyms.ts';
import { within } from '../supervision/deadline.ts';
import { FURTHER_EXCERPTS } from './library.ts';
import { type PassageRecord, recordExcerpt } from './passage-record.ts';
import type { Searched } from './searched.ts';
import { type TitleVectors, titleVectors } from './title-vectors.ts';

/** A passage that was chosen. */
export interface PinnedPassage {
  readonly record: PassageRecord;
  /** Which of its sentences the pin names, from 0. */
  readonly sentence: number;
}

/** Questions and words whose vectors are kept: the pins of a few collections. */
const KEPT = 5_000;
/** A question waits so long for what its pins need of the model, and no longer. */
const VECTOR_MS = 2_000;

const vectors = new WeakMap<object, TitleVectors>();
const compared = new WeakMap<readonly Pin[], readonly (readonly [Pin, ComparedQuestion])[]>();
const synonyms = new WeakMap<readonly SynonymGroup[], Synonyms>();

function vectorsOf(embedder: Pick<Embedder, 'embedQuestion'>): TitleVectors {
  const known = vectors.get(embedder);
  if (known !== undefined) return known;
  const embedQuery = async (text: string) => (await embedder.embedQuestion(text))?.vector ?? null;
  const made = titleVectors({ embedQuery }, KEPT);
  vectors.set(embedder, made);
  return made;
}

/** Pins as they are compared: made once for each reading of a file. */
function comparedOf(pins: readonly Pin[]): readonly (readonly [Pin, ComparedQuestion])[] {
  const known = compared.get(pins);
  if (known !== undefined) return known;
  const made = pins.map((pin) => [pin, comparedQuestion(pin.question)] as const);
  compared.set(pins, made);
  return made;
}

/** What is compared with every question is made when the file is read, not when somebody asks. */
export async function preparePins(
  embedder: Pick<Embedder, 'embedQuestion'>,
  pins: readonly Pin[],
): Promise<void> {
  comparedOf(pins);
  const vectorOf = vectorsOf(embedder);
  for (const { question } of pins) await vectorOf(question);
}

/** What the editors of all that is searched say means the same; undefined where nobody says anything. */
export function synonymsIn({ editorial = [] }: Pick<Searched, 'editorial'>): Synonyms | undefined {
  return joinSynonyms(
    editorial.flatMap(({ view }) => {
      const groups = view.synonyms();
      if (groups.length === 0) return [];
      const known = synonyms.get(groups) ?? synonymsOf(groups);
      synonyms.set(groups, known);
      return [known];
    }),
  );
}

/** A pin for a question that may be asked, and what the two differ by. */
interface Likely {
  readonly key: string;
  readonly pin: Pin;
  readonly difference: Differing;
}

/** Pins that nothing but their meaning keeps from being for a question. */
function likelyPins(searched: Pick<Searched, 'editorial'>, question: string): Likely[] {
  const parts = (searched.editorial ?? []).filter(({ view }) => view.pins().length > 0);
  if (parts.length === 0) return [];
  const asked = comparedQuestion(question, synonymsIn(searched));
  if (asked.terms.size === 0 && asked.numbers === '') return [];
  return parts.flatMap(({ key, view }) =>
    comparedOf(view.pins()).flatMap(([pin, own]): Likely[] => {
      const difference = differing(own, asked);
      return difference === null ? [] : [{ key, pin, difference }];
    }),
  );
}

/** Those that are for the question, the nearest first. */
async function pinsFor(
  { embedder }: Pick<Searched, 'embedder'>,
  question: string,
  likely: readonly Likely[],
): Promise<readonly Likely[]> {
  const vectorOf = vectorsOf(embedder);
  const near = (a: Float32Array, b: Float32Array) => scaled(dot(a, b), embedder.cosines);
  const nearness: Nearness = async (one, other) => {
    const [a, b] = await Promise.all([vectorOf(one), vectorOf(other)]);
    return a && b ? near(a, b) : null;
  };
  const asked = (await embedder.embedQuestion(question))?.vector ?? null;
  const found: { readonly each: Likely; readonly closeness: number }[] = [];
  for (const each of likely) {
    const own = asked && (await vectorOf(each.pin.question));
    const closeness = asked && own ? near(asked, own) : null;
    const isFor =
      closeness === null
        ? !isReworded(each.difference)
        : await asksTheSame(each.difference, closeness, nearness);
    if (isFor) found.push({ each, closeness: closeness ?? 1 });
  }
  return found.sort((a, b) => b.closeness - a.closeness).map(({ each }) => each);
}

/** Whether words differ that say something: without their vectors nobody knows whether they say the same. */
function isReworded({ lost, gained }: Differing): boolean {
  return [...lost, ...gained].some(({ isLight }) => !isLight);
}

/**
 * The passage that is pinned to a question, or to one like it, where it still has the words that were
 * pinned and the filter lets it through; null for none, also where the model takes too long.
 */
export async function pinnedPassage(
  searched: Searched,
  question: string,
  filter: SearchFilter,
): Promise<PinnedPassage | null> {
  const likely = likelyPins(searched, question);
  if (likely.length === 0) return null;
  const byWords = () => likely.filter(({ difference }) => !isReworded(difference));
  const found = await within(
    VECTOR_MS,
    pinsFor(searched, question, likely).catch(byWords),
    byWords,
  );
  for (const { key, pin } of found) {
    const record = await searched.passages.cited({ id: pin.citation, collection: key }, filter);
    const sentence = record && sentenceOfWords(record.quotable, pin.words);
    if (record && sentence !== null) return { record, sentence };
  }
  return null;
}

/** The answer with the chosen passage first; all else as it was. */
export function withPinned(
  answer: Answer,
  { record, sentence }: PinnedPassage,
  count: number,
): Answer {
  const chosen = recordExcerpt(record, sentence, 1);
  const isOther = (id: string, collection: string | undefined) =>
    id !== chosen.citation.id || (collection ?? '') !== (chosen.collection ?? '');
  // What is near a question that nothing answered is no part of an answer.
  const others = answer.answered
    ? answer.excerpts.filter(({ citation, collection }) => isOther(citation.id, collection))
    : [];
  const further = answer.answered
    ? answer.further.filter(({ id, collection }) => isOther(id, collection))
    : [];
  const shown = [chosen, ...others];
  const { parts: _answered, ...rest } = answer;
  return {
    ...rest,
    ...{ judgement: 'answers', answered: true, isPinned: true },
    excerpts: shown.slice(0, count),
    further: [...shown.slice(count).map(refOf), ...further].slice(0, FURTHER_EXCERPTS),
  };
}
