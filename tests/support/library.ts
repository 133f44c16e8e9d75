/** Opens real libraries on temporary folders, with the tests' tiny model unless another is wanted. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import { vectorsOf } from '../../embeddings/passage-text.ts';
import type { LibraryOptions } from '../../src/library/keeper.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { projectRoot } from '../../src/project-root.ts';
import { Reader } from '../../src/reading/reader.ts';
import type { Progress, Reporter } from '../../src/reporter.ts';
import type { Vitals } from '../../src/supervision/vitals.ts';
import { fixtureEmbedding } from './embedding.ts';
import { inEnglish } from './refusals.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a folder, with the folders they need. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** A folder with a copy of the sample articles. */
export function sampleArticles(): string {
  const folder = temporaryFolder();
  cpSync(join(projectRoot(), 'articles'), folder, { recursive: true });
  return folder;
}

/** Remembers all that is reported. */
function recordingReporter(): Reporter & { lines: string[]; progressed: Progress[] } {
  const lines: string[] = [];
  const progressed: Progress[] = [];
  return {
    lines,
    progressed,
    notice: (notice) => lines.push(inEnglish(notice)),
    progress: (progress) => progressed.push(progress),
  };
}

/** How many passages were embedded, by what was reported. */
export function embedded({ progressed }: { progressed: readonly Progress[] }): number {
  return progressed
    .filter(({ label, done, total }) => label.key === 'embeddingPassages' && done === total)
    .reduce((sum, { total }) => sum + total, 0);
}

/**
 * One model for all libraries of the files that a worker of vitest runs: opening it is what takes long. It ends
 * with the worker, as processes that are started for a parent do.
 */
const embedders = new Map<string, Promise<Embedder>>();

/** One reading process for all of them, too. */
export const sharedReader = new Reader();

/** The shared model as a library gets it: closing the library leaves it open. */
export async function sharedEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const { signal: _ofOneLibrary, ...ofAll } = options;
  const { model, reader = null, queryPrefix, passagePrefix } = options;
  const key = JSON.stringify([model, reader, queryPrefix, passagePrefix]);
  const known = embedders.get(key) ?? openEmbedder(ofAll);
  embedders.set(key, known);
  return { ...(await known), close: async () => {} };
}

/** The shared model, counting the passages and sentences that it is given, and as another if wanted. */
function countingEmbedder(fingerprint: string | null) {
  const counted = { texts: 0 };
  const open = async (options: EmbedderOptions): Promise<Embedder> => {
    const embedder = await sharedEmbedder(options);
    return {
      ...embedder,
      ...(fingerprint !== null && { fingerprint }),
      embedPassages(passages) {
        for (const passage of passages) counted.texts += vectorsOf(passage);
        return embedder.embedPassages(passages);
      },
    };
  };
  return { counted, open };
}

/** A library that closes when the test is over. Await `whenReady()` before asking. */
export function openTestLibrary(
  folders: { readonly articles: string; readonly data: string },
  {
    watch = false,
    embedding = fixtureEmbedding,
    openIndex,
    linked,
    fingerprint = null,
    reader = sharedReader,
    vitals,
    changeEmbedder = (embedder) => embedder,
  }: {
    readonly watch?: boolean;
    /** The models, of `tests/support/embedding.ts`. */
    readonly embedding?: (dataDir: string) => EmbedderOptions;
    readonly reader?: Reader;
    readonly vitals?: Vitals;
    /** Something in the place of a part of the shared model. */
    readonly changeEmbedder?: (embedder: Embedder) => Embedder;
    /** Takes the place of the model's own, as if its vectors had changed. */
    readonly fingerprint?: string | null;
    readonly openIndex?: NonNullable<LibraryOptions['openIndex']>;
    readonly linked?: NonNullable<LibraryOptions['linked']>;
  } = {},
) {
  const reporter = recordingReporter();
  const { counted, open } = countingEmbedder(fingerprint);
  const library = openLibrary({
    articlesDir: folders.articles,
    dataDir: folders.data,
    watch,
    reporter,
    openEmbedder: async (options) => changeEmbedder(await open(options)),
    reader,
    ...(vitals && { vitals }),
    ...(openIndex && { openIndex }),
    ...(linked && { linked }),
    embedding: embedding(folders.data),
  });
  onTestFinished(() => library.close());
  /** `counted.texts`: how many texts of passages and sentences were embedded. */
  return { library, reporter, counted };
}
