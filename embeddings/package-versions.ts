/**
 * Versions of installed packages, as Node would find them: what a lock file only promises. Read
 * without waiting: some sixty small files at a start, in a tenth of the time that promises take.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package as it is installed. */
export interface InstalledPackage {
  readonly folder: string;
  /** `name@version`. */
  readonly version: string;
  readonly dependencies: readonly string[];
}

/**
 * `name@version` of packages and of all that they depend on, sorted. What is not installed, as
 * optional parts may be, is left out.
 * @param from a folder from which the packages are found.
 */
export function installedVersions(names: Iterable<string>, from: string): string[] {
  const found = new Map<string, string>();
  const visit = (name: string, folder: string): void => {
    const installed = installedPackage(name, folder);
    if (installed === null || found.has(installed.folder)) return;
    found.set(installed.folder, installed.version);
    for (const each of installed.dependencies) visit(each, installed.folder);
  };
  for (const name of names) visit(name, from);
  return [...new Set(found.values())].sort();
}

/** A package as it is found from a folder, by default this one; null when it is not installed. */
export function installedPackage(
  name: string,
  from = fileURLToPath(new URL('.', import.meta.url)),
): InstalledPackage | null {
  // As Node does: in every `node_modules` from the folder upwards.
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest !== null) {
      const { version = '', dependencies = {} } = manifest;
      return { folder, version: `${name}@${version}`, dependencies: Object.keys(dependencies) };
    }
    if (dirname(at) === at) return null;
  }
}

function readManifest(
  file: string,
): { version?: string; dependencies?: Record<string, string> } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
