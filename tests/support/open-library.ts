/** A real library over given files that several tests share; closed by whoever opened it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbedderOptions } from '../../embeddings/embedder.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { silentReporter } from '../../src/reporter.ts';
import { fixtureEmbedding } from './embedding.ts';
import { sharedEmbedder, sharedReader, writeFiles } from './library.ts';

/** A library with its folder. */
export interface SharedLibrary {
  readonly library: OpenLibrary;
  readonly articlesDir: string;
  readonly dataDir: string;
  /** Closes the library and removes its folders. */
  remove(): Promise<void>;
}

/** Opens one with the shared model and waits until it is ready. @param embedding the models. */
export async function openSharedLibrary(
  files: Readonly<Record<string, string>>,
  embedding: (dataDir: string) => EmbedderOptions = fixtureEmbedding,
): Promise<SharedLibrary> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-'));
  const [articlesDir, dataDir] = [join(folder, 'articles'), join(folder, 'data')];
  writeFiles(articlesDir, files);
  const library = openLibrary({
    articlesDir,
    dataDir,
    watch: false,
    reporter: silentReporter,
    openEmbedder: sharedEmbedder,
    reader: sharedReader,
    embedding: embedding(dataDir),
  });
  await library.whenReady();
  return {
    library,
    articlesDir,
    dataDir,
    async remove() {
      await library.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
