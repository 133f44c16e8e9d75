/** The models that tests open: a tiny one where nothing is judged, and the two that are bundled. */
import { join } from 'node:path';
import type { EmbedderOptions } from '../../embeddings/embedder.ts';
import { BUNDLED_MODEL, BUNDLED_READER, FORMER_MODEL } from '../../embeddings/models.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { projectRoot } from '../../src/project-root.ts';

/** The model of `fixtureEmbedding`: it looks word vectors up, and loads and embeds in no time. */
export const FIXTURE_MODEL = FORMER_MODEL;
/** Of the fixture's vectors. */
export const FIXTURE_DIMENSIONS = 512;

/**
 * The tests' fixture, without a reader: for what does not depend on how good a model is.
 * @param dataDir where a model that is not bundled would be kept.
 */
export function fixtureEmbedding(dataDir: string): EmbedderOptions {
  return {
    model: FIXTURE_MODEL,
    bundledDir: join(projectRoot(), 'tests', 'fixtures', 'embeddings', 'models'),
    cacheDir: join(dataDir, 'models'),
  };
}

/** The encoder and the reader that ship with the project, as the program opens them. */
export function bundledEmbedding(dataDir: string): EmbedderOptions {
  return {
    model: BUNDLED_MODEL,
    reader: BUNDLED_READER,
    bundledDir: join(projectRoot(), 'embeddings', 'models'),
    cacheDir: join(dataDir, 'models'),
  };
}

/** A text as it would stand in an article without a title. */
export function bare(text: string, sentences: readonly string[] = []): PassageText {
  return { title: '', section: null, context: null, text, sentences };
}
