/** What joined indexes have to do with real articles, by many questions or by all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { articleId as copyOf } from '../../src/citations/make-citation-id.ts';
import { readSample } from '../../src/eval/own-sets.ts';
import { withTypo } from '../../src/eval/typos.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import {
  joinedArticle,
  joinedSlot,
  joinIndexes,
  markCopies,
} from '../../src/index/joined-index.ts';
import type { IndexEntry, PassageIndex, WritableIndex } from '../../src/index/passage-index.ts';
import { projectRoot } from '../../src/project-root.ts';
import { plainQuestion } from '../../src/search/plain-question.ts';
import { type Ranking, rankPassages } from '../../src/search/rank.ts';
import { fixtureEmbedder, indexOf } from '../search/indexed.ts';
import { type SampleEntry, sampleEntries } from '../search/sample-entries.ts';
import { openExactIndex } from '../support/exact-index.ts';
import { randomFrom } from '../support/random.ts';

/** Articles shared out among collections, and one index over all of them. */
interface Shared {
  readonly parts: readonly WritableIndex[];
  readonly whole: WritableIndex;
  /** By slot of the joined one, and of the one over all: the title that it stands under. */
  readonly titles: readonly [ReadonlyMap<number, string>, ReadonlyMap<number, string>];
  /** Which articles are where, by their id. */
  readonly partOf: ReadonlyMap<string, number>;
}

/** What of a ranking has to be the same. */
function essence(ranking: Ranking) {
  const { scored, passages, judgement, isIdle } = ranking;
  const slots = new Map(scored.map(({ passage }) => [passage.slot, passage.citationId]));
  return {
    ...{ judgement, isIdle },
    order: scored.map(({ passage, sentence }) => [passage.citationId, sentence]),
    passages: passages.map(({ slot, sentence }) => [slots.get(slot), sentence]),
  };
}

function numbersOf({ scored, evidence, passages }: Ranking): number[] {
  return [
    evidence.confidence,
    ...Object.values(evidence.signals),
    ...passages.map(({ score }) => score),
    ...scored.flatMap(({ score, article, evidence: { lexical, coverage, vector } }) => [
      ...[score, article, lexical, coverage, vector],
    ]),
  ];
}

function expectSame(joined: Ranking, whole: Ranking): void {
  expect(essence(joined)).toEqual(essence(whole));
  const [one, other] = [numbersOf(joined), numbersOf(whole)];
  expect(one).toHaveLength(other.length);
  for (const [at, number] of one.entries()) {
    expect(Math.abs(number - (other[at] as number))).toBeLessThan(1e-6);
  }
}

/** All questions, twice each, on a machine that does other things as well. */
const ALL_ASKED_MS = 300_000;

