/** Texts to be searched by words alone: no model is needed. */
import { splitSentences } from '../../src/articles/sentences.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import type { IndexEntry } from '../../src/index/passage-index.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { rankPassages } from '../../src/search/rank.ts';

const VECTOR = Float32Array.of(1, 0);

/** Each text as a passage of an article of its own, its slot its place. */
export function entriesByWords(
  texts: readonly string[],
  language = 'en',
  title = 'Article',
): IndexEntry[] {
  return texts.map((text, slot) => {
    const sentences = splitSentences(text, language);
    return {
      slot,
      articleIds: [`article${slot}`],
      citationId: `article${slot}`,
      embedding: text,
      ...passageTerms({ text, sentences, title, section: null, context: null, language }),
      vector: VECTOR,
      sentenceVectors: sentences.map(() => VECTOR),
    };
  });
}

/** An index in which these texts can be found. Close it. */
export async function indexByWords(
  texts: readonly string[],
  language = 'en',
): Promise<EmbeddedIndex> {
  const index = new EmbeddedIndex(VECTOR.length);
  await index.upsert(entriesByWords(texts, language));
  await index.publish({ added: texts.map((_, slot) => slot), removed: [], moved: [] });
  return index;
}

/** What the best passage for a question holds of it: its slot, and the share of its weight. */
export async function bestByWords(index: EmbeddedIndex, question: string) {
  const { scored } = await rankPassages(index, question, null, { count: 5 });
  const [first] = scored;
  return { slot: first?.passage.slot ?? -1, coverage: first?.evidence.coverage ?? 0 };
}
