/** Texts to embeddings: the model in its process, behind one interface. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, statement } from '../src/refusals.ts';
import { makeVitals, type Vitals } from '../src/supervision/vitals.ts';
import { embeddingFingerprint, embeddingRuntime } from './fingerprint.ts';
import { type DownloadProgress, ensureModel, QUANTIZED_FILE } from './hub.ts';
import { ModelClient } from './model-client.ts';
import { ModelProblem, problemOf } from './model-problem.ts';
import { modelOrigin, modelProfile } from './models.ts';
import type { ModelFacts, WorkerStart } from './worker-protocol.ts';

/** Texts in one message to the process: enough to keep it busy, few enough to bound its memory. */
const JOB_SIZE = 64;
/** Messages on their way at once: one being worked on, one waiting, so that it never idles. */
const JOBS_AHEAD = 2;

/** Turns texts into unit vectors. Calls may overlap; each settles by itself. */
export interface Embedder {
  /** The name as configured. */
  readonly model: string;
  readonly dimensions: number;
  /** Tokens a passage may have; special tokens and the passage prefix are already subtracted. */
  readonly window: number;
  /** SHA-256, hex, over all that decides the vectors; see `embeddings/fingerprint.ts`. */
  readonly fingerprint: string;
  /**
   * The unit vector of a question. It is computed before all waiting passages; where the model dies
   * meanwhile, in the next one, for which it waits.
   * @param signal withdraws the question: whoever asks sets a deadline.
   * @throws Refusal `embedderStopped` where no model starts, or it died of the question again and
   *   again, `embedderClosed` after `close`; the signal's reason.
   */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /**
   * Unit vectors of passages, in order; up to 64 share one buffer. Longer texts are cut. Waits for
   * the next model where this one dies, for as long as it takes.
   * @throws Refusal `embedderStopped` where the model died of these texts again and again,
   *   `embedderClosed` after `close`.
   */
  embedPassages(texts: readonly string[]): Promise<Float32Array[]>;
  /**
   * Tokens of each text without special ones; estimates, above the window, for huge texts. Waits and
   * throws as `embedPassages`.
   */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /** Ends the process at once; what is pending is rejected. Safe to call twice. */
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
  /**
   * Told how the model is, for whoever decides what a model that does not start means: it is tried
   * for as long as it takes then. Without, three starts that fail in a row end the opening.
   */
  readonly vitals?: Vitals;
  /** Ends the opening. */
  readonly signal?: AbortSignal;
}

/**
 * Loads a model, after fetching it once if it is not a bundled one, and keeps it running.
 * @throws Refusal `badModelName` for an impossible name, `modelUnavailable` with the reason,
 *   `embedderClosed` where it was ended meanwhile.
 */
export async function openEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const { model } = options;
  const { origin, folder } = placeOf(options);
  if (origin === 'hub') {
    await ensureModel(model, folder, options).catch((error: unknown) => {
      throw unavailable(model, error);
    });
  } else if (!(await isFile(join(folder, 'config.json')))) {
    throw unavailable(model, new ModelProblem(statement('modelNotBundled')));
  }
  const start = await startOf(options);
  const { vitals, signal } = options;
  const client = new ModelClient(start, vitals ?? makeVitals(), { patient: vitals !== undefined });
  const abort = (): void => void client.close();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  try {
    // The files are read twice at once: the model's process takes longer.
    const [facts, fingerprint] = await Promise.all([
      client.facts(),
      embeddingFingerprint(folder, start, embeddingRuntime()).catch((error: unknown) => {
        throw unavailable(model, error);
      }),
    ]);
    return embedderOf(client, { model, fingerprint, ...facts });
  } catch (error) {
    await client.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** The interface over a model that runs. */
function embedderOf(
  client: ModelClient,
  { model, fingerprint, dimensions, window }: { model: string; fingerprint: string } & ModelFacts,
): Embedder {
  return {
    model,
    dimensions,
    window,
    fingerprint,
    embedQuery: (text, signal) => client.vectors('query', [text], signal),
    embedPassages: (texts) =>
      inJobs(texts, async (some) => split(await client.vectors('passages', some), dimensions)),
    countTokens: (texts) => inJobs(texts, (some) => client.counts(some)),
    close: () => client.close(),
  };
}

/**
 * What `Embedder.fingerprint` would be, from the model's files alone: nothing is loaded or fetched.
 * @returns null when the model is not on the disk.
 * @throws Refusal `badModelName`.
 */
export async function modelFingerprint(options: EmbedderOptions): Promise<string | null> {
  const start = await startOf(options);
  const { folder } = placeOf(options);
  return embeddingFingerprint(folder, start, embeddingRuntime()).catch(() => null);
}

function placeOf({ model, bundledDir, cacheDir }: EmbedderOptions) {
  const origin = modelOrigin(model);
  const modelsDir = origin === 'bundled' ? bundledDir : cacheDir;
  return { origin, modelsDir, folder: join(modelsDir, model) };
}

/** By the files that are on the disk. */
async function startOf(options: EmbedderOptions): Promise<WorkerStart> {
  const { modelsDir, folder } = placeOf(options);
  return {
    modelsDir,
    model: options.model,
    quantized: await isFile(join(folder, QUANTIZED_FILE)),
    profile: modelProfile(options.model, options),
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

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function unavailable(model: string, error: unknown): Refusal {
  return new Refusal('modelUnavailable', { model, reason: problemOf(error) }, { cause: error });
}