/** @param every asks each such question of the list, from one that the seed decides. */
export function describeSharedOut(every: number): void {
  describe('the sample articles shared out among collections', () => {
    let embedder: Embedder;
    let entries: SampleEntry[];
    let questions: string[];
    const opened: PassageIndex[] = [];

    beforeAll(async () => {
      embedder = await fixtureEmbedder();
      const german = `${projectRoot()}/tests/fixtures/languages/german`;
      entries = [...(await sampleEntries(embedder)), ...(await sampleEntries(embedder, german))];
      const { asked, unanswerable } = await readSample(projectRoot());
      const some = [...asked, ...unanswerable].map(({ question }) => question);
      questions = [
        ...some,
        ...some.filter((_, at) => at % 4 === 0).map((each) => withTypo(each, 'joined')),
        'Wie hoch ist der Turm?',
        'Who was Ulugh Beg and how high is the Nurek dam?',
        'thanks!',
      ];
    });
    afterAll(async () => {
      for (const index of opened) await index.close();
      await embedder.close();
    });

    /** Some passages stand in two collections, under articles of their own. */
    async function shareOut(seed: number, count: number): Promise<Shared> {
      const random = randomFrom(seed);
      const partOf = new Map<string, number>();
      const held: SampleEntry[][] = Array.from({ length: count }, () => []);
      const all: IndexEntry[] = [];
      const titles = [new Map<number, string>(), new Map<number, string>()] as const;
      const put = (entry: SampleEntry, part: number, articleId: string) => {
        partOf.set(articleId, part);
        const citationId = `${articleId}-${entry.citationId.slice(-6)}`;
        const own = { ...entry, slot: 3 * (held[part]?.length ?? 0) + part, citationId };
        held[part]?.push({ ...own, articleIds: [articleId] });
        titles[0].set(joinedSlot(own.slot, part, count), entry.title);
        titles[1].set(all.length, entry.title);
        all.push({ ...own, slot: all.length, articleIds: [joinedArticle(articleId, part)] });
      };
      for (const entry of entries) {
        const [articleId] = entry.articleIds;
        const part = partOf.get(articleId) ?? random.below(count);
        put(entry, part, articleId);
        if (random.below(12) === 0) put(entry, (part + 1) % count, copyOf(articleId, 1));
      }
      const { dimensions } = embedder;
      const parts: WritableIndex[] = [];
      for (const [at, some] of held.entries()) {
        const engine = (at + seed) % 2 === 0 ? new EmbeddedIndex(dimensions) : null;
        parts.push(await indexOf(dimensions, some, engine ?? openExactIndex(dimensions)));
      }
      const whole = await indexOf(dimensions, all, new EmbeddedIndex(dimensions));
      opened.push(...parts, whole);
      const { search } = EmbeddedIndex.prototype;
      // One index knows no copies: passages of the same words share a slot there.
      whole.search = async (query) => {
        const found = await search.call(whole, query);
        const partAt = new Map(
          found.candidates.map(({ slot, articleId }) => [slot, Number(articleId.split('/')[0])]),
        );
        const candidates = markCopies(found.candidates, (slot) => partAt.get(slot) ?? 0);
        return { ...found, candidates };
      };
      return { parts, whole, titles, partOf };
    }

    it.each([
      [2, 11],
      [3, 13],
    ])(
      'rank, judge and repair in %i (seed %i) as they do in one',
      { timeout: ALL_ASKED_MS },
      async (count, seed) => {
        const { parts, whole, titles, partOf } = await shareOut(seed, count);
        const random = randomFrom(seed);
        const ids = [...partOf].map(([id, part]) => joinedArticle(id, part));
        for (const [at, question] of questions.entries()) {
          if (at % every !== seed % every) continue;
          const joined = joinIndexes(parts);
          const plain = await plainQuestion(whole, question);
          expect(await plainQuestion(joined, question)).toBe(plain);
          const vector = random.below(5) === 0 ? null : await embedder.embedQuery(plain);
          const articleIds =
            random.below(4) === 0 ? ids.filter(() => random.below(2) === 0) : undefined;
          const options = { count: 10, ...(articleIds && { articleIds }) };
          const [one, other] = await Promise.all(
            [joined, whole].map((index, which) =>
              rankPassages(index, plain, vector, {
                ...options,
                titleVector: (slot) => embedder.embedQuery(titles[which]?.get(slot) ?? ''),
              }),
            ),
          );
          expectSame(one as Ranking, other as Ranking);
        }
      },
    );

    it('leave each of them as it was, and ask one alone as it is', async () => {
      const { parts } = await shareOut(21, 2);
      const [own] = parts as [WritableIndex];
      const some = questions.slice(0, 3);
      const rank = async (index: PassageIndex, question: string) =>
        rankPassages(index, question, await embedder.embedQuery(question), { count: 10 });
      const before = await Promise.all(some.map((question) => rank(own, question)));
      for (const question of some) await rank(joinIndexes(parts), question);
      for (const [at, question] of some.entries()) {
        expect(await rank(own, question)).toEqual(before[at]);
        expectSame(await rank(joinIndexes([own]), question), before[at] as Ranking);
      }
    });
  });
}
