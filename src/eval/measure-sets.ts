/** Every set by its name, asked of its folder: which questions, in which order, what is compared with what. */
import { join } from 'node:path';
import type { EmbedderOptions } from '../../embeddings/embedder.ts';
import type { Reporter } from '../reporter.ts';
import { type AskedFolder, type Asking, withFolder } from './ask-set.ts';
import { figuresOf, isFirst, lossOf, type Measured, type Row } from './figures.ts';
import { mixSets } from './mixed.ts';
import { readCorpus, readSample, readSeed } from './own-sets.ts';
import { type Forecast, type Reliability, reliabilityOf } from './reliability.ts';
import { sampleOf } from './seeded.ts';
import type { EvalSet } from './set-names.ts';
import {
  FOLDER_SETS,
  NEAR_MISS_SETS,
  PARAGRAPH_SETS,
  type QuestionSet,
  readSet,
  type SetName,
} from './sets.ts';
import { type Figure, heldAgainst } from './targets.ts';
import { withTypo } from './typos.ts';

/** How to measure. */
export interface EvalOptions {
  /** The project's folder: its sample articles and questions can always be measured. */
  readonly root: string;
  /** A folder with `articles/` and `eval/`, of which the sets that are there are asked; or null. */
  readonly shared: string | null;
  readonly embedding: EmbedderOptions;
  /** Measures this one alone; all by default. */
  readonly only?: EvalSet;
  /** Asks a fixed sample of some sets, held against floors instead of targets. */
  readonly quick?: boolean;
  readonly reporter?: Reporter;
}

/** A set as it was measured. */
export interface EvaluatedSet {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** In the order of the set, the answerable questions first. */
  readonly rows: readonly Row[];
  /** Whether the first score of each question is the probability that it says; null for too few. */
  readonly reliability: Reliability | null;
}

/** Questions of a set that `quick` asks at most: first those with an answer, then those without. */
const QUICK: Readonly<Partial<Record<EvalSet, readonly [number, number]>>> = {
  sample: [40, 30],
  seed: [15, 5],
  far: [0, 30],
  // The other large folders take longer to embed than a sample of their questions to ask.
  'xquad-ru': [60, 0],
  'chat-dev': [30, 30],
  'docs-dev': [30, 30],
};

/** Foreign questions that are asked of two articles. */
const FAR_QUESTIONS = 500;
const SEED = 'footnote';
/** Sets whose articles go into one folder, each to be found as if it were alone. */
const MIXED: readonly SetName[] = ['tydi-en', 'tydi-ru', 'piaf-fr'];

/** A run with what it has measured so far, by name. */
export interface Run extends EvalOptions {
  readonly asking: Asking;
  readonly scratch: string;
  readonly run: Map<string, EvaluatedSet>;
}

/**
 * Measures what is wanted and there, set by set, into `run`.
 * @throws Refusal as `openLibrary`, `readSet` and `readSample` do.
 */
export async function measureSets(run: Run): Promise<void> {
  if (isWanted(run, 'sample')) {
    const sample = await readSample(run.root);
    await inFolder(run, sample, (folder) => askSet(run, folder, sample));
  }
  const corpus = isWanted(run, 'corpus') ? await readCorpus(run.root) : null;
  if (corpus !== null) await inFolder(run, corpus, (folder) => askSet(run, folder, corpus));
  if (run.shared === null) return;
  const evalDir = join(run.shared, 'eval');
  await measureSeed(run, run.shared);
  for (const name of [...PARAGRAPH_SETS, ...NEAR_MISS_SETS, ...FOLDER_SETS]) {
    const derived: readonly EvalSet[] = name === 'squad' ? ['squad-typos', 'squad-by-words'] : [];
    const isBase = isWanted(run, 'mixed') && MIXED.includes(name);
    if (!isBase && ![name, ...derived].some((each) => isWanted(run, each))) continue;
    const set = await readSet(evalDir, name, run.scratch);
    if (set === null) continue;
    await inFolder(run, set, async (folder) => {
      await askSet(run, folder, set);
      if (isWanted(run, 'squad-typos') && name === 'squad') await askMistyped(run, folder, set);
      if (isWanted(run, 'squad-by-words') && name === 'squad') {
        await run.asking.model.withoutModel(() =>
          askSet(run, folder, { ...set, name: 'squad-by-words' }),
        );
      }
    });
  }
  if (isWanted(run, 'mixed')) await measureMixed(run, evalDir);
}

