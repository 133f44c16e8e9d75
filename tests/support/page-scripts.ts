/** Compiles the playground's page into a folder of its own, so that tests never meet an older one. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/project-root.ts';

/** A folder with the page's scripts. */
export interface PageScripts {
  readonly folder: string;
  remove(): void;
}

/** Compiles them, which takes half a second; what is connected meanwhile goes on. */
export async function compilePage(): Promise<PageScripts> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-page-'));
  const root = projectRoot();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'src', 'playground', 'page');
  const options = ['--outDir', folder, '--tsBuildInfoFile', join(folder, '.tsbuildinfo')];
  await promisify(execFile)(process.execPath, [compiler, '-p', project, ...options]);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
