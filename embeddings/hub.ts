/** Fetches a model's files from the hub into a folder, each whole or not at all, and checks them. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { statement } from '../src/refusals.ts';
import { sha256File } from './checksum.ts';
import { ModelProblem } from './model-problem.ts';

const HUB_URL = 'https://huggingface.co';
/** Given up after this long without a byte: slower than any hub, shorter than anyone's patience. */
const SILENCE_MS = 20_000;
/** Lists what was fetched, so that a later start notices a damaged file. */
const RECEIPT = 'footnote-download.json';
const PARTIAL = '.partial';
/** An older partial file belongs to a download that was killed, not to one in another process. */
const STALE_MS = 60 * 60 * 1000;

/** Every file that is read; the hub keeps the quantised model, a quarter of the size, beside the full one. */
export const CONFIG_FILES = ['config.json', 'tokenizer_config.json', 'tokenizer.json'] as const;
export const QUANTIZED_FILE = 'onnx/model_quantized.onnx';
export const FULL_FILE = 'onnx/model.onnx';

/** Bytes of one file so far and in all; `total` is 0 where the hub does not say. */
export interface DownloadProgress {
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
}

export interface HubOptions {
  readonly hubUrl?: string | undefined;
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined;
  /** Milliseconds without a byte until a download is given up; 20 s unless a test is impatient. */
  readonly silenceMs?: number | undefined;
  /** Ends a download. */
  readonly signal?: AbortSignal | undefined;
}

/** Whether the hub said that it has no such file. */
function isMissing(error: unknown): boolean {
  return error instanceof ModelProblem && error.reason.key === 'hubNoFile';
}

/**
 * Makes sure that all files of `model` are in `folder`, fetching those that are missing or are not
 * what was once fetched. Needs no network when all are there.
 * @throws ModelProblem with the reason, or what the file system throws.
 */
export async function ensureModel(
  model: string,
  folder: string,
  options: HubOptions,
): Promise<void> {
  const receipt = await readReceipt(folder);
  const fetched: Record<string, string> = { ...receipt };
  let changed = false;
  const ensure = async (file: string): Promise<void> => {
    if (await intact(join(folder, file), receipt[file])) return;
    await download(model, file, folder, options);
    fetched[file] = await sha256File(join(folder, file));
    changed = true;
  };
  await removeStale(folder);
  for (const file of CONFIG_FILES) {
    await ensure(file).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      throw new ModelProblem(
        file === 'config.json'
          ? statement('hubUnknownModel')
          : statement('modelNotForText', { file }),
      );
    });
  }
  const full = await intact(join(folder, FULL_FILE), receipt[FULL_FILE]);
  if (!full || receipt[QUANTIZED_FILE] !== undefined) {
    await ensure(QUANTIZED_FILE).catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await ensure(FULL_FILE).catch((again: unknown) => {
        if (!isMissing(again)) throw again;
        const files = { quantized: QUANTIZED_FILE, full: FULL_FILE };
        throw new ModelProblem(statement('modelNoWeights', files));
      });
    });
  }
  if (changed) await writeFile(join(folder, RECEIPT), `${JSON.stringify(fetched, null, 2)}\n`);
}

/** A file that is there and, where it was fetched by us, is what was fetched. */
async function intact(path: string, sha256: string | undefined): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size === 0) return false;
  return sha256 === undefined || (await sha256File(path)) === sha256;
}

async function readReceipt(folder: string): Promise<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(folder, RECEIPT), 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, string] => {
        return typeof entry[1] === 'string';
      }),
    );
  } catch {
    return {}; // Files that someone put there by hand have none; those are taken as they are.
  }
}

/** Fetches one file beside its place, checks its length and only then moves it there. */
async function download(
  model: string,
  file: string,
  folder: string,
  options: HubOptions,
): Promise<void> {
  const base = (options.hubUrl ?? HUB_URL).replace(/\/+$/, '');
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const target = join(folder, file);
  const partial = `${target}.${randomUUID()}${PARTIAL}`;
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), silenceMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), silenceMs);
  };
  try {
    // Compressed bodies would make the length unusable as a check.
    const response = await fetch(`${base}/${model}/resolve/main/${file}`, {
      signal: options.signal ? AbortSignal.any([abort.signal, options.signal]) : abort.signal,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'footnote' },
    });
    if (!response.ok || response.body === null) throw refusal(response);
    const total = Number(response.headers.get('content-length') ?? 0) || 0;
    let loaded = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        heard();
        loaded += chunk.length;
        options.onDownload?.({ file, loaded, total });
        done(null, chunk);
      },
    });
    await mkdir(dirname(target), { recursive: true });
    const body = Readable.fromWeb(response.body as ReadableStream);
    await pipeline(body, meter, createWriteStream(partial, { flush: true }));
    if (loaded === 0 || (total > 0 && loaded !== total)) throw new TypeError('terminated');
    if (file.endsWith('.json')) JSON.parse(await readFile(partial, 'utf8'));
    await rename(partial, target);
  } catch (error) {
    throw explain(error, file, new URL(base).host, abort.signal.aborted);
  } finally {
    clearTimeout(timer);
    await rm(partial, { force: true });
  }
}

/** What a status means to whoever chose the model. */
function refusal(response: Response): ModelProblem {
  const { status } = response;
  // The hub answers 401 for names it does not know, so as not to tell of private ones.
  const unknown = /not.?found/i.test(response.headers.get('x-error-code') ?? '');
  if (status === 404 || unknown) return new ModelProblem(statement('hubNoFile'));
  if (status === 401 || status === 403) {
    return new ModelProblem(statement('hubSignIn'));
  }
  if (status === 429) return new ModelProblem(statement('hubWait'));
  return new ModelProblem(statement('hubStatus', { status }));
}

/** Turns what `fetch` and the file system throw into a reason for people. */
function explain(error: unknown, file: string, host: string, silent: boolean): ModelProblem {
  if (error instanceof ModelProblem) return error;
  if (silent) return new ModelProblem(statement('hubSilent', { host }));
  if (error instanceof SyntaxError)
    return new ModelProblem(statement('hubDamaged', { host, file }));
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && /^E(NOSPC|ACCES|ROFS|PERM|DQUOT|ISDIR|NOTDIR)/.test(code)) {
    return new ModelProblem(statement('modelNotWritten', { file, code }));
  }
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return new ModelProblem(statement('hubUnreachable', { host }));
  }
  return new ModelProblem(statement('hubBrokeOff', { host, file }));
}

/** Removes what killed downloads left behind. */
async function removeStale(folder: string): Promise<void> {
  for (const dir of [folder, join(folder, 'onnx')]) {
    for (const name of await readdir(dir).catch(() => [])) {
      if (!name.endsWith(PARTIAL)) continue;
      const found = await stat(join(dir, name)).catch(() => null);
      if (found !== null && Date.now() - found.mtimeMs > STALE_MS) {
        await rm(join(dir, name), { force: true });
      }
    }
  }
}
