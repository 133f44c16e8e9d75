/** The passages of a folder of articles, as the library would tell them to an index. */
import type { Embedder } from '../../embeddings/embedder.ts';
import { readArticlesFolder } from '../../src/articles/folder.ts';
import { cutPassages } from '../../src/articles/passages.ts';
import type { IndexEntry } from '../../src/index/passage-index.ts';
import { indexedText, passageTextOf, place } from '../../src/library/place.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { readArticleFile } from './read-article.ts';

/** Embedded together: as many as the library does. */
const BATCH = 32;

/** Every passage of a folder, with slots from `first` on. */
export async function entriesOfFolder(
  embedder: Embedder,
  folder: string,
  first = 0,
): Promise<IndexEntry[]> {
  const told: { readonly text: ReturnType<typeof passageTextOf>; readonly entry: Told }[] = [];
  for await (const content of readArticlesFolder(folder)) {
    if ('problem' in content) continue;
    for (const article of (await readArticleFile(content.bytes, content.file)).articles) {
      for (const passage of await cutPassages(article, embedder)) {
        told.push({
          text: passageTextOf({ article, passage }),
          entry: {
            slot: first + told.length,
            articleIds: [article.id],
            citationId: passage.id,
            embedding: place(article, passage).keys.embedding,
            ...passageTerms(indexedText(article, passage)),
          },
        });
      }
    }
  }
  const entries: IndexEntry[] = [];
  for (let from = 0; from < told.length; from += BATCH) {
    const some = told.slice(from, from + BATCH);
    const vectors = await embedder.embedPassages(some.map(({ text }) => text));
    for (const [at, { entry }] of some.entries()) {
      const own = vectors[at];
      if (own === undefined) throw new Error('no vectors');
      entries.push({ ...entry, ...own });
    }
  }
  return entries;
}

type Told = Omit<IndexEntry, 'vector' | 'sentenceVectors'>;
