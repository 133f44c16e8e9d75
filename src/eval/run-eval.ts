/** Measures the quality of answers the way people get them: from files to excerpts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedder, type EmbedderOptions, openEmbedder } from '../../embeddings/embedder.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import type { Answer, Article, Excerpt } from '../model.ts';
import { type Reporter, silentReporter } from '../reporter.ts';
import { type ParagraphSet, readDatasets, type SeedSet, writeArticles } from './datasets.ts';
import { isVerbatim, readArticles } from './verbatim.ts';

/** How to measure. */
export interface EvalOptions {
  /** The project's folder: its sample articles and questions are always measured. */
  readonly root: string;
  /** A folder with more to measure with, see `readDatasets`; null for none. */
  readonly shared: string | null;
  readonly embedding: EmbedderOptions;
  readonly reporter?: Reporter;
}

/** One line of the table. */
export interface EvalFigure {
  readonly set: string;
  readonly name: string;
  readonly hits: number;
  readonly of: number;
  /** The least share of hits, between 0 and 1. */
  readonly target: number;
  readonly ok: boolean;
}

/** What was measured. */
export interface EvalReport {
  readonly model: string;
  readonly figures: readonly EvalFigure[];
  /** One line for each miss, grouped as the figures are. */
  readonly misses: readonly string[];
  /** Whether every figure reaches its target. */
  readonly ok: boolean;
}

/** People see three excerpts unless they ask for more. */
const SHOWN = 3;

/** Least shares: what the project promises of its answers, see the README. */
const TARGETS = {
  seed: { first: 13 / 15, shown: 1, abstains: 1 },
  /** Paraphrases and misspelt words, refusals within the topic: hard on purpose, a floor. */
  sample: { first: 0.7, shown: 0.9, abstains: 0.7 },
  squad: { first: 0.86, shown: 0.95, highlight: 0.87, abstains: 0.97, answers: 0.98 },
  /** Where there is no model: words find a little less, and are believed less. */
  byWords: { first: 0.84, shown: 0.94, answers: 0.95 },
  verbatim: 1,
} as const;

/**
 * Measures with everything there is to measure with.
 * @throws Refusal as `openLibrary` and `readDatasets` do.
 */
