/** Run as a child process by `bench.ts`: reads and cuts a folder of mixed files as a look does, without a model. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { articlesOf } from '../library/files.ts';
import { lookAtFolder } from '../library/look.ts';
import { Reader } from '../reading/reader.ts';
import { answerTask } from './answer-task.ts';

/** A folder to read. */
export interface FilesTask {
  readonly folder: string;
}

const LOOP_RESOLUTION_MS = 5;
const NS_PER_MS = 1e6;
/** The bundled model's. */
const WINDOW = 512;
/** UTF-16 units of a word piece. */
const LETTERS_A_TOKEN = 4;

async function run({ folder }: FilesTask): Promise<Readonly<Record<string, number>>> {
  const reader = new Reader();
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  const embedder = {
    window: WINDOW,
    countTokens: async (texts: readonly string[]) =>
      texts.map(({ length }) => Math.ceil(length / LETTERS_A_TOKEN)),
  };
  loop.enable();
  const started = performance.now();
  try {
    const report = { signal: new AbortController().signal, notice() {}, progress() {} };
    const { files } = await lookAtFolder(folder, new Map(), { reader, embedder }, report);
    const filesSeconds = (performance.now() - started) / 1_000;
    loop.disable();
    const articles = articlesOf(files);
    const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
    return {
      filesSeconds,
      filesLoopP99: Math.max(0, loop.percentile(99) / NS_PER_MS - LOOP_RESOLUTION_MS),
      filesRead: new Set(articles.map(({ file }) => file)).size,
      filesWords: words / files.size,
    };
  } finally {
    await reader.close();
  }
}

answerTask(run);
