#!/usr/bin/env node
/**
 * The hook for pre-commit: verifies the quotations of the files that are handed over. pre-commit keeps a
 * clone of Footnote, whose packages are installed once, by the lock file and without their scripts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the repository that is committed to, not of the clone. */
const ARTICLES = 'articles';
/** As of all that could not do its work. */
const EXIT_UNABLE = 3;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function install() {
  if (existsSync(join(root, 'node_modules'))) return;
  process.stderr.write('Footnote installs its packages, once.\n');
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  // npm is a batch file on Windows, which only a shell runs; nothing foreign is in its arguments.
  const { status, error } = spawnSync('npm', ['ci', ...flags], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write(`The packages of Footnote cannot be installed. ${error?.message ?? ''}\n`);
    process.exit(EXIT_UNABLE);
  }
}

/** Files are what is there as one, however it is named: a file may be called `--data=x`. */
function flagOf(argument) {
  return statSync(argument, { throwIfNoEntry: false })?.isFile() ? `--file=${argument}` : argument;
}

const given = process.argv.slice(2).map(flagOf);
const hasArticles = process.env.ARTICLES_DIR || given.some((flag) => flag.startsWith('--articles'));
if (given.some((flag) => flag.startsWith('--file='))) {
  install();
  const articles = hasArticles ? [] : [`--articles=${ARTICLES}`];
  process.argv.splice(2, process.argv.length, 'verify', '--quiet', ...articles, ...given);
  await import('./footnote.js');
}
