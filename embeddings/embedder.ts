/** Texts to embeddings: the model in its worker, behind one interface. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, statement } from '../src/refusals.ts';
import { sha256File } from './checksum.ts';
import {
  CONFIG_FILES,
  type DownloadProgress,
  ensureModel,
  FULL_FILE,
  QUANTIZED_FILE,
} from './hub.ts';
import { ModelClient } from './model-client.ts';
import { ModelProblem, problemOf } from './model-problem.ts';
import { modelOrigin, modelProfile } from './models.ts';
import type { WorkerStart } from './worker-protocol.ts';

/** Texts in one message to the worker: enough to keep it busy, few enough to bound its memory. */
const JOB_SIZE = 64;
/** Messages on their way at once: one being worked on, one waiting, so that the worker never idles. */
const JOBS_AHEAD = 2;

/** Turns texts into unit vectors. Calls may overlap; each settles by itself. */
export interface Embedder {
  /** The name as configured. */
  readonly model: string;
  readonly dimensions: number;
  /** Tokens a passage may have; special tokens and the passage prefix are already subtracted. */
  readonly window: number;
  /** SHA-256, hex, over all that decides the vectors: files, prefixes, pooling. */
  readonly fingerprint: string;
  /** The unit vector of a question. It is computed before all waiting passages. */
  embedQuery(text: string): Promise<Float32Array>;
  /** Unit vectors of passages, in order; up to 64 share one buffer. Longer texts are cut. */
  embedPassages(texts: readonly string[]): Promise<Float32Array[]>;
  /** Tokens of each text without special ones; estimates, above the window, for huge texts. */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /** Ends the thread; what is pending is rejected. Safe to call twice. */
  close(): Promise<void>;
}

/** Where a model is and how it is read. */
export interface EmbedderOptions {
  /** `footnote-static-v1`, or `organisation/name` as on the hub. */
  readonly model: string;
  /** The folder that holds bundled models as sub-folders: the project's `embeddings/models`. */
  readonly bundledDir: string;
  /** Downloads go to `<cacheDir>/<organisation>/<name>`. */
  readonly cacheDir: string;
  readonly hubUrl?: string;
  readonly onDownload?: (progress: DownloadProgress) => void;
  /** Take the place of the prefixes that are known for the model. */
  readonly queryPrefix?: string;
  readonly passagePrefix?: string;
  /** Milliseconds without a byte until a download is given up. */
  readonly silenceMs?: number;
}

/**
 * Loads a model, after fetching it once if it is not a bundled one.
 * @throws Refusal `badModelName` for an impossible name, `modelUnavailable` with the reason.
 */
export async function openEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const { model } = options;
  const origin = modelOrigin(model);
  const modelsDir = origin === 'bundled' ? options.bundledDir : options.cacheDir;
  const folder = join(modelsDir, model);
  if (origin === 'hub') {
    await ensureModel(model, folder, options).catch((error: unknown) => {
      throw unavailable(model, error);
    });
  } else if (!(await isFile(join(folder, 'config.json')))) {
    throw unavailable(model, new ModelProblem(statement('modelNotBundled')));
  }
  const start: WorkerStart = {
    modelsDir,
    model,
    quantized: await isFile(join(folder, QUANTIZED_FILE)),
    profile: modelProfile(model, options),
  };
  const fingerprint = await fingerprintOf(folder, start).catch((error: unknown) => {
    throw unavailable(model, error);
  });
  const client = new ModelClient(start);
  const facts = await client.facts().catch(async (error: unknown) => {
    await client.close();
    throw error;
  });

  const vectors = async (kind: 'query' | 'passages', texts: readonly string[]) =>
    split(await client.vectors(kind, texts), facts.dimensions);
  return {
    model,
    dimensions: facts.dimensions,
    window: facts.window,
    fingerprint,
    async embedQuery(text) {
      return (await vectors('query', [text]))[0] as Float32Array;
    },
    embedPassages: (texts) => inJobs(texts, (some) => vectors('passages', some)),
    countTokens: (texts) => inJobs(texts, (some) => client.counts(some)),
    close: () => client.close(),
  };
}

/** Hands `texts` on in pieces, a few ahead, and puts the results together in order. */
async function inJobs<Result>(
  texts: readonly string[],
  work: (some: readonly string[]) => Promise<Result[]>,
): Promise<Result[]> {
  const results: Result[] = new Array(texts.length);
  let next = 0;
  const runner = async (): Promise<void> => {
    while (next < texts.length) {
      const from = next;
      next += JOB_SIZE;
      const some = await work(texts.slice(from, from + JOB_SIZE));
      some.forEach((result, i) => {
        results[from + i] = result;
      });
    }
  };
  await Promise.all(Array.from({ length: JOBS_AHEAD }, runner));
  return results;
}

/** Views of the single vectors in one buffer. */
function split(all: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: all.length / dimensions }, (_, i) =>
    all.subarray(i * dimensions, (i + 1) * dimensions),
  );
}

/** SHA-256 over the model's files and the way they are read. */
async function fingerprintOf(folder: string, start: WorkerStart): Promise<string> {
  const { model, profile, quantized } = start;
  const hash = createHash('sha256').update(JSON.stringify([model, profile]));
  for (const file of [...CONFIG_FILES, quantized ? QUANTIZED_FILE : FULL_FILE]) {
    const sha256 = await sha256File(join(folder, file)).catch(() => {
      throw new ModelProblem(statement('modelFileMissing', { file }));
    });
    hash.update(`\n${file} ${sha256}`);
  }
  return hash.digest('hex');
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function unavailable(model: string, error: unknown): Refusal {
  return new Refusal('modelUnavailable', { model, reason: problemOf(error) }, { cause: error });
}
