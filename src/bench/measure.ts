/** Run as a child process by `bench.ts`: opens a library, does one kind of work, reports figures. */
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { dataFolders } from '../data-folders.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { libraryOptions } from '../library-options.ts';
import { projectRoot } from '../project-root.ts';
import { silentReporter } from '../reporter.ts';
import { writeCorpus } from './corpus.ts';
import { percentile } from './statistics.ts';

/** What the parent asks for. */
export interface Task {
  readonly work: 'index' | 'questions' | 'one' | 'grow';
  readonly articles: string;
  readonly data: string;
  /** Passages that `grow` adds while questions are asked. */
  readonly added: number;
}

/** Figures by name: milliseconds, megabytes, or counts, as the name says. */
export type Figures = Readonly<Record<string, number>>;

const LOOP_RESOLUTION_MS = 5;
const NS_PER_MS = 1e6;
const BYTES_PER_MB = 1e6;
const BYTES_PER_KB = 1024;
const AT_ONCE = 10;
const ROUNDS = 300;
/** Paragraphs of an article that is added alone, and a number that no other has. */
const ONE_ARTICLE = 20;
const ONE_FROM = 1_000_000;
/** Questions until the compiler has warmed up; a bot that runs for weeks is warm. */
const WARM_UP = 100;

async function sampleQuestions(): Promise<string[]> {
  const file = join(projectRoot(), 'src', 'eval', 'sample-questions.jsonl');
  const Question = z.object({ question: z.string() });
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => Question.parse(JSON.parse(line)).question);
}

/** Delay of the event loop beyond the timer's own resolution, 99th percentile, in ms. */
function watchLoop(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  histogram.enable();
  return () => {
    histogram.disable();
    return Math.max(0, histogram.percentile(99) / NS_PER_MS - LOOP_RESOLUTION_MS);
  };
}

async function timed(library: Library, question: string): Promise<number> {
  const started = performance.now();
  await library.ask(question, { count: 3 });
  return performance.now() - started;
}

async function measureQuestions(library: Library): Promise<Figures> {
  const questions = await sampleQuestions();
  const pick = (i: number) => questions[i % questions.length] as string;
  for (let i = 0; i < WARM_UP; i++) await timed(library, pick(i));
  const single: number[] = [];
  for (let i = 0; i < ROUNDS; i++) single.push(await timed(library, pick(i)));
  const together: number[] = [];
  for (let i = 0; i < ROUNDS; i += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, j) => timed(library, pick(i + j)));
    together.push(...(await Promise.all(batch)));
  }
  return {
    questionP50: percentile(single, 0.5),
    questionP99: percentile(single, 0.99),
    tenAtOnceP50: percentile(together, 0.5),
    tenAtOnceP99: percentile(together, 0.99),
  };
}

/** Adds files to the folder of a running library and asks questions until they are indexed. */
async function measureGrowth(library: Library, task: Task): Promise<Figures> {
  const before = library.status().passages;
  const questions = await sampleQuestions();
  const latencies: number[] = [];
  await writeCorpus(join(projectRoot(), 'articles'), task.articles, task.added, before);
  const loop = watchLoop();
  for (let i = 0; library.status().passages < before + task.added; i++) {
    latencies.push(await timed(library, questions[i % questions.length] as string));
    await pause(LOOP_RESOLUTION_MS);
  }
  return {
    growingLoopP99: loop(),
    growingAnswered: latencies.length,
    growingQuestionP99: percentile(latencies, 0.99),
  };
}

/** Adds one article of twenty paragraphs: until it is found, and what is written until it is saved. */
async function measureOne(library: Library, task: Task): Promise<Figures> {
  const before = library.status().passages;
  const { snapshots } = dataFolders(task.data);
  const known = await filesIn(snapshots);
  await writeCorpus(join(projectRoot(), 'articles'), task.articles, ONE_ARTICLE, ONE_FROM);
  const started = performance.now();
  const saved = library.refresh();
  while (library.status().passages === before) await pause(1);
  const { excerpts } = await library.ask(`entry ${ONE_FROM}`, { count: 1 });
  const oneFoundAfter = performance.now() - started;
  if (!excerpts[0]?.text.includes(`entry ${ONE_FROM}`)) throw new Error('It is not found.');
  await saved;
  const oneSavedAfter = performance.now() - started;
  let bytes = 0;
  for (const [file, { state, size }] of await filesIn(snapshots)) {
    if (known.get(file)?.state !== state) bytes += size;
  }
  return { oneFoundAfter, oneSavedAfter, oneWrote: bytes / BYTES_PER_MB };
}

/** Every file below a folder, with what tells whether it was written anew. */
async function filesIn(folder: string): Promise<Map<string, { state: string; size: number }>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        const { ino, mtimeMs, size } = await stat(path);
        return [path, { state: `${ino} ${mtimeMs} ${size}`, size }] as const;
      }),
    ),
  );
}

/**
 * Resident memory of this process and those that it started, in MB. What they share, such as Node's
 * own code, counts for each: there is less than that on the machine.
 */
async function residentMemory(): Promise<{ memory: number; modelMemory: number }> {
  const own = process.memoryUsage().rss / BYTES_PER_MB;
  // POSIX has `ps` with these columns; its sizes are in KiB.
  const asking = promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const rows = (await asking).stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = rows
    .filter(([pid, parent]) => parent === process.pid && pid !== asking.child.pid)
    .reduce((sum, [, , size = 0]) => sum + (size * BYTES_PER_KB) / BYTES_PER_MB, 0);
  return { memory: own + children, modelMemory: children };
}

async function run(task: Task): Promise<Figures> {
  const config = readConfig({}, { articles: task.articles, data: task.data });
  const started = performance.now();
  const loop = watchLoop();
  const options = { ...libraryOptions(config, silentReporter), watch: task.work === 'grow' };
  const library = openLibrary(options);
  await library.whenReady();
  const readyMs = performance.now() - started;
  // From the start of the process, imports included: what a person waits for.
  const ready = { readySinceStart: performance.now(), indexingLoopP99: loop() };
  const { passages } = library.status();
  const figures: Figures =
    task.work === 'index'
      ? { passages, passagesPerSecond: passages / (readyMs / 1_000) }
      : task.work === 'grow'
        ? await measureGrowth(library, task)
        : task.work === 'one'
          ? await measureOne(library, task)
          : await measureQuestions(library);
  const memory = await residentMemory();
  await library.close();
  return { ...ready, ...figures, ...memory };
}

process.once('message', (task: Task) => {
  run(task).then(
    (figures) => process.send?.(figures, () => process.disconnect()),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
