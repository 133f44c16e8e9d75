/** The models in their process, behind one interface: texts to embeddings, question and passage to a reading. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Reason, Refusal, statement } from '../src/refusals.ts';
import { makeVitals, type Vitals } from '../src/supervision/vitals.ts';
import type { CosineScale } from './cosine-scale.ts';
import { embeddingFingerprint, embeddingRuntime } from './fingerprint.ts';
import { type DownloadProgress, ensureModel, QUANTIZED_FILE } from './hub.ts';
import { ModelClient } from './model-client.ts';
import { ModelProblem, problemOf } from './model-problem.ts';
import { modelOrigin, modelProfile } from './models.ts';
import { type PassageText, vectorsOf } from './passage-text.ts';
import type { Reading } from './reading.ts';
import type { EmbeddedQuestion, ModelFacts, ModelFiles, WorkerStart } from './worker-protocol.ts';

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
   * A question's vector, and how well the model knows its words; null where it does not, and they
   * mean nothing to it, as in another script. It is computed before all waiting passages; where the model dies
   * meanwhile, in the next one, for which it waits.
   * @param signal withdraws the question: whoever asks sets a deadline.
   * @throws Refusal `embedderStopped` where no model starts, or it died of the question again and
   *   again, `embedderClosed` after `close`; the signal's reason.
   */
  embedQuestion(text: string, signal?: AbortSignal): Promise<EmbeddedQuestion | null>;
  /** The vector alone; see `embedQuestion`. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array | null>;
  /**
   * Unit vectors of passages and of their sentences, in order; up to 64 passages share one buffer.
   * Longer texts are cut. Waits for the next model where this one dies, for as long as it takes.
   * @throws Refusal `embedderStopped` where the model died of these texts again and again,
   *   `embedderClosed` after `close`.
   */
  embedPassages(passages: readonly PassageText[]): Promise<EmbeddedPassage[]>;
  /** What the cosines of its vectors mean. */
  readonly cosines: CosineScale;
  /** Why nothing is read: there is no reader, or it does not load; null where there is one. */
  readonly readerProblem: Reason | null;
  /** Whether there is a reader. */
  readonly hasReader: boolean;
  /**
   * Reads a question together with passages, in this order and before all waiting passages that are
   * to be embedded. The reader knows English only: other texts are not to be given to it.
   * Never rejects.
   * @param signal ends the reading; what was read until then is the result.
   * @returns null for each passage that was not read.
   */
  read(
    question: string,
    passages: readonly PassageText[],
    signal?: AbortSignal,
  ): Promise<(Reading | null)[]>;
  /**
   * Tokens of each text without special ones; estimates, above the window, for huge texts. Waits and
   * throws as `embedPassages`.
   */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /** Ends the process at once; what is pending is rejected. Safe to call twice. */
  close(): Promise<void>;
}

/** A passage's vectors, each of unit length and of the embedder's dimensions. */
export interface EmbeddedPassage {
  readonly vector: Float32Array;
  /** One for each sentence. */
  readonly sentenceVectors: readonly Float32Array[];
}

/** Where a model is and how it is read. */
export interface EmbedderOptions {
  /** `footnote-encoder-v1`, or `organisation/name` as on the hub. */
  readonly model: string;
  /** The bundled model that reads question and passage together; null for none, as by default. */
  readonly reader?: string | null;
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
    const hasReader = start.reader !== null && facts.readerProblem === null;
    return embedderOf(client, { model, fingerprint, hasReader, ...facts });
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
  opened: { model: string; fingerprint: string; hasReader: boolean } & ModelFacts,
): Embedder {
  const { model, fingerprint, dimensions, window, cosines, hasReader, readerProblem } = opened;
  return {
    model,
    dimensions,
    window,
    fingerprint,
    cosines,
    hasReader,
    readerProblem,
    embedQuestion: (text, signal) => client.query(text, signal),
    embedQuery: async (text, signal) => (await client.query(text, signal))?.vector ?? null,
    embedPassages: (passages) =>
      inJobs(passages, async (some) => split(await client.passages(some), some, dimensions)),
    async read(question, passages, signal) {
      if (!hasReader) return passages.map(() => null);
      return client.read(question, passages, signal);
    },
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
    reader: await readerFiles(options),
  };
}

async function readerFiles({ reader, bundledDir }: EmbedderOptions): Promise<ModelFiles | null> {
  if (reader === undefined || reader === null) return null;
  const quantized = await isFile(join(bundledDir, reader, QUANTIZED_FILE));
  return { modelsDir: bundledDir, model: reader, quantized };
}

/** Hands `texts` on in pieces, a few ahead, and puts the results together in order. */
async function inJobs<Item, Result>(
  texts: readonly Item[],
  work: (some: readonly Item[]) => Promise<Result[]>,
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
function split(
  all: Float32Array,
  passages: readonly PassageText[],
  dimensions: number,
): EmbeddedPassage[] {
  let at = 0;
  return passages.map((passage) => {
    const views = Array.from({ length: vectorsOf(passage) }, () => {
      const view = all.subarray(at, at + dimensions);
      at += dimensions;
      return view;
    });
    const [vector, ...sentenceVectors] = views as [Float32Array, ...Float32Array[]];
    return { vector, sentenceVectors };
  });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function unavailable(model: string, error: unknown): Refusal {
  return new Refusal('modelUnavailable', { model, reason: problemOf(error) }, { cause: error });
}
