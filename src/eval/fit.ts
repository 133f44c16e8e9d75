/**
 * Where the weights of the search come from: `npm run fit`. It fits them on the mixed sets of a shared
 * folder (`--shared`, by default the one beside the project), each counting the same, shows how they
 * do on articles left out, and writes `src/search/weights.data.ts`. `--dry` writes nothing.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EmbedderOptions } from '../../embeddings/embedder.ts';
import { BUNDLED_MODEL, BUNDLED_READER } from '../../embeddings/models.ts';
import { dataFolders } from '../data-folders.ts';
import { projectRoot } from '../project-root.ts';
import type { FusionWeights, ReadingWeights } from '../search/fusion.ts';
import { confidenceOf, type JudgementRule, judge } from '../search/judgement.ts';
import { WEIGHTS } from '../search/weights.data.ts';
import type { Weights } from '../search/weights.ts';
import { type Collected, type CollectOptions, collect, openReadings } from './collect.ts';
import { equalShares } from './equal-shares.ts';
import { type FigureName, figuresOf, type Row } from './figures.ts';
import { fitFusion, fitReading, highlighted, ranked } from './fit-fusion.ts';
import { fitJudgement, isJudged, SIGNALS, thresholdsOf } from './fit-judgement.ts';
import { overFolds } from './folds.ts';
import { forecastOf } from './measure-sets.ts';
import { reliabilityOf } from './reliability.ts';
import { FOLDER_SETS, type QuestionSet, readSet, type SetName } from './sets.ts';

/** English sets whose right passages are known: what is fitted on where passages are read. */
const READ: readonly SetName[] = ['squad', 'tydi-en', 'chat-dev', 'docs-dev'];
/** What ranking is fitted on: with French, whose words the model half knows. */
const RANKED: readonly SetName[] = [...READ, 'piaf-fr'];
/** As `RANKED`, for questions that the model has no vectors for. */
const RANKED_BY_WORDS: readonly SetName[] = [...RANKED, 'tydi-ru', 'xquad-ru'];
/** Sets with questions that are near the topic and not answered. */
const JUDGED: readonly SetName[] = ['chat-dev', 'docs-dev', 'near-miss-squad', 'near-miss-tydi-en'];
/** Questions about something else that are asked of the sample articles. */
const FAR = 600;
const FAR_FROM: readonly SetName[] = ['squad', 'chat-dev', 'docs-dev'];

const { values } = parseArgs({
  options: { shared: { type: 'string' }, dry: { type: 'boolean' } },
});
const root = projectRoot();
const evalDir = join(values.shared ?? join(root, '../shared'), 'eval');
const dataDir = join(root, 'data', 'fit');
await mkdir(join(dataDir, 'articles'), { recursive: true });
const embedding: EmbedderOptions = {
  model: BUNDLED_MODEL,
  reader: BUNDLED_READER,
  bundledDir: join(root, 'embeddings', 'models'),
  cacheDir: dataFolders(join(root, 'data')).models,
};
const readings = await openReadings(join(dataDir, 'readings.jsonl'));
const known = new Map<SetName, QuestionSet>();

let weights: Weights = WEIGHTS;
weights = {
  ...weights,
  fusion: { ...weights.fusion, vectors: await fitRanking('vectors', RANKED) },
};
weights = {
  ...weights,
  fusion: { ...weights.fusion, words: await fitRanking('words', RANKED_BY_WORDS) },
};
weights = { ...weights, reading: await fitReadings() };
const far = await farSet();
const judged = await Promise.all(JUDGED.map(setOf));
weights = {
  ...weights,
  judgement: {
    read: await fitRule('read', [...judged, far]),
    vectors: await fitRule('vectors', [...judged, far]),
    words: await fitRule('words', [...judged, far, await foreignSet()]),
  },
};
console.log(JSON.stringify(weights, null, 2));
if (!values.dry) await writeWeights();

async function fitRanking(mode: 'vectors' | 'words', names: readonly SetName[]) {
  const collected = answerable(await collectAll(await Promise.all(names.map(setOf)), mode));
  const weigh = equalShares(collected, ({ set }) => set);
  const learn = (seen: readonly Collected[]) => fitFusion(seen, weigh, mode === 'words');
  printRanking(mode, collected, learn, (fusion) => [fusion, null]);
  return learn(collected);
}

async function fitReadings() {
  const collected = answerable(await collectAll(await Promise.all(READ.map(setOf)), 'read'));
  const fusion = weights.fusion.vectors;
  const weigh = equalShares(collected, ({ set }) => set);
  const learn = (seen: readonly Collected[]) => fitReading(seen, fusion, weigh);
  printRanking('read', collected, learn, (reading) => [fusion, reading]);
  return learn(collected);
}

async function fitRule(
  mode: 'read' | 'vectors' | 'words',
  sets: readonly QuestionSet[],
): Promise<JudgementRule> {
  const collected = await collectAll(sets, mode);
  const learn = (seen: readonly Collected[]) => fitJudgement(seen, SIGNALS[mode]);
  const found: (Collected & { readonly p: number })[] = [];
  overFolds(collected, learn, (rule, each) => {
    const { signals } = each.ranking.evidence;
    found.push({ ...each, p: isJudged(each) ? confidenceOf(signals as never, rule) : 0 });
  });
  const bySet = inSets(found);
  const decisive = [...bySet].filter(([name, each]) => isMixed(each) && !isUnusual(mode, name));
  const thresholds = thresholdsOf(new Map(decisive));
  const rows = found.map((each) => ({
    ...rowOf(each, each.candidates, 0),
    ...{ set: each.set, score: each.p, judgement: judge(each.p, thresholds) },
  }));
  console.log(`\njudgement, ${mode}: ${JSON.stringify(thresholds)}`);
  printFigures(rows, ['auc', 'kept', 'answered', 'refused', 'mayAnswer']);
  printError('all', rows);
  return { ...learn(collected), ...thresholds };
}

