/**
 * A process that changes an article and saves, again and again, to be killed in the middle of it. It
 * prints a line when it is ready and after each round: most rounds write a delta, every few of them
 * start a compaction.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../../src/library/open-library.ts';
import { silentReporter } from '../../src/reporter.ts';
import { CHANGING_FILE, changingArticle } from './changing-article.ts';
import { fixtureEmbedding } from './embedding.ts';

const [articlesDir = '', dataDir = '', first = '0'] = process.argv.slice(2);
const library = openLibrary({
  articlesDir,
  dataDir,
  watch: false,
  reporter: silentReporter,
  embedding: fixtureEmbedding(dataDir),
});
await library.whenReady();
process.stdout.write('ready\n');
for (let round = Number(first); ; round++) {
  const whole = join(dataDir, 'whole.md');
  writeFileSync(whole, changingArticle(round));
  renameSync(whole, join(articlesDir, CHANGING_FILE));
  await library.refresh();
  process.stdout.write(`${round}\n`);
}
