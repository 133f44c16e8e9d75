/** Versions of installed packages, as Node would find them: what a lock file only promises. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package as it is installed. */
interface Installed {
  readonly folder: string;
  readonly version: string;
  readonly dependencies: readonly string[];
}

/**
 * `name@version` of packages and of all that they depend on, sorted. Optional parts that are not
 * installed are left out.
 * @param from a folder inside the project, from which the packages are found.
 */
export async function installedVersions(
  names: Iterable<string>,
  from = fileURLToPath(new URL('.', import.meta.url)),
): Promise<string[]> {
  const found = new Map<string, string>();
  const visit = async (name: string, folder: string): Promise<void> => {
    const installed = await findPackage(name, folder);
    if (installed === null || found.has(installed.folder)) return;
    found.set(installed.folder, `${name}@${installed.version}`);
    await Promise.all(installed.dependencies.map((each) => visit(each, installed.folder)));
  };
  await Promise.all([...names].map((name) => visit(name, from)));
  return [...new Set(found.values())].sort();
}

/** `name@version` of a package without what it depends on; null when it is not installed. */
export async function installedVersion(
  name: string,
  from = fileURLToPath(new URL('.', import.meta.url)),
): Promise<{ readonly folder: string; readonly version: string } | null> {
  const installed = await findPackage(name, from);
  return installed && { folder: installed.folder, version: `${name}@${installed.version}` };
}

/** Looks in every `node_modules` from a folder upwards. */
async function findPackage(name: string, from: string): Promise<Installed | null> {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    const text = await readFile(join(candidate, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) {
      const { version, dependencies } = JSON.parse(text) as {
        version?: string;
        dependencies?: Record<string, string>;
      };
      return {
        folder: candidate,
        version: version ?? '',
        dependencies: Object.keys(dependencies ?? {}),
      };
    }
    if (dirname(folder) === folder) return null;
  }
}
