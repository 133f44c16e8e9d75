/** A process that indexes and saves again and again, to be killed in the middle of it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODEL } from '../../embeddings/models.ts';
import { projectRoot } from '../../src/config.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { silentReporter } from '../../src/reporter.ts';

const [articlesDir = '', dataDir = ''] = process.argv.slice(2);
for (let round = 0; ; round++) {
  writeFileSync(join(articlesDir, 'changing.md'), `# Changing\n\nThis is round ${round}.\n`);
  const library = openLibrary({
    articlesDir,
    dataDir,
    watch: false,
    reporter: silentReporter,
    embedding: {
      model: BUNDLED_MODEL,
      bundledDir: join(projectRoot(), 'embeddings', 'models'),
      cacheDir: join(dataDir, 'models'),
    },
  });
  await library.whenReady();
  await library.close();
}
