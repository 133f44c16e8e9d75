/** A process that opens a library and prints how many texts it embedded, and what it said. */
import { openEmbedder } from '../../embeddings/embedder.ts';
import { sayIn } from '../../src/languages/say.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { bundledEmbedding } from './embedding.ts';

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
        texts += some.length;
        return embedder.embedPassages(some);
      },
    };
  },
  embedding: bundledEmbedding(dataDir),
});
await library.whenReady();
const { excerpts } = await library.ask('How many shafts has the loom?', { count: 1 });
await library.close();
process.stdout.write(JSON.stringify({ texts, lines, answer: excerpts[0]?.text }));
