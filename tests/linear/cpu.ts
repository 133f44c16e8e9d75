/** How the CPU time of a function grows with its input: measured where it is long enough to be measured. */
import { runInThisContext } from 'node:vm';

/** What is measured; a promise is waited for. */
export type Run = () => unknown;

/** Doubling the input may cost this much more: twice, and what memory and its collection add. */
const MOST_GROWTH = 2.6;

/** What costs no more than this is linear, whatever disturbed the smaller one. */
const SURELY_FLAT = 1.5;

/** Milliseconds of CPU below which nothing is measured: it could be anything. */
const LEAST_MS = 20;

/** Of so many runs the quickest counts, and all of them are tried once more before it is believed. */
const RUNS = 5;
const TRIES = 2;

/** Whoever takes longer for one run never ends: no input here has a right to a tenth of it. */
const ENDLESS_MS = 5_000;

/** How much further a steep growth is looked at again. */
const BEYOND = 4;

/** UTF-16 units of the smallest input: what is exponential shows before anything hangs. */
const SMALLEST = 1_024;
const STEP = 4;

/** Ends a run that is stuck, in a regular expression too. */
const GUARDED = '__guardedRun';

function guarded(run: Run): unknown {
  const scope = globalThis as unknown as Record<string, Run | undefined>;
  scope[GUARDED] = run;
  try {
    return runInThisContext(`${GUARDED}()`, { timeout: ENDLESS_MS });
  } finally {
    scope[GUARDED] = undefined;
  }
}

/** CPU milliseconds of one run, of this process and all its threads; infinite where it was ended. */
async function cpuOf(run: Run): Promise<number> {
  const before = process.cpuUsage();
  try {
    await guarded(run);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return Number.POSITIVE_INFINITY;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * Whether a function takes time in proportion to its input, up to `largest` units of it.
 * @param prepared what is measured, for an input of a length in UTF-16 units
 * @param smallest from where on: below it, a bound of its own may not have been reached
 * @returns null where it does; else what was seen, in words
 */
export async function growthProblem(
  prepared: (length: number) => Run,
  largest: number,
  smallest = SMALLEST,
): Promise<string | null> {
  let step = STEP;
  for (let length = smallest; length <= Math.max(smallest, largest); length *= step) {
    const first = await cpuOf(prepared(length));
    if (first === Number.POSITIVE_INFINITY) return `does not end at ${length} units`;
    if (first < LEAST_MS) continue;
    // The steps were wide: half as many may take long enough, too.
    const isWide = step === STEP && length > smallest;
    if (isWide && (await cpuOf(prepared(length / 2))) >= LEAST_MS) length /= 2;
    step = 2;
    const seen = await growthAt(prepared, length);
    if (seen === 'too quick') continue;
    // What outgrows a cache or the young generation costs more from there on, but once: well beyond
    // that, only the square of a length goes on growing.
    const isStep = seen !== null && (await growthAt(prepared, BEYOND * length)) === null;
    return isStep ? null : seen;
  }
  return null;
}

/** What was seen at one length; null where it is linear, `too quick` where that cannot be told. */
async function growthAt(prepared: (length: number) => Run, length: number): Promise<string | null> {
  let seen: string | null = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [small, large] = [prepared(length), prepared(2 * length)];
    let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let run = 1; run <= RUNS; run += 1) {
      one = Math.min(one, await cpuOf(small));
      // It became quicker by being run before.
      if (one < LEAST_MS) return 'too quick';
      two = Math.min(two, await cpuOf(large));
      if (two === Number.POSITIVE_INFINITY) return `does not end at ${2 * length} units`;
      // One run may have been disturbed, but not so much that what is flat seems to be steep.
      if (two <= (run > 1 ? MOST_GROWTH : SURELY_FLAT) * one) return null;
    }
    seen = `${one.toFixed(0)} ms for ${length} units, ${two.toFixed(0)} ms for twice as many`;
  }
  return seen;
}
