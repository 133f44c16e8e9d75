/** The project's sample articles as a library tells them to an index, with vectors of the tests' model. */
import type { Embedder } from '../../embeddings/embedder.ts';
import { readArticlesFolder } from '../../src/articles/folder.ts';
import { cutPassages } from '../../src/articles/passages.ts';
import type { IndexEntry } from '../../src/index/passage-index.ts';
import { indexedText, passageTextOf, place } from '../../src/library/place.ts';
import { projectRoot } from '../../src/project-root.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { readArticleFile } from '../support/read-article.ts';

/** An entry with the title of its article. */
export interface SampleEntry extends IndexEntry {
  readonly title: string;
}

/** Every passage of a folder's articles, its slot its place among them. */
export async function sampleEntries(
  embedder: Embedder,
  folder = `${projectRoot()}/articles`,
): Promise<SampleEntry[]> {
  const entries: SampleEntry[] = [];
  for await (const content of readArticlesFolder(folder)) {
    if ('problem' in content) continue;
    for (const article of (await readArticleFile(content.bytes, content.file)).articles) {
      for (const passage of await cutPassages(article, embedder)) {
        const { keys } = place(article, passage);
        const told = indexedText(article, passage);
        const [vectors] = await embedder.embedPassages([passageTextOf({ article, passage })]);
        if (vectors === undefined) throw new Error('no vectors');
        entries.push({
          slot: entries.length,
          articleIds: [article.id],
          citationId: passage.id,
          embedding: keys.embedding,
          title: article.title,
          ...passageTerms(told),
          ...vectors,
        });
      }
    }
  }
  return entries;
}
