/** What the weights are fitted on: every candidate of every question of a set, with its evidence. */
import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder, EmbedderOptions } from '../../embeddings/embedder.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import type { Reading } from '../../embeddings/reading.ts';
import { makeExcerpt } from '../citations/excerpt.ts';
import type { Placed } from '../library/catalog.ts';
import { Keeper } from '../library/keeper.ts';
import { passageTextOf } from '../library/place.ts';
import { titleVectors } from '../library/title-vectors.ts';
import { silentReporter } from '../reporter.ts';
import { plainQuestion } from '../search/plain-question.ts';
import { type Ranking, rankPassages, type ScoredPassage } from '../search/rank.ts';
import type { Weights } from '../search/weights.ts';
import { contentKey } from './content-key.ts';
import { holdsAnswer, isRight, type QuestionSet, type SetQuestion } from './sets.ts';

/** A question with all that ranking saw. */
export interface Collected {
  readonly set: string;
  readonly question: SetQuestion;
  readonly isAnswerable: boolean;
  readonly ranking: Pick<Ranking, 'evidence' | 'judgement' | 'isIdle'>;
  /** Best first; at most `KEPT`. */
  readonly candidates: readonly CollectedCandidate[];
}

/** A candidate, and whether it is right. */
export interface CollectedCandidate
  extends Pick<ScoredPassage, 'evidence' | 'article' | 'reading' | 'score'> {
  readonly isRight: boolean;
  /** Of a right one: which sentences hold the answer. */
  readonly holds: readonly boolean[];
}

/** How a set is asked. */
export interface CollectOptions {
  readonly embedding: EmbedderOptions;
  /** Where indexes are kept between two runs. */
  readonly dataDir: string;
  readonly weights: Weights;
  /** As it is asked: read, with vectors only, or by words alone. */
  readonly mode: 'read' | 'vectors' | 'words';
  readonly readings: Readings;
}

/** Candidates that are kept of a question. */
const KEPT = 30;

/** Asks every question of a set. */
export async function collect(
  set: QuestionSet,
  { embedding, dataDir, weights, mode, readings }: CollectOptions,
): Promise<Collected[]> {
  const options = { articlesDir: set.articlesDir, dataDir: join(dataDir, set.name), embedding };
  const keeper = new Keeper({ ...options, watch: false, reporter: silentReporter }, () => {});
  try {
    await keeper.whenReady();
    const { index, embedder } = keeper.engine();
    const { entries } = keeper.catalog;
    const vectorOfTitle = titleVectors(embedder);
    const placesOf = (slot: number) => entries.get(slot)?.places ?? [];
    const ask = async (question: SetQuestion, isAnswerable: boolean): Promise<Collected> => {
      const text = await plainQuestion(index, question.question);
      const embedded = mode === 'words' ? null : await embedder.embedQuestion(text);
      const ranking = await rankPassages(index, text, embedded?.vector ?? null, {
        count: 1,
        weights,
        cosines: embedder.cosines,
        fluency: embedded?.fluency ?? 0,
        async titleVector(slot) {
          const [place] = placesOf(slot);
          return place ? vectorOfTitle(place.article.title) : null;
        },
        ...(mode === 'read' && {
          read: (slots) =>
            readings.read(
              embedder,
              text,
              slots.map((slot) => passageTextOf(placesOf(slot)[0] as Placed)),
            ),
        }),
      });
      const candidates = ranking.scored.slice(0, KEPT).map((scored): CollectedCandidate => {
        const right = placesOf(scored.passage.slot).find(
          (place) => isAnswerable && isRight(makeExcerpt(place, 0, 0), question),
        );
        const holds = right
          ? passageTextOf(right).sentences.map((sentence) => holdsAnswer(sentence, question))
          : [];
        const { evidence, article, reading, score } = scored;
        return { evidence, article, reading, score, isRight: right !== undefined, holds };
      });
      return { set: set.name, question, isAnswerable, ranking, candidates };
    };
    const collected: Collected[] = [];
    for (const question of set.asked) collected.push(await ask(question, true));
    for (const question of set.unanswerable) collected.push(await ask(question, false));
    return collected;
  } finally {
    await keeper.close();
  }
}

/** Readings that were made once: each takes some 15 ms, and a fit needs tens of thousands. */
export interface Readings {
  /** As `Embedder.read`. */
  read(
    embedder: Pick<Embedder, 'read'>,
    question: string,
    passages: readonly PassageText[],
  ): Promise<readonly (Reading | null)[]>;
}

/** Opens readings that are kept in a file of lines, which is made where there is none. */
export async function openReadings(file: string): Promise<Readings> {
  const known = new Map<string, Reading>();
  const lines = existsSync(file) ? (await readFile(file, 'utf8')).split('\n') : [];
  for (const line of lines) {
    if (line === '') continue;
    const [key, logit, sentences] = JSON.parse(line) as [string, number, (number | null)[]];
    known.set(key, { logit, sentences: sentences.map((each) => each ?? Number.NEGATIVE_INFINITY) });
  }
  return {
    async read(embedder, question, passages) {
      const asked = passages.map((passage) => ({ passage, key: contentKey([question, passage]) }));
      const fresh = asked.filter(({ key }) => !known.has(key));
      if (fresh.length > 0) {
        const texts = fresh.map(({ passage }) => passage);
        const readings = await embedder.read(question, texts);
        for (const [i, { key }] of fresh.entries()) {
          const reading = readings[i];
          if (!reading) continue;
          known.set(key, reading);
          const line = JSON.stringify([key, reading.logit, reading.sentences]);
          await appendFile(file, `${line}\n`);
        }
      }
      return asked.map(({ key }) => known.get(key) ?? null);
    },
  };
}