function answerable(collected: readonly Collected[]): Collected[] {
  return collected.filter(({ isAnswerable }) => isAnswerable);
}

/** A chat in English is asked by words alone only while there is no model: then less is answered. */
function isUnusual(mode: string, set: string): boolean {
  return mode === 'words' && (FOLDER_SETS as readonly string[]).includes(set);
}

function isMixed(found: readonly Collected[]): boolean {
  return new Set(found.map(({ isAnswerable }) => isAnswerable)).size === 2;
}

/** How what was fitted ranks articles that were left out. */
function printRanking<Fitted>(
  mode: string,
  collected: readonly Collected[],
  learn: (seen: readonly Collected[]) => Fitted,
  weightsOf: (fitted: Fitted) => [FusionWeights, ReadingWeights | null],
): void {
  const rows: SetRow[] = [];
  overFolds(collected, learn, (fitted, each) => {
    const [fusion, reading] = weightsOf(fitted);
    const order = ranked(each, fusion, reading);
    const sentence = order[0] ? highlighted(order[0], fusion, reading) : 0;
    rows.push({ ...rowOf(each, order, sentence), set: each.set });
  });
  console.log(`\nranking, ${mode}`);
  printFigures(rows, ['first', 'three', 'highlight']);
}

/** A question as `eval` counts it. */
type SetRow = Row & { readonly set: string };

function rowOf(
  { question, isAnswerable }: Collected,
  order: Collected['candidates'],
  sentence: number,
): Row {
  const rank = 1 + order.findIndex(({ isRight }) => isRight);
  return {
    ...{ question: question.question, kind: question.kind, answerable: isAnswerable, rank },
    highlighted: rank === 1 && (order[0]?.holds[sentence] ?? false),
    ...{ judgement: 'answers', score: 0, shown: '' },
  };
}

function printFigures(rows: readonly SetRow[], names: readonly FigureName[]): void {
  for (const [set, each] of inSets(rows)) {
    const figures = figuresOf(each).filter(({ name }) => names.includes(name));
    const shown = figures.map(({ name, value }) => `${name} ${value.toFixed(3)}`);
    console.log(set.padEnd(20), shown.join('  '));
    if (names.includes('auc')) printError(set, each);
  }
}

function printError(name: string, rows: readonly Row[]): void {
  const error = reliabilityOf(rows.map(forecastOf))?.error.toFixed(3) ?? '–';
  console.log(name.padEnd(20), `calibration error ${error}`);
}

function inSets<Item extends { readonly set: string }>(
  items: readonly Item[],
): Map<string, Item[]> {
  const sets = new Map<string, Item[]>();
  for (const item of items) {
    const known = sets.get(item.set);
    if (known === undefined) sets.set(item.set, [item]);
    else known.push(item);
  }
  return sets;
}

async function collectAll(sets: readonly QuestionSet[], mode: CollectOptions['mode']) {
  const collected: Collected[] = [];
  for (const set of sets) {
    const options = { embedding, dataDir: join(dataDir, 'index'), weights, mode, readings };
    collected.push(...(await collect(set, options)));
  }
  return collected;
}

async function setOf(name: SetName): Promise<QuestionSet> {
  const set = known.get(name) ?? (await readSet(evalDir, name, join(dataDir, 'articles')));
  if (set === null) throw new Error(`There is no set ${name} in ${evalDir}`);
  known.set(name, set);
  return set;
}

/** Questions of other articles, of an encyclopedia's and a chat's kind, asked of the project's own. */
async function farSet(): Promise<QuestionSet> {
  const unanswerable = (await Promise.all(FAR_FROM.map(setOf))).flatMap(({ asked }) => {
    const every = Math.ceil((FAR_FROM.length * asked.length) / FAR);
    return asked.filter((_, i) => i % every === 0);
  });
  return { name: 'far', articlesDir: join(root, 'articles'), asked: [], unanswerable };
}

/** Questions in another language, some of which are about other articles. */
async function foreignSet(): Promise<QuestionSet> {
  const [own, other] = [await setOf('tydi-ru'), await setOf('xquad-ru')];
  return { ...own, unanswerable: other.asked };
}

async function writeWeights(): Promise<void> {
  const file = join(root, 'src', 'search', 'weights.data.ts');
  await writeFile(
    file,
    `/**
 * What all evidence weighs, as \`npm run fit\` found it, each set counting the same. Ranking:
 * ${RANKED.join(', ')}; by words also
 * ${RANKED_BY_WORDS.slice(RANKED.length).join(', ')}. Judgement:
 * ${JUDGED.join(', ')}, and far questions.
 * See \`src/eval/fit.ts\`. Not to be edited by hand.
 */
import type { Weights } from './weights.ts';

/** The weights of every search. */
export const WEIGHTS: Weights = ${JSON.stringify(weights, null, 2)};
`,
  );
  console.log(`\nWritten: ${file}. Format it with \`npx biome check --write\`, and build.`);
}
