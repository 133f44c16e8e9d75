/** A process that opens a library and prints how many texts it embedded, and what it said. */
import { openEmbedder } from '../../embeddings/embedder.ts';
import { vectorsOf } from '../../embeddings/passage-text.ts';
import { sayIn } from '../../src/languages/say.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { fixtureEmbedding } from './embedding.ts';

const [articlesDir = '', dataDir = ''] = process.argv.slice(2);
const lines: string[] = [];
let texts = 0;
const library = openLibrary({
  articlesDir,
  dataDir,
  watch: false,
  reporter: { notice: (notice) => lines.push(sayIn('en').tell(notice)), progress: () => {} },
  async openEmbedder(options) {
    const embedder = await openEmbedder(options);
    return {
      ...embedder,
      embedPassages(some) {
        for (const passage of some) texts += vectorsOf(passage);
        return embedder.embedPassages(some);
      },
    };
  },
  embedding: fixtureEmbedding(dataDir),
});
await library.whenReady();
const { excerpts } = await library.ask('How many shafts has the loom?', { count: 1 });
await library.close();
process.stdout.write(JSON.stringify({ texts, lines, answer: excerpts[0]?.text }));
