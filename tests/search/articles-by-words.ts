/** A few articles in an index, searched by words alone: no model is loaded. */
import { splitSentences } from '../../src/articles/sentences.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import type { IndexEntry, PassageIndex } from '../../src/index/passage-index.ts';
import { detectLanguage } from '../../src/languages/detect.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { type RankOptions, rankPassages } from '../../src/search/rank.ts';

/** An article: its title, and a passage for each text. */
export type Article = readonly [title: string, ...texts: string[]];

/** What stands for the vectors that nothing asks for. */
const NO_VECTOR = Float32Array.of(1, 0, 0, 0);

/** Articles whose language is told by how they look, as a library does it. */
export async function indexArticles(articles: readonly Article[]): Promise<PassageIndex> {
  const entries = articles.flatMap(([title, ...texts]) => texts.map((text) => ({ title, text })));
  const index = new EmbeddedIndex(NO_VECTOR.length);
  await index.upsert(
    entries.map(({ title, text }, slot): IndexEntry => {
      const language = detectLanguage(text);
      const sentences = splitSentences(text, language);
      const told = { title, text, sentences, section: null, context: null, language };
      return {
        ...{ slot, articleIds: [title], citationId: `${slot}`, embedding: `${slot}` },
        vector: NO_VECTOR,
        ...passageTerms(told),
        sentenceVectors: sentences.map(() => NO_VECTOR),
      };
    }),
  );
  await index.publish({ added: entries.map((_, slot) => slot), removed: [], moved: [] });
  return index;
}

/** The slots of the passages that fit best. */
export async function askByWords(
  index: PassageIndex,
  question: string,
  options: RankOptions = { count: 3 },
): Promise<number[]> {
  const { passages } = await rankPassages(index, question, null, options);
  return passages.map(({ slot }) => slot);
}
