/** The bundled model, for libraries that tests open. */
import { join } from 'node:path';
import type { EmbedderOptions } from '../../embeddings/embedder.ts';
import { BUNDLED_MODEL } from '../../embeddings/models.ts';
import { projectRoot } from '../../src/project-root.ts';

/** How it is opened. @param dataDir where a model that is not bundled would be kept. */
export function bundledEmbedding(dataDir: string): EmbedderOptions {
  return {
    model: BUNDLED_MODEL,
    bundledDir: join(projectRoot(), 'embeddings', 'models'),
    cacheDir: join(dataDir, 'models'),
  };
}
