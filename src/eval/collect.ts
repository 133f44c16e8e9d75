/** What the weights are fitted on: every candidate of every question of a set, with its evidence. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder, EmbedderOptions } from '../../embeddings/embedder.ts';
import type { Reading } from '../../embeddings/reading.ts';
import { makeExcerpt } from '../citations/excerpt.ts';
import type { Placed } from '../library/catalog.ts';
import { Keeper } from '../library/keeper.ts';
import { indexedText } from '../library/place.ts';
import { silentReporter } from '../reporter.ts';
import { passageText } from '../search/passage-text.ts';
import { plainQuestion } from '../search/plain-question.ts';
import { type Ranking, rankPassages, type ScoredPassage } from '../search/rank.ts';
import { holdsAnswer, isRight, type QuestionSet, type SetQuestion } from './sets.ts';

/** A question with all that ranking saw. */
export interface Collected {
  readonly set: string;
  readonly question: SetQuestion;
  readonly answerable: boolean;
  readonly usualLength: number;
  readonly ranking: Ranking;
  readonly candidates: readonly CollectedCandidate[];
}

/** A candidate, and whether it is right. */
export interface CollectedCandidate extends ScoredPassage {
  readonly right: boolean;
  /** Of a right one: which sentences hold the answer. */
  readonly holds: readonly boolean[];
  readonly text: string;
}

/** Candidates that are kept of a question. */
const KEPT = 50;

/** Readings that were made once: a pair takes 15 ms, and a fit is made again and again. */
export async function openReadings(file: string) {
  const known = new Map<string, Reading>();
  if (existsSync(file)) {
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      if (line === '') continue;
      const [key, logit, sentences] = JSON.parse(line) as [string, number, (number | null)[]];
      known.set(key, {
        logit,
        sentences: sentences.map((each) => each ?? Number.NEGATIVE_INFINITY),
      });
    }
  }
  return {
    async read(embedder: Embedder, question: string, places: readonly Placed[]) {
      const texts = places.map(({ article, passage }) =>
        passageText(indexedText(article, passage)),
      );
      const keys = texts.map((text) =>
        createHash('sha256')
          .update(JSON.stringify([question, text]))
          .digest('base64url')
          .slice(0, 22),
      );
      const missing = texts.flatMap((text, i) =>
        known.has(keys[i] as string) ? [] : [{ text, key: keys[i] as string }],
      );
      if (missing.length > 0) {
        const read = await embedder.read(
          question,
          missing.map(({ text }) => text),
        );
        let lines = '';
        read.forEach((reading, i) => {
          const key = missing[i]?.key ?? '';
          if (reading === null) return;
          known.set(key, reading);
          lines += `${JSON.stringify([key, reading.logit, reading.sentences])}\n`;
        });
        await appendFile(file, lines);
      }
      return keys.map((key) => known.get(key) ?? null);
    },
  };
}
export type Readings = Awaited<ReturnType<typeof openReadings>>;

/** Asks every question of a set. */
export async function collect(
  set: QuestionSet,
  embedding: EmbedderOptions,
  dataDir: string,
  readings: Readings | null,
): Promise<Collected[]> {
  const keeper = new Keeper(
    {
      articlesDir: set.articlesDir,
      dataDir: join(dataDir, set.name),
      embedding,
      watch: false,
      reporter: silentReporter,
    },
    () => {},
  );
  try {
    await keeper.whenReady();
    const { index, embedder } = keeper.engine();
    const { entries } = keeper.catalog;
    const { meanLength } = await index.statistics();
    const placeOf = (slot: number) => (entries.get(slot)?.places[0] ?? null) as Placed | null;
    const ask = async (question: SetQuestion, answerable: boolean): Promise<Collected> => {
      const text = await plainQuestion(index, question.question);
      const vector = await embedder.embedQuery(text);
      const ranking = await rankPassages(index, text, vector, {
        count: 5,
        ...(readings && {
          read: async (slots) =>
            readings.read(
              embedder,
              text,
              slots.flatMap((slot) => placeOf(slot) ?? []),
            ),
        }),
      });
      const candidates = ranking.scored.slice(0, KEPT).flatMap((scored): CollectedCandidate[] => {
        const places = entries.get(scored.passage.slot)?.places ?? [];
        const place = places.find(
          (each) => answerable && isRight(makeExcerpt(each, 0, 0), question),
        );
        const shown = place ?? places[0];
        if (shown === undefined) return [];
        const { text, sentences } = indexedText(shown.article, shown.passage);
        const holds = place
          ? sentences.map(({ start, end }) => holdsAnswer(text.slice(start, end), question))
          : [];
        return [{ ...scored, right: place !== undefined, holds, text }];
      });
      return {
        set: set.name,
        question,
        answerable,
        usualLength: meanLength,
        ranking,
        candidates,
      };
    };
    const collected: Collected[] = [];
    for (const question of set.asked) collected.push(await ask(question, true));
    for (const question of set.unanswerable) collected.push(await ask(question, false));
    return collected;
  } finally {
    await keeper.close();
  }
}
