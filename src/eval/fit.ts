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
import { confidenceOf, type JudgementRule, judge } from '../search/judgement.ts';
import { WEIGHTS } from '../search/weights.data.ts';
import type { Weights } from '../search/weights.ts';
import { type Collected, type CollectOptions, collect, openReadings } from './collect.ts';
import { areaUnderCurve, keptAt } from './figures.ts';
import { fitFusion, fitReading, highlighted, ranked } from './fit-fusion.ts';
import { fitJudgement, isAnswered, isJudged, SIGNALS, thresholdsOf } from './fit-judgement.ts';
import { overFolds } from './folds.ts';
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
  const weigh = shareOf(collected);
  const learn = (seen: readonly Collected[]) => fitFusion(seen, weigh, mode === 'words');
  const tallies = tallyRanking();
  overFolds(collected, learn, (fusion, each) => {
    const order = ranked(each, fusion, null);
    tallies.count(each, order, order[0] ? highlighted(order[0], fusion, null) : 0);
  });
  tallies.print(`ranking, ${mode}`);
  return learn(collected);
}

async function fitReadings() {
  const collected = answerable(await collectAll(await Promise.all(READ.map(setOf)), 'read'));
  const fusion = weights.fusion.vectors;
  const weigh = shareOf(collected);
  const learn = (seen: readonly Collected[]) => fitReading(seen, fusion, weigh);
  const tallies = tallyRanking();
  overFolds(collected, learn, (reading, each) => {
    const order = ranked(each, fusion, reading);
    tallies.count(each, order, order[0] ? highlighted(order[0], fusion, reading) : 0);
  });
  tallies.print('ranking, read');
  return learn(collected);
}

async function fitRule(
  mode: 'read' | 'vectors' | 'words',
  sets: readonly QuestionSet[],
): Promise<JudgementRule> {
  const collected = await collectAll(sets, mode);
  const learn = (seen: readonly Collected[]) => fitJudgement(seen, SIGNALS[mode]);
  const found = new Map<string, Found[]>(sets.map(({ name }) => [name, []]));
  overFolds(collected, learn, (rule, each) => {
    const { signals } = each.ranking.evidence;
    const p = isJudged(each) ? confidenceOf(signals as never, rule) : 0;
    const { isAnswerable } = each;
    found.get(each.set)?.push({ isAnswerable, isRight: isAnswered(each), p });
  });
  const decisive = [...found].filter(([name, each]) => isMixed(each) && !isUnusual(mode, name));
  const thresholds = thresholdsOf(new Map(decisive));
  printJudgement(mode, found, thresholds);
  return { ...learn(collected), ...thresholds };
}

function errorOf(found: readonly Found[]): string {
  const forecasts = found.map(({ p, isRight }) => ({ probability: p, came: isRight }));
  return reliabilityOf(forecasts)?.error.toFixed(3) ?? '–';
}

function answerable(collected: readonly Collected[]): Collected[] {
  return collected.filter(({ isAnswerable }) => isAnswerable);
}

/** A chat in English is asked by words alone only while there is no model: then less is answered. */
function isUnusual(mode: string, set: string): boolean {
  return mode === 'words' && (FOLDER_SETS as readonly string[]).includes(set);
}

interface Found {
  readonly isAnswerable: boolean;
  /** Whether the first passage answers. */
  readonly isRight: boolean;
  readonly p: number;
}

function isMixed(found: readonly Found[]): boolean {
  return new Set(found.map(({ isAnswerable }) => isAnswerable)).size === 2;
}

function printJudgement(
  mode: string,
  found: ReadonlyMap<string, readonly Found[]>,
  thresholds: Pick<JudgementRule, 'mayAnswerFrom' | 'answersFrom'>,
): void {
  const share = (some: readonly Found[], test: (each: Found) => boolean): string =>
    some.length === 0 ? '   – ' : (some.filter(test).length / some.length).toFixed(3);
  console.log(`\njudgement, ${mode}: ${JSON.stringify(thresholds)}`);
  for (const [name, each] of found) {
    const yes = each.filter(({ isAnswerable }) => isAnswerable);
    const no = each.filter(({ isAnswerable }) => !isAnswerable);
    const of = (some: readonly Found[]): number[] => some.map(({ p }) => p);
    const mixed = isMixed(each);
    console.log(
      name.padEnd(20),
      `AUC ${mixed ? areaUnderCurve(of(yes), of(no)).toFixed(3) : '  –  '}`,
      `kept ${mixed ? keptAt(0.8, of(yes), of(no)).toFixed(3) : '  –  '}`,
      `answered ${share(yes, ({ p }) => judge(p, thresholds) !== 'no-answer')}`,
      `refused ${share(no, ({ p }) => judge(p, thresholds) === 'no-answer')}`,
      `may ${share(each, ({ p }) => judge(p, thresholds) === 'may-answer')}`,
      `ECE ${errorOf(each)}`,
    );
  }
  console.log(`all: ECE ${errorOf([...found.values()].flat())}`);
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

/** Each set counts the same. */
function shareOf(collected: readonly Collected[]): (each: Collected) => number {
  const counts = new Map<string, number>();
  for (const { set } of collected) counts.set(set, (counts.get(set) ?? 0) + 1);
  return ({ set }) => 1 / (counts.get(set) ?? 1);
}

function tallyRanking() {
  const sets = new Map<string, { all: number; first: number; three: number; held: number }>();
  return {
    count(each: Collected, order: Collected['candidates'], sentence: number): void {
      const tally = sets.get(each.set) ?? { all: 0, first: 0, three: 0, held: 0 };
      sets.set(each.set, tally);
      const place = order.findIndex(({ isRight }) => isRight);
      tally.all++;
      if (place === 0) tally.first++;
      if (place >= 0 && place < 3) tally.three++;
      if (place === 0 && order[0]?.holds[sentence]) tally.held++;
    },
    print(title: string): void {
      console.log(`\n${title}: first, among three, highlight of those right first`);
      for (const [name, { all, first, three, held }] of sets) {
        const figures = [first / all, three / all, held / first];
        console.log(name.padEnd(20), figures.map((figure) => figure.toFixed(3)).join('  '));
      }
    },
  };
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
