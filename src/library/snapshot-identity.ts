/**
 * What a snapshot must have been made with to be of use. Two identities: vectors, which take long to
 * make, depend on the model alone; all else that is saved is quickly made anew from the articles, and
 * is, whenever the code or a package that shapes it is another.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Embedder } from '../../embeddings/embedder.ts';
import { installedVersions } from '../../embeddings/package-versions.ts';
import { type Reason, statement } from '../refusals.ts';

/** To be raised when the files of a snapshot come to look otherwise. */
export const FORMAT_VERSION = 4;

/** The two identities of a snapshot. */
export interface SnapshotIdentity {
  /** Model name, for the sentence that says why a snapshot is not used. */
  readonly model: string;
  /** Changes when the same text would get another vector. */
  readonly modelFingerprint: string;
  readonly dimensions: number;
  /** See `FORMAT_VERSION`. */
  readonly format: number;
  /** Changes when the same file might be read, cut or indexed otherwise. */
  readonly codeFingerprint: string;
}

/** What files and passages depend on. */
export interface RecordsIdentity extends Pick<SnapshotIdentity, 'codeFingerprint' | 'format'> {
  /** Of the model whose window the passages fit; null where passages do not matter. */
  readonly modelFingerprint: string | null;
}

/** The identity of what is made here and now; the code is read while the model opens. */
export async function identify(
  opening: Promise<Pick<Embedder, 'model' | 'fingerprint' | 'dimensions'>>,
): Promise<SnapshotIdentity> {
  const code = codeFingerprint();
  const embedder = await opening;
  return {
    model: embedder.model,
    modelFingerprint: embedder.fingerprint,
    dimensions: embedder.dimensions,
    format: FORMAT_VERSION,
    codeFingerprint: code,
  };
}

/** Why a snapshot is of no use as a whole; null where it is. */
export function foreignness(found: SnapshotIdentity, wanted: SnapshotIdentity): Reason | null {
  const model = modelForeignness(found, wanted);
  if (model !== null) return model;
  const same = found.format === wanted.format && found.codeFingerprint === wanted.codeFingerprint;
  return same ? null : statement('snapshotOtherVersion');
}

/** Why its vectors are of no use; null where they are. */
export function modelForeignness(found: SnapshotIdentity, wanted: SnapshotIdentity): Reason | null {
  if (found.model !== wanted.model) {
    return statement('snapshotOtherModel', { found: found.model, wanted: wanted.model });
  }
  const same =
    found.modelFingerprint === wanted.modelFingerprint && found.dimensions === wanted.dimensions;
  return same ? null : statement('snapshotModelChanged', { model: wanted.model });
}

/** Whether files and passages of a snapshot are of use. */
export function hasUsableRecords(found: SnapshotIdentity, wanted: RecordsIdentity): boolean {
  const { format, codeFingerprint, modelFingerprint } = wanted;
  return (
    found.format === format &&
    found.codeFingerprint === codeFingerprint &&
    (modelFingerprint === null || found.modelFingerprint === modelFingerprint)
  );
}

/**
 * Where reading, cutting, taking apart and indexing begin, beside this file. What these import shapes
 * what is saved; nothing else does.
 */
const SHAPING = [
  '../articles/folder',
  '../articles/read-article-file',
  '../articles/passages',
  './place',
  '../search/passage-terms',
  '../index/embedded/index-files',
];

/** Imports of code that runs; type imports leave no trace in it. */
const IMPORT =
  /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/**
 * SHA-256, hex, over the code that shapes what is saved, as it runs now (sources or compiled), and
 * over the versions of the packages that it uses, as they are installed.
 * @param here this module's address, or that of its counterpart in another copy of the project.
 * @param shaping where that code begins, as seen from this module.
 */
export function codeFingerprint(
  here: string = import.meta.url,
  shaping: readonly string[] = SHAPING,
): string {
  const extension = here.slice(here.lastIndexOf('.'));
  const files = new Map<string, string>();
  const packages = new Set<string>();
  const visit = (address: string): void => {
    if (files.has(address)) return;
    const code = readFileSync(fileURLToPath(address), 'utf8');
    files.set(address, code);
    const imports = [...code.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
    for (const each of imports) {
      if (each.startsWith('.')) visit(new URL(each, address).href);
      else if (!each.startsWith('node:')) packages.add(packageOf(each));
    }
  };
  for (const each of shaping) visit(new URL(each + extension, here).href);
  const sha = createHash('sha256');
  const project = new URL('../..', here).href;
  for (const [address, code] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    sha.update(`\n${address.slice(project.length)} ${code.length}\n`).update(code);
  }
  const folder = fileURLToPath(new URL('.', here));
  for (const version of installedVersions(packages, folder)) sha.update(`\n${version}`);
  return sha.digest('hex');
}

/** `@scope/name/part` is in `@scope/name`, `name/part` in `name`. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
