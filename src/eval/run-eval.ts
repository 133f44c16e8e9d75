/** Measures the quality of answers the way people get them: from files to excerpts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../refusals.ts';
import { silentReporter } from '../reporter.ts';
import type { Slices } from './ask-set.ts';
import type { Measured } from './figures.ts';
import { type EvalOptions, type EvaluatedSet, forecastOf, measureSets } from './measure-sets.ts';
import { ENOUGH_FORECASTS, type Forecast, type Reliability, reliabilityOf } from './reliability.ts';
import { FOLDER_SETS, PARAGRAPH_SETS } from './sets.ts';
import { openSharedModel } from './shared-model.ts';
import { type Figure, heldAgainst } from './targets.ts';

/** What was measured. */
export interface EvalReport {
  readonly model: string;
  /** Whether a reader read the best passages. */
  readonly isRead: boolean;
  readonly quick: boolean;
  readonly sets: readonly EvaluatedSet[];
  /** Of all English sets, no question twice. */
  readonly reliability: Reliability | null;
  /** Over all that was asked. */
  readonly figures: readonly Figure[];
  /** Excerpts that are no slice of their article. */
  readonly wrongSlices: readonly string[];
  readonly seconds: number;
  /** Whether every figure reaches its target. */
  readonly ok: boolean;
}

/** Sets that the bundled reader cannot read. */
const FOREIGN: ReadonlySet<string> = new Set(['tydi-ru', 'piaf-fr', 'xquad-ru']);

/**
 * Measures with everything there is to measure with.
 * @throws Refusal as `openSharedModel` and `measureSets`; `setMissing` where the one set
 *   that is wanted is not there.
 */
export async function runEval(options: EvalOptions): Promise<EvalReport> {
  const { reporter = silentReporter, embedding, quick = false } = options;
  const started = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'footnote-eval-'));
  const model = await openSharedModel(embedding).catch(async (error: unknown) => {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  });
  const slices: Slices = { count: 0, wrong: [] };
  try {
    const run = new Map<string, EvaluatedSet>();
    await measureSets({ ...options, asking: { model, reporter, slices }, scratch, run });
    const sets = [...run.values()];
    if (sets.length === 0) throw new Refusal('setMissing', { set: options.only ?? '' });
    const forecasts = forecastsOf(sets);
    const reliability = reliabilityOf(forecasts);
    const verbatim = 1 - slices.wrong.length / Math.max(1, slices.count);
    const overall: Measured[] = [{ name: 'verbatim', value: verbatim, of: slices.count }];
    if (reliability !== null) {
      overall.push({ name: 'error', value: reliability.error, of: forecasts.length });
    }
    const isEnough = !quick && forecasts.length >= ENOUGH_FORECASTS;
    const figures = heldAgainst(overall, 'all', isEnough ? null : NO_COUNTS);
    const ok = [...figures, ...sets.flatMap((set) => set.figures)].every((figure) => figure.ok);
    const seconds = (performance.now() - started) / 1000;
    return {
      ...{ model: embedding.model, isRead: model.embedder.hasReader, quick, sets, reliability },
      ...{ figures, wrongSlices: slices.wrong, seconds, ok },
    };
  } finally {
    await model.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

const NO_COUNTS = { asked: 0, unanswerable: 0 };

/** Near-miss sets ask the questions of their base again: where that was asked, those count once. */
function forecastsOf(sets: readonly EvaluatedSet[]): Forecast[] {
  const names: ReadonlySet<string> = new Set(['sample', 'seed', ...PARAGRAPH_SETS, ...FOLDER_SETS]);
  return sets
    .filter(({ name }) => !FOREIGN.has(name))
    .flatMap(({ name, rows }) => {
      if (names.has(name)) return rows;
      if (!name.startsWith('near-miss-')) return [];
      const base = name.replace('near-miss-', '');
      const isAskedTwice = sets.some((each) => each.name === base);
      return isAskedTwice ? rows.filter(({ answerable }) => !answerable) : rows;
    })
    .map(forecastOf);
}