/** The seed questions, and questions about something else, over the same two articles. */
async function measureSeed(run: Run, shared: string): Promise<void> {
  if (!isWanted(run, 'seed') && !isWanted(run, 'far')) return;
  const seed = await readSeed(shared);
  if (seed === null) return;
  await inFolder(run, seed, async (folder) => {
    if (isWanted(run, 'seed')) await askSet(run, folder, seed);
    if (!isWanted(run, 'far')) return;
    const foreign = await readSet(join(shared, 'eval'), 'squad', run.scratch);
    if (foreign === null) return;
    const unanswerable = sampleOf(foreign.asked, FAR_QUESTIONS, SEED, ({ question }) => question);
    await askSet(run, folder, { ...seed, name: 'far', asked: [], unanswerable });
  });
}

async function askMistyped(run: Run, folder: AskedFolder, set: QuestionSet): Promise<void> {
  const rows = await folder.ask(chosen(run, set), (question) => withTypo(question, SEED));
  const loss = lossOf(run.run.get(set.name)?.rows ?? [], rows);
  keep(run, { ...set, name: 'squad-typos' }, 'squad-typos', rows, [loss]);
}

async function measureMixed(run: Run, evalDir: string): Promise<void> {
  const sets: QuestionSet[] = [];
  for (const name of MIXED) {
    const set = run.run.has(name) && (await readSet(evalDir, name, run.scratch));
    if (set) sets.push(set);
  }
  if (sets.length < 2) return;
  const mixed = await mixSets(sets, join(run.scratch, 'mixed'));
  const places = placesOf(run, 'mixed', join(run.scratch, 'mixed'));
  await withFolder(run.asking, places, async (folder) => {
    for (const [i, set] of mixed.entries()) {
      const rows = await folder.ask(chosen(run, set));
      const loss = lossOf(run.run.get(sets[i]?.name ?? '')?.rows ?? [], rows);
      keep(run, set, 'mixed', rows, [loss]);
    }
  });
}

/** Quick runs have their own choice; a single one is measured with what it is compared to. */
function isWanted({ only, quick }: EvalOptions, name: EvalSet): boolean {
  if (only !== undefined) return only === name;
  return quick !== true || QUICK[name] !== undefined;
}

async function inFolder(
  run: Run,
  { name, articlesDir }: QuestionSet,
  work: (folder: AskedFolder) => Promise<void>,
): Promise<void> {
  await withFolder(run.asking, placesOf(run, name, articlesDir), work);
}

function placesOf({ scratch }: Run, name: string, articlesDir: string) {
  return { articlesDir, dataDir: join(scratch, `${name}-data`) };
}

async function askSet(run: Run, folder: AskedFolder, set: QuestionSet): Promise<void> {
  keep(run, set, set.name, await folder.ask(chosen(run, set)));
}

function keep(
  { run }: Run,
  { name, ...set }: QuestionSet,
  promises: string,
  rows: readonly Row[],
  more: readonly Measured[] = [],
): void {
  const asked = rows.filter(({ answerable }) => answerable).length;
  const isWhole = rows.length === set.asked.length + set.unanswerable.length;
  const sampled = isWhole ? null : { asked, unanswerable: rows.length - asked };
  const figures = heldAgainst([...figuresOf(rows), ...more], promises, sampled);
  run.set(name, { name, figures, rows, reliability: reliabilityOf(rows.map(forecastOf)) });
}

/** The questions that are asked of a set. */
function chosen({ quick }: EvalOptions, set: QuestionSet): QuestionSet {
  if (!quick) return set;
  const [asked, unanswerable] = QUICK[set.name as EvalSet] ?? [QUICK_USUAL, QUICK_USUAL];
  const keyOf = ({ question }: { question: string }) => question;
  return {
    ...set,
    asked: sampleOf(set.asked, asked, SEED, keyOf),
    unanswerable: sampleOf(set.unanswerable, unanswerable, SEED, keyOf),
  };
}

/** Of a set that quick runs leave out, where it is the one that is wanted. */
const QUICK_USUAL = 60;

/** The first score as what it is: a probability. */
export function forecastOf(row: Row): Forecast {
  return { probability: row.score, came: isFirst(row) };
}
