#!/usr/bin/env node
/**
 * Starts the command line: from any folder and through a link, at once where it is built, else after
 * building it without a word. It is JavaScript, since it runs before anything is compiled.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What is compiled, and what says how. */
const SOURCES = ['src', 'embeddings', 'commands', 'tsconfig.json', 'package.json'];
/** As `npm run build` does it. */
const PROJECTS = ['.', 'src/playground/page'];
/** Its time is that of the last build: the compiler leaves alone what has not changed. */
const STAMP = 'dist/.built';
/** There while somebody builds, whose process id it holds, so that two do not write at once. */
const LOCK = 'dist/.building';
/** Milliseconds between two looks at whether somebody is done. */
const LOOK_EVERY = 100;
/** As of all that could not do its work; 1 says that a quote is altered. */
const EXIT_UNABLE = 3;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (path) => join(root, path);

/** Milliseconds since 1970 when a file or folder was written; 0 where there is none. */
function writtenAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Whether a source, or a folder of them, was written after a time. */
function hasNewer(path, time) {
  if (writtenAt(path) > time) return true;
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
  return readdirSync(path, { withFileTypes: true }).some((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return hasNewer(inside, time);
    return entry.name.endsWith('.ts') && writtenAt(inside) > time;
  });
}

function isBuilt() {
  const built = existsSync(at('dist/src/cli.js')) ? writtenAt(at(STAMP)) : 0;
  // What is installed without its sources is as it was made.
  if (!existsSync(at('src'))) return true;
  return built > 0 && !SOURCES.some((path) => hasNewer(at(path), built));
}

/** Takes the lock, or waits until whoever has it is done or gone. @returns whether it is ours. */
function lock() {
  mkdirSync(at('dist'), { recursive: true });
  try {
    writeFileSync(at(LOCK), String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY);
  if (!isHeld()) rmSync(at(LOCK), { force: true });
  return false;
}

/** Whether whoever builds is still there. */
function isHeld() {
  try {
    const holder = Number(readFileSync(at(LOCK), 'utf8'));
    if (holder > 0) process.kill(holder, 0);
    return true;
  } catch (error) {
    // Gone is the lock, or the process; of another user, it is there.
    return error.code === 'ENOENT' || error.code === 'EPERM';
  }
}

function build() {
  const compiler = at('node_modules/typescript/lib/tsc.js');
  if (!existsSync(compiler)) {
    throw new Error(`Its packages are not installed: run "npm ci --omit=dev" in ${root}.`);
  }
  const begun = new Date();
  // What the compiler remembers of files that are gone, it would not write again.
  if (!existsSync(at('dist/src/cli.js'))) rmSync(at('dist/.tsbuildinfo'), { force: true });
  for (const project of PROJECTS) {
    const options = { cwd: root, encoding: 'utf8' };
    const { status, error, stdout } = spawnSync(
      process.execPath,
      [compiler, '-p', project],
      options,
    );
    if (error) throw error;
    if (status !== 0) throw new Error(`It cannot be built:\n${stdout}`);
  }
  writeFileSync(at(STAMP), '');
  // What is changed meanwhile is newer.
  utimesSync(at(STAMP), begun, begun);
}

function bringUpToDate() {
  while (!isBuilt()) {
    if (!lock()) continue;
    try {
      if (!isBuilt()) build();
    } finally {
      rmSync(at(LOCK), { force: true });
    }
  }
}

try {
  bringUpToDate();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(EXIT_UNABLE);
}
await import(pathToFileURL(at('dist/src/cli.js')).href);
