/** The articles as they are now, without the index: from the snapshot, but for files that changed. */
import { join } from 'node:path';
import {
  type Embedder,
  type EmbedderOptions,
  modelFingerprint,
  openEmbedder,
} from '../../embeddings/embedder.ts';
import { listWithLinked } from '../articles/linked-folders.ts';
import { dataFolders } from '../data-folders.ts';
import { Reader } from '../reading/reader.ts';
import { statement } from '../refusals.ts';
import { type FileRecords, unreadFiles } from './files.ts';
import { readGenerationRecords } from './generation.ts';
import { currentGeneration, isGeneration } from './generation-folder.ts';
import type { LibraryOptions } from './keeper.ts';
import { isUntouched, lookAtFolder } from './look.ts';
import { codeFingerprint, FORMAT_VERSION, type RecordsIdentity } from './snapshot-identity.ts';

/**
 * Where the articles are, what reads them (a reader of its own where none is given), and who is told
 * what is odd about them.
 */
export type RecordsOptions = Pick<
  LibraryOptions,
  'articlesDir' | 'dataDir' | 'collection' | 'reporter' | 'reader' | 'linked' | 'apart'
>;

type Cutter = Pick<Embedder, 'window' | 'countTokens' | 'close'>;

/**
 * Every file with its passages, cut as the library cuts them. The model is loaded only where files
 * have changed since the snapshot, or there is none, and only those files are read.
 * @throws Refusal without a folder, and without the model.
 */
export async function openRecords(
  options: RecordsOptions & { readonly embedding: EmbedderOptions },
): Promise<FileRecords> {
  const fingerprint = await modelFingerprint(options.embedding);
  const known = fingerprint === null ? null : await knownFiles(options, fingerprint);
  return bringUpToDate(options, known, () => openEmbedder(options.embedding));
}

/**
 * Every file as it was read, for who asks for articles and not for passages: no model is needed.
 * @throws Refusal without a folder.
 */
export async function openReadings(options: RecordsOptions): Promise<FileRecords> {
  return bringUpToDate(options, await knownFiles(options, null), async () => UNCUT);
}

/** Every paragraph is a passage. */
const UNCUT: Cutter = {
  window: Number.POSITIVE_INFINITY,
  countTokens: async (texts) => texts.map(() => 0),
  close: async () => {},
};

/** @param fingerprint of the model whose window the passages are to fit; null for any. */
async function knownFiles(
  { dataDir, collection }: RecordsOptions,
  fingerprint: string | null,
): Promise<FileRecords | null> {
  return loadRecords(dataFolders(dataDir, collection).snapshots, {
    format: FORMAT_VERSION,
    codeFingerprint: codeFingerprint(),
    modelFingerprint: fingerprint,
  });
}

/**
 * The files of the generation in force and its deltas, without the index.
 * @returns null when there is none, or none of use: the folder has it all.
 */
async function loadRecords(folder: string, wanted: RecordsIdentity): Promise<FileRecords | null> {
  const generation = await currentGeneration(folder);
  if (generation === null || !isGeneration(generation)) return null;
  try {
    return await readGenerationRecords(join(folder, generation), wanted);
  } catch {
    const newest = await currentGeneration(folder);
    return newest === generation ? null : loadRecords(folder, wanted);
  }
}

async function bringUpToDate(
  options: RecordsOptions,
  known: FileRecords | null,
  open: () => Promise<Cutter>,
): Promise<FileRecords> {
  const { articlesDir, linked, apart, reporter } = options;
  if (known !== null) {
    const { files, problems } = await listWithLinked(articlesDir, (await linked?.()) ?? [], apart);
    const untouched = files.every((now) => {
      const before = known.get(now.file);
      return before !== undefined && isUntouched(before, now);
    });
    if (untouched && files.length === known.size) {
      for (const { problem } of problems) reporter.notice(problem);
      for (const problem of unreadFiles(known)) reporter.notice(problem);
      return known;
    }
  }
  const reader = options.reader ?? new Reader();
  const cutter = await open();
  try {
    const parts = { reader, embedder: cutter, linked, apart };
    const { files } = await lookAtFolder(articlesDir, known ?? new Map(), parts, {
      signal: new AbortController().signal,
      notice: (notice) => reporter.notice(notice),
      progress: (done, total) =>
        reporter.progress({ label: statement('readingFiles'), done, total }),
    });
    return files;
  } finally {
    await cutter.close();
    if (!options.reader) await reader.close();
  }
}
