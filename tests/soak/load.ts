/** Many people at once while the articles change: nothing lost, nothing twice, nothing grows. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../../src/bench/statistics.ts';
import { startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { changingArticle } from '../support/changing-article.ts';
import { randomFrom } from '../support/random.ts';
import { type Deed, gatherCrowd } from './crowd.ts';
import { inFolders, sampleQuestions } from './folders.ts';
import { startSoaked } from './program.ts';
import type { Line, Stage } from './stage.ts';

const ACTS_PER_SECOND = 50;
const WORDS = ['grave Timur', 'Nurek dam', 'the river', 'opened the', 'Gerasimov', 'Parwan hours'];
/** As long as anybody may have to wait for a right answer. */
const PATIENCE_MS = 10_000;
/** An article of sixty paragraphs is another one so often. */
const CHANGE_MS = 5_000;
const ACKNOWLEDGED_P99_MS = 100;
const HEAP_GROWTH = 1.1;

/** See the file. */
export const load: Stage = async ({ seed, short, say }) => {
  const [passages, seconds] = short ? [500, 6] : [10_000, 300];
  const firstMinute = short ? 2 : 60;
  return inFolders(passages, async ({ articles, data }) => {
    const standIn = await startStandIn();
    const program = startSoaked({
      articles,
      data,
      token: standIn.token,
      apiUrl: standIn.apiUrl,
    });
    try {
      await program.says(/is ready/);
      await program.says(/Connected/);
      const questions = await sampleQuestions();
      const known = { questions, words: WORDS, patienceMs: PATIENCE_MS };
      const crowd = gatherCrowd(standIn, randomFrom(seed), known);
      const deeds: Promise<Deed>[] = [];
      const changes = changeArticles(articles, data);
      const began = performance.now();
      let after = 0;
      for (let n = 0; n < seconds * ACTS_PER_SECOND; n++) {
        const due = began + (n * 1_000) / ACTS_PER_SECOND;
        await pause(Math.max(0, due - performance.now()));
        deeds.push(crowd.act());
        if (n === firstMinute * ACTS_PER_SECOND) after = await program.heap();
        if (n % (10 * ACTS_PER_SECOND) === 0) say(`${n} acts`);
      }
      const done = await Promise.all(deeds);
      await changes.end();
      const end = await program.heap();
      const { main, children } = program.resident();
      return lines(done, crowd.twice(), {
        seconds,
        rounds: changes.rounds(),
        heap: [after, end],
        resident: [main, children],
      });
    } finally {
      program.kill('SIGTERM');
      await program.exited;
      await standIn.close();
    }
  });
};

interface Measured {
  readonly seconds: number;
  readonly rounds: number;
  /** MB after the first minute, and at the end. */
  readonly heap: readonly [number, number];
  /** MB of the main process, and of those below it. */
  readonly resident: readonly [number, number];
}

function lines(deeds: readonly Deed[], twice: number, measured: Measured): Line[] {
  const { seconds, rounds, heap, resident } = measured;
  const wrong = deeds.filter((deed) => deed.wrong !== null);
  const times = deeds.flatMap(({ acknowledgedAfter: ms }) => (ms === null ? [] : [ms]));
  const p99 = percentile(times, 0.99);
  const [after, end] = heap;
  const examples = [...new Set(wrong.map(({ kind, wrong }) => `${kind} ${wrong}`))].slice(0, 5);
  return [
    {
      promise: `${deeds.length} mixed interactions in ${seconds} s, the articles changing: none lost, none twice`,
      measured:
        wrong.length + twice === 0
          ? `none, ${rounds} changes`
          : `${wrong.length} wrong, ${twice} twice: ${examples.join('; ')}`,
      kept: wrong.length + twice === 0,
    },
    {
      promise: `acknowledged, p99 under ${ACKNOWLEDGED_P99_MS} ms`,
      measured: `${p99.toFixed(0)} ms (p50 ${percentile(times, 0.5).toFixed(0)} ms)`,
      kept: p99 < ACKNOWLEDGED_P99_MS,
      isTimed: true,
    },
    {
      promise: 'heap at the end within 10 % of that after the first minute',
      measured: `${after.toFixed(1)} → ${end.toFixed(1)} MB`,
      kept: end <= after * HEAP_GROWTH,
      // In a few seconds nothing has settled.
      isTimed: seconds < 60,
    },
    {
      promise: 'resident memory',
      measured: `${resident[0].toFixed(0)} MB, models and readers ${resident[1].toFixed(0)} MB`,
      kept: true,
    },
  ];
}

/** Writes an article anew again and again, as an editor's program does: whole, by renaming. */
function changeArticles(articles: string, data: string) {
  let round = 0;
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const whole = join(data, 'whole.md');
    await writeFile(whole, changingArticle(round++));
    await rename(whole, join(articles, 'changing.md'));
  };
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, CHANGE_MS);
  return {
    rounds: () => round,
    end: () => {
      clearInterval(timer);
      return writing;
    },
  };
}