export async function runEval(options: EvalOptions): Promise<EvalReport> {
  const { sample, seed, squad } = await readDatasets(options.root, options.shared);
  const tally = createTally();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-eval-'));
  const use = <T>(articlesDir: string, name: string, work: (asked: Asked) => Promise<T>) =>
    withLibrary(options, articlesDir, join(folder, `${name}-data`), tally, work);
  try {
    await use(sample.articlesDir, 'sample', ({ ask }) => askSeed(ask, sample, tally));
    if (seed !== null) {
      await use(seed.articlesDir, 'seed', async ({ ask, askByWords }) => {
        await askSeed(ask, seed, tally);
        if (squad === null) return;
        await askForeign(ask, squad, tally, 'squad');
        await askForeign(askByWords, squad, tally, BY_WORDS);
      });
    }
    if (squad !== null) {
      const articlesDir = join(folder, 'squad');
      await writeArticles(squad.articles, articlesDir);
      await use(articlesDir, 'squad', async ({ ask, askByWords }) => {
        await askParagraphs(ask, squad, tally);
        await askParagraphsByWords(askByWords, squad, tally);
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const figures = tally.figures();
  const ok = figures.every((figure) => figure.ok);
  return { model: options.embedding.model, figures, misses: tally.misses, ok };
}

type Ask = (question: string, count: number) => Promise<Answer>;

/** The same library, asked as usual and as if there were no model. */
interface Asked {
  readonly ask: Ask;
  readonly askByWords: Ask;
}

/** The set of questions that are asked without a model. */
const BY_WORDS = 'by words alone';

/** Opens a folder of articles as a library; every excerpt that comes out is checked. */
async function withLibrary<T>(
  { embedding, reporter = silentReporter }: EvalOptions,
  articlesDir: string,
  dataDir: string,
  tally: Tally,
  work: (asked: Asked) => Promise<T>,
): Promise<T> {
  let hasModel = true;
  const library: Library = openLibrary({
    ...{ articlesDir, dataDir, embedding, watch: false, reporter },
    async openEmbedder(options): Promise<Embedder> {
      const embedder = await openEmbedder(options);
      return {
        ...embedder,
        async embedQuery(text, signal) {
          if (!hasModel) throw new Error('asked without a model');
          return embedder.embedQuery(text, signal);
        },
      };
    },
  });
  try {
    await library.whenReady();
    const articles: ReadonlyMap<string, Article> = await readArticles(articlesDir);
    const ask: Ask = async (question, count) => {
      const answer = await library.ask(question, { count });
      for (const excerpt of answer.excerpts) {
        const line = () => `${excerpt.citation.id} ${JSON.stringify(excerpt.text)}`;
        tally.count('all', 'an exact slice', TARGETS.verbatim, isVerbatim(excerpt, articles), line);
      }
      return answer;
    };
    const askByWords: Ask = async (question, count) => {
      hasModel = false;
      try {
        return await ask(question, count);
      } finally {
        hasModel = true;
      }
    };
    return await work({ ask, askByWords });
  } finally {
    await library.close();
  }
}

async function askSeed(ask: Ask, { name, questions }: SeedSet, tally: Tally): Promise<void> {
  const targets = name === 'seed' ? TARGETS.seed : TARGETS.sample;
  for (const { question, expect } of questions) {
    const answer = await ask(question, SHOWN);
    const line = () => describe(question, answer);
    if (expect === null) {
      tally.count(name, 'abstains', targets.abstains, !answer.answered, line);
      continue;
    }
    const place = answer.excerpts.findIndex(({ text }) => text.includes(expect));
    tally.count(name, 'right passage shown', targets.shown, place >= 0, line);
    tally.count(name, 'right passage first', targets.first, place === 0, line);
  }
}

async function askForeign(ask: Ask, { questions }: ParagraphSet, tally: Tally, name: string) {
  for (const { question } of questions) {
    const answer = await ask(question, 1);
    const line = () => describe(question, answer);
    tally.count(name, 'abstains elsewhere', TARGETS.squad.abstains, !answer.answered, line);
  }
}

/** Deep enough to judge the highlight of the right passage wherever it stands. */
const DEPTH = 50;

async function askParagraphs(ask: Ask, set: ParagraphSet, tally: Tally): Promise<void> {
  const { name, questions } = set;
  for (const { question, article, paragraph, answers } of questions) {
    const answer = await ask(question, DEPTH);
    const place = placeOf(answer, article, paragraph);
    const right = answer.excerpts[place];
    const line = () => `${describe(question, answer)} (${article} ${paragraph}, at ${place + 1})`;
    const targets = TARGETS.squad;
    tally.count(name, 'right passage first', targets.first, place === 0, line);
    tally.count(name, 'right passage among 3', targets.shown, place >= 0 && place < SHOWN, line);
    const highlighted =
      right !== undefined && answers.some((each) => highlight(right).includes(each));
    tally.count(name, 'answer highlighted', targets.highlight, highlighted, line);
    tally.count(name, 'answers', targets.answers, answer.answered, line);
  }
}

async function askParagraphsByWords(ask: Ask, { questions }: ParagraphSet, tally: Tally) {
  const targets = TARGETS.byWords;
  for (const { question, article, paragraph } of questions) {
    const answer = await ask(question, SHOWN);
    const place = placeOf(answer, article, paragraph);
    const line = () => `${describe(question, answer)} (${article} ${paragraph}, at ${place + 1})`;
    tally.count(BY_WORDS, 'right passage first', targets.first, place === 0, line);
    tally.count(BY_WORDS, 'right passage among 3', targets.shown, place >= 0, line);
    tally.count(BY_WORDS, 'answers', targets.answers, answer.answered, line);
  }
}

/** Where the right paragraph stands among the excerpts, from 0; -1 where it does not. */
function placeOf({ excerpts }: Answer, article: string, paragraph: number): number {
  const file = `${article}.md`;
  const isRight = ({ citation }: Excerpt) =>
    citation.file === file && citation.paragraph === paragraph;
  return excerpts.findIndex(isRight);
}

function highlight({ text, start, highlight: span }: Excerpt): string {
  return text.slice(span.start - start, span.end - start);
}

function describe(question: string, { answered, evidence, excerpts }: Answer): string {
  const first = excerpts[0];
  const shown = first === undefined ? 'nothing' : highlight(first);
  return `${question} → ${answered ? '' : 'not '}answered (${evidence.confidence.toFixed(2)}): ${shown}`;
}

interface Tally {
  readonly misses: string[];
  count(set: string, name: string, target: number, hit: boolean, line: () => string): void;
  figures(): EvalFigure[];
}

function createTally(): Tally {
  const counted = new Map<
    string,
    { set: string; name: string; hits: number; of: number; target: number }
  >();
  const misses: string[] = [];
  return {
    misses,
    count(set, name, target, hit, line) {
      const key = `${set}: ${name}`;
      const figure = counted.get(key) ?? { set, name, hits: 0, of: 0, target };
      counted.set(key, figure);
      figure.of++;
      if (hit) figure.hits++;
      else misses.push(`${key}: ${line()}`);
    },
    figures() {
      const figures = [...counted.values()];
      return figures.map((figure) => ({
        ...figure,
        ok: figure.hits / figure.of >= figure.target - 1e-9,
      }));
    },
  };
}
