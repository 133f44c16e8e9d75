/** A few paragraphs, indexed with the real model, for the tests of the search. */
import { type Embedder, openEmbedder } from '../../embeddings/embedder.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { splitSentences } from '../../src/articles/sentences.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import type { IndexEntry, WritableIndex } from '../../src/index/passage-index.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { bundledEmbedding, fixtureEmbedding } from '../support/embedding.ts';

/** What a test says of a paragraph; its slot is its place in the list. */
export interface Paragraph {
  readonly article: string;
  readonly title: string;
  readonly text: string;
  /** English unless it is said. */
  readonly language?: string;
}

/** Paragraphs on two subjects, the lighthouse's twice in nearly the same words. */
export const PARAGRAPHS: readonly Paragraph[] = [
  [
    'The lighthouse of Norrvik was built in 1871 by the engineer Agnes Lindqvist. It stands on a cliff.',
  ],
  ['Its lamp burned whale oil for forty years. Electricity reached the tower in 1911.'],
  [
    'Twelve keepers served there. The last of them, Oskar Brandt, retired because of poor eyesight.',
  ],
  ['Storms damaged the gallery twice. Repairs cost $40,000 and took seven months.'],
  [
    'The lighthouse of Norrvik was built in 1871 by the engineer Agnes Lindqvist. It stands on a cliff above the sea.',
  ],
  ['Honey bees dance to tell their sisters where blossoms are. Karl von Frisch decoded the dance.'],
  ['A hive holds up to sixty thousand workers in summer. One queen lays every egg.'],
  ['Beekeepers in Slovenia paint the front boards of their hives in bright colours.'],
].map(([text = ''], index) =>
  index < 5
    ? { article: 'light', title: 'The lighthouse of Norrvik', text }
    : { article: 'bees', title: 'How bees live', text },
);

/** The tests' tiny model. Close it. */
export function fixtureEmbedder(): Promise<Embedder> {
  return openEmbedder(fixtureEmbedding(''));
}

/** The bundled pair, for what depends on how good the models are. Close it. */
export function bundledEmbedder(): Promise<Embedder> {
  return openEmbedder(bundledEmbedding(''));
}

/** A paragraph as models are told of it. */
export function toldOf({ title, text, language = 'en' }: Paragraph): PassageText {
  const sentences = splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
  return { title, section: null, context: null, text, sentences };
}

/** Paragraphs with their vectors, ready to be added. */
export async function entriesOf(
  embedder: Embedder,
  paragraphs: readonly Paragraph[],
): Promise<IndexEntry[]> {
  const entries: IndexEntry[] = [];
  for (const [slot, paragraph] of paragraphs.entries()) {
    const { article, title, text, language = 'en' } = paragraph;
    const sentences = splitSentences(text, language);
    const told = { text, sentences, title, section: null, context: null, language };
    const [vectors] = await embedder.embedPassages([toldOf(paragraph)]);
    if (vectors === undefined) throw new Error('no vectors');
    entries.push({
      slot,
      articleIds: [article],
      citationId: `${article}-${slot}`,
      embedding: `${title}\n${text}`,
      ...passageTerms(told),
      ...vectors,
    });
  }
  return entries;
}

/** An index in which these entries can be found; the embedded one unless another is given. */
export async function indexOf<Index extends WritableIndex = EmbeddedIndex>(
  dimensions: number,
  entries: readonly IndexEntry[],
  index: Index = new EmbeddedIndex(dimensions) as WritableIndex as Index,
): Promise<Index> {
  await index.upsert(entries);
  await index.publish({ added: entries.map(({ slot }) => slot), removed: [], moved: [] });
  return index;
}
