/** Run as a child process by `bench.ts`: opens a library, does one kind of work, reports figures. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { dataFolders } from '../data-folders.ts';
import type { AskOptions, OpenLibrary } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { libraryOptions } from '../library-options.ts';
import { projectRoot } from '../project-root.ts';
import { silentReporter } from '../reporter.ts';
import { answerTask } from './answer-task.ts';
import { writeCorpus } from './corpus.ts';
import { processMemory } from './memory.ts';
import { percentile } from './statistics.ts';

/** What the parent asks for. */
export interface Task {
  readonly work: 'index' | 'questions' | 'one' | 'grow';
  readonly articles: string;
  readonly data: string;
  /** Whether passages are read together with questions, as they are by default. */
  readonly isRead: boolean;
  /** Passages that `grow` adds while questions are asked. */
  readonly added: number;
}

/** Figures by name: milliseconds, megabytes, or counts, as the name says. */
export type Figures = Readonly<Record<string, number>>;

const LOOP_RESOLUTION_MS = 5;
const NS_PER_MS = 1e6;
const BYTES_PER_MB = 1e6;
const AT_ONCE = 10;
const ROUNDS = 300;
/** Paragraphs of an article that is added alone, and a number that no other has. */
const ONE_ARTICLE = 20;
const ONE_FROM = 1_000_000;
/** Questions until the compiler has warmed up; a bot that runs for weeks is warm. */
const WARM_UP = 100;
/** The same where each is read with passages, which takes many times as long. */
const ROUNDS_READ = 100;
const WARM_UP_READ = 20;
/** A busy server: two questions a second. */
const QUESTION_EVERY_MS = 500;
/** As Discord's are: see `READING_MS` in `src/discord/asking.ts`. */
const READING_MS = 400;
const REQUEST_EVERY_MS = 50;

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

async function timed(
  library: OpenLibrary,
  question: string,
  options: Partial<AskOptions> = {},
): Promise<number> {
  const started = performance.now();
  await library.ask(question, { count: 3, ...options });
  return performance.now() - started;
}

/** Questions one after the other, however long their passages take to be read. */
async function measureReading(library: OpenLibrary): Promise<Figures> {
  const questions = await sampleQuestions();
  const took: number[] = [];
  for (let i = 0; i < WARM_UP_READ + ROUNDS_READ; i++) {
    const ms = await timed(library, questions[i % questions.length] as string);
    if (i >= WARM_UP_READ) took.push(ms);
  }
  return { readQuestionP50: percentile(took, 0.5), readQuestionP99: percentile(took, 0.99) };
}

async function measureQuestions(library: OpenLibrary): Promise<Figures> {
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

/**
 * Adds files to the folder of a running library and asks questions until they are indexed, two a
 * second; meanwhile, small requests over HTTP come and go as acknowledgements do.
 */
async function measureGrowth(library: OpenLibrary, task: Task): Promise<Figures> {
  const before = library.status().passages;
  const questions = await sampleQuestions();
  await writeCorpus(join(projectRoot(), 'articles'), task.articles, task.added, before);
  const started = performance.now();
  const loop = watchLoop();
  const isGrowing = () => library.status().passages < before + task.added;
  const asking = async (): Promise<number[]> => {
    const took: number[] = [];
    for (let i = 0; isGrowing(); i++) {
      const question = questions[i % questions.length] as string;
      took.push(await timed(library, question, { readingMs: READING_MS }));
      await pause(QUESTION_EVERY_MS);
    }
    return took;
  };
  const watching = async (): Promise<number> => {
    while (isGrowing()) await pause(LOOP_RESOLUTION_MS);
    return performance.now() - started;
  };
  const [latencies, acknowledged, tookMs] = await Promise.all([
    asking(),
    acknowledging(isGrowing),
    watching(),
  ]);
  return {
    growingPerSecond: task.added / (tookMs / 1_000),
    growingLoopP99: loop(),
    growingAcknowledgedP99: percentile(acknowledged, 0.99),
    growingAnswered: latencies.length,
    growingQuestionP99: percentile(latencies, 0.99),
  };
}

/** What requests to a server of this process take that answers at once, in ms, as long as `isOn`. */
async function acknowledging(isOn: () => boolean): Promise<number[]> {
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const took: number[] = [];
  while (isOn()) {
    const started = performance.now();
    await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
    took.push(performance.now() - started);
    await pause(REQUEST_EVERY_MS);
  }
  server.closeAllConnections();
  server.close();
  return took;
}

/** Adds one article of twenty paragraphs: until it is found, and what is written until it is saved. */
async function measureOne(library: OpenLibrary, task: Task): Promise<Figures> {
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

async function run(task: Task): Promise<Figures> {
  const env = task.isRead ? {} : { READER_MODEL: 'none' };
  const config = readConfig(env, { articles: task.articles, data: task.data });
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
          : await (task.isRead ? measureReading(library) : measureQuestions(library));
  const { own, children } = await processMemory();
  const memory = { memory: own + children, modelMemory: children };
  await library.close();
  return { ...ready, ...figures, ...memory };
}

answerTask(run);
