/** `npm run bench`: speed and memory at two corpus sizes, and of mixed files, against the targets. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../project-root.ts';
import { inChild } from './child.ts';
import { writeCorpus } from './corpus.ts';
import { benchEngines } from './engines.ts';
import type { Figures, Task } from './measure.ts';
import type { FilesTask } from './measure-files.ts';
import { writeMixedFiles } from './mixed-files.ts';
import { benchScaling } from './scaling.ts';

const SIZES = [1_000, 10_000];
/** Passages that come in while questions are asked. */
const GROWTH = 1_000;

/** Files of all formats that are read. */
const FILES = 1_000;

const NAME_WIDTH = 40;

/** One line of the table. The target holds at the larger size. */
interface Line {
  readonly name: string;
  readonly figure: string;
  readonly unit: string;
  /** Null where nothing is promised. */
  readonly target: number | null;
  readonly better: 'lower' | 'higher';
}

const LINES: readonly Line[] = [
  { name: 'question, p50', figure: 'questionP50', unit: 'ms', target: 8, better: 'lower' },
  { name: 'question, p99', figure: 'questionP99', unit: 'ms', target: 15, better: 'lower' },
  {
    name: 'question with the reader, p50',
    figure: 'readQuestionP50',
    unit: 'ms',
    target: 120,
    better: 'lower',
  },
  {
    name: 'question with the reader, p99',
    figure: 'readQuestionP99',
    unit: 'ms',
    target: null,
    better: 'lower',
  },
  { name: '10 at once, p50', figure: 'tenAtOnceP50', unit: 'ms', target: 5, better: 'lower' },
  { name: '10 at once, p99', figure: 'tenAtOnceP99', unit: 'ms', target: 15, better: 'lower' },
  {
    name: 'indexing, file to snapshot',
    figure: 'passagesPerSecond',
    unit: 'passages/s',
    target: 100,
    better: 'higher',
  },
  {
    name: 'event loop while indexing, p99',
    figure: 'indexingLoopP99',
    unit: 'ms',
    target: 20,
    better: 'lower',
  },
  {
    name: 'ready from snapshot',
    figure: 'readySinceStart',
    unit: 'ms',
    target: 1_000,
    better: 'lower',
  },
  {
    name: 'resident memory, models included',
    figure: 'memory',
    unit: 'MB',
    target: 450,
    better: 'lower',
  },
  { name: 'of that the models', figure: 'modelMemory', unit: 'MB', target: 200, better: 'lower' },
  {
    name: '20 paragraphs more, found',
    figure: 'oneFoundAfter',
    unit: 'ms',
    target: 1_000,
    better: 'lower',
  },
  {
    name: '20 paragraphs more, saved',
    figure: 'oneSavedAfter',
    unit: 'ms',
    target: 1_000,
    better: 'lower',
  },
  {
    name: '20 paragraphs more, written',
    figure: 'oneWrote',
    unit: 'MB',
    target: 1,
    better: 'lower',
  },
  {
    name: `${GROWTH} come in, 2 questions a second`,
    figure: 'growingPerSecond',
    unit: 'passages/s',
    target: 100,
    better: 'higher',
  },
  {
    name: `acknowledged while ${GROWTH} come in, p99`,
    figure: 'growingAcknowledgedP99',
    unit: 'ms',
    target: 100,
    better: 'lower',
  },
  {
    name: `question while ${GROWTH} come in, p99`,
    figure: 'growingQuestionP99',
    unit: 'ms',
    target: 3_000,
    better: 'lower',
  },
  {
    name: `event loop while ${GROWTH} come in, p99`,
    figure: 'growingLoopP99',
    unit: 'ms',
    target: 20,
    better: 'lower',
  },
];

/** Of mixed files, a tenth of them PDF, DOCX or EPUB, read and cut without a model. */
const FILE_LINES: readonly Line[] = [
  { name: 'files read', figure: 'filesRead', unit: 'files', target: FILES, better: 'higher' },
  { name: 'words of each', figure: 'filesWords', unit: 'words', target: null, better: 'higher' },
  { name: 'read and cut', figure: 'filesSeconds', unit: 's', target: 60, better: 'lower' },
  {
    name: 'event loop meanwhile, p99',
    figure: 'filesLoopP99',
    unit: 'ms',
    target: 20,
    better: 'lower',
  },
];

/** A task, in the module that does it. */
const measured = (task: Task): Promise<Figures> => inChild('./measure.js', task);

async function measureSize(passages: number): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  try {
    const place = {
      articles: join(folder, 'articles'),
      data: join(folder, 'data'),
      added: GROWTH,
      isRead: true,
    };
    await writeCorpus(join(projectRoot(), 'articles'), place.articles, passages);
    const indexing = await measured({ ...place, work: 'index' });
    const answering = await measured({ ...place, work: 'questions', isRead: false });
    const reading = await measured({ ...place, work: 'questions' });
    const one = await measured({ ...place, work: 'one' });
    const growing = await measured({ ...place, work: 'grow' });
    // Memory and start are those of the process that answers, as it is by default.
    return {
      ...indexing,
      ...growing,
      ...one,
      ...answering,
      ...reading,
      indexingLoopP99: indexing.indexingLoopP99 ?? NaN,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureFiles(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  try {
    await writeMixedFiles(projectRoot(), folder, FILES);
    return await inChild<FilesTask>('./measure-files.js', { folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tableLine(
  { name, figure, unit, target, better }: Line,
  sizes: readonly Figures[],
): string {
  const values = sizes.map((figures) => (figures[figure] as number).toFixed(1).padStart(10));
  const last = sizes.at(-1)?.[figure] as number;
  const line = `${name.padEnd(NAME_WIDTH)}${values.join('')}   `;
  if (target === null) return `${line}${unit}`;
  const met = better === 'lower' ? last <= target : last >= target;
  const goal = `${better === 'lower' ? '≤' : '≥'} ${target} ${unit}`;
  return `${line}${goal.padEnd(18)}${met ? 'met' : 'MISSED'}`;
}

async function benchAll(): Promise<void> {
  const files = await measureFiles();
  const sizes: Figures[] = [];
  for (const size of SIZES) sizes.push(await measureSize(size));
  const head = SIZES.map((size) => String(size).padStart(10)).join('');
  process.stdout.write(
    `${'passages of about 110 word pieces'.padEnd(NAME_WIDTH)}${head}   target at ${SIZES.at(-1)}\n`,
  );
  for (const line of LINES) process.stdout.write(`${tableLine(line, sizes)}\n`);
  process.stdout.write(`\n${'mixed files of some 800 words'.padEnd(NAME_WIDTH)}\n`);
  for (const line of FILE_LINES) process.stdout.write(`${tableLine(line, [files])}\n`);
}

const { values } = parseArgs({
  options: { engine: { type: 'string' }, scaling: { type: 'boolean' } },
});
if (values.scaling && process.env.DATABASE_URL) await benchScaling(process.env.DATABASE_URL);
else if (values.engine === undefined && !values.scaling) await benchAll();
else if (values.engine === 'postgres' && process.env.DATABASE_URL) {
  await benchEngines(process.env.DATABASE_URL);
} else {
  process.stderr.write(
    'There are `--engine postgres` and `--scaling`, and DATABASE_URL says where.\n',
  );
  process.exitCode = 1;
}
