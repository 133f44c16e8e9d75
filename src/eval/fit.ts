/**
 * Where the weights of the search come from: `npx tsx src/eval/fit.ts <shared folder>`, once it is
 * built, fits them on its questions, one article left out at a time to see how they do on articles
 * not seen, then on all of them, and prints both. What it prints last is what `fusion.ts` and
 * `abstention.ts` hold. With `words` as a second argument it fits those that are used without
 * a model.
 */
import { join } from 'node:path';
import { openEmbedder } from '../../embeddings/embedder.ts';
import { splitSentences } from '../articles/sentences.ts';
import { dataFolders } from '../data-folders.ts';
import { EmbeddedIndex } from '../index/embedded/embedded-index.ts';
import type { IndexEntry, PassageIndex } from '../index/passage-index.ts';
import type { Span } from '../model.ts';
import { projectRoot } from '../project-root.ts';
import { ABSTENTION_WEIGHTS, type AbstentionSignals } from '../search/abstention.ts';
import { embeddingTexts } from '../search/embedding-texts.ts';
import type { SentenceEvidence } from '../search/features.ts';
import { PASSAGE_WEIGHTS, SENTENCE_WEIGHTS, vectorNeed } from '../search/fusion.ts';
import { passageTerms } from '../search/passage-terms.ts';
import { rankPassages, type ScoredPassage } from '../search/rank.ts';
import { type ParagraphQuestion, type PlainArticle, readDatasets } from './datasets.ts';
import { type Case, type Choice, dot, fitLogistic, fitSoftmax } from './softmax-fit.ts';

interface Entry extends IndexEntry {
  readonly articleId: string;
  readonly paragraph: number;
  readonly text: string;
  readonly sentences: readonly Span[];
}
interface Asked extends ParagraphQuestion {
  readonly vector: Float32Array | null;
}

const SENTENCE_KEYS = Object.keys(SENTENCE_WEIGHTS) as (keyof typeof SENTENCE_WEIGHTS)[];
const PASSAGE_KEYS = Object.keys(PASSAGE_WEIGHTS) as (keyof typeof PASSAGE_WEIGHTS)[];
const ABSTENTION_KEYS = Object.keys(ABSTENTION_WEIGHTS) as (keyof typeof ABSTENTION_WEIGHTS)[];

const root = projectRoot();
const shared = process.argv[2] ?? join(root, '../shared');
const byWords = process.argv[3] === 'words';
const { squad } = await readDatasets(root, shared);
if (squad === null) throw new Error(`There are no questions in ${shared}`);
const embedder = await openEmbedder({
  model: 'footnote-static-v1',
  bundledDir: join(root, 'embeddings/models'),
  cacheDir: dataFolders(join(root, 'data')).models,
});

const entries: Entry[] = [];
for (const article of squad.articles) entries.push(...(await entriesOf(article, entries.length)));
const asked: Asked[] = [];
for (const question of squad.questions) {
  const vector = byWords ? null : await embedder.embedQuery(question.question);
  asked.push({ ...question, vector });
}
const articles = squad.articles.map(({ id }) => id);

await fitRanking();
await fitAbstention();
await embedder.close();

async function entriesOf(article: PlainArticle, firstSlot: number): Promise<Entry[]> {
  const made: Entry[] = [];
  for (const [index, text] of article.paragraphs.entries()) {
    const sentences = splitSentences(text, 'en');
    const told = { text, sentences, title: article.title, section: null };
    const texts = embeddingTexts(told);
    const [vector, ...sentenceVectors] = await embedder.embedPassages([
      texts.passage,
      ...texts.sentences,
    ]);
    const slot = firstSlot + index;
    made.push({
      ...passageTerms({ ...told, language: 'en' }),
      text,
      sentences,
      slot,
      articleId: article.id,
      articleIds: [article.id],
      embedding: `${article.id} ${index}`,
      paragraph: index + 1,
      vector: vector as Float32Array,
      sentenceVectors,
    });
  }
  return made;
}

async function indexOf(chosen: readonly IndexEntry[]): Promise<PassageIndex> {
  const index = new EmbeddedIndex(embedder.dimensions);
  await index.upsert(chosen);
  await index.publish({ added: chosen.map(({ slot }) => slot), removed: [], moved: [] });
  return index;
}

interface Learned {
  readonly article: string;
  readonly need: number;
  readonly candidates: readonly ScoredPassage[];
  readonly right: number;
  /** Of the right passage: which sentences hold an answer. */
  readonly holds: readonly boolean[];
}

async function fitRanking(): Promise<void> {
  const index = await indexOf(entries);
  const { meanLength: usualLength } = await index.statistics();
  const learned: Learned[] = [];
  for (const question of asked) {
    const { scored: candidates } = await rankPassages(index, question.question, question.vector, {
      count: 1,
    });
    const right = candidates.findIndex(({ passage }) => isRight(question, passage.slot));
    const entry = entries[candidates[right]?.passage.slot ?? -1];
    const holds = (entry?.sentences ?? []).map(({ start, end }) =>
      question.answers.some((answer) => entry?.text.slice(start, end).includes(answer)),
    );
    const need = vectorNeed(Math.max(0, ...candidates.map(({ evidence }) => evidence.coverage)));
    learned.push({ article: question.article, need, candidates, right, holds });
  }
  const sentenceRow = (evidence: SentenceEvidence, need: number) =>
    SENTENCE_KEYS.map((key) =>
      key === 'vectorUncovered' ? evidence.vector * need : evidence[key],
    );
  const sentenceRows = ({ need }: Learned, { evidence }: ScoredPassage) =>
    evidence.sentences.map((each) => sentenceRow(each, need));
  const sentenceChoice = (each: Learned): Choice => {
    const right = each.candidates[each.right];
    return { rows: right ? sentenceRows(each, right) : [], right: each.holds };
  };
  const passageChoice =
    (sentenceWeights: readonly number[]) =>
    (each: Learned): Choice => ({
      rows: each.candidates.map((candidate) => {
        const { evidence, article, passage } = candidate;
        const values: Record<keyof typeof PASSAGE_WEIGHTS, number> = {
          ...evidence,
          vectorUncovered: evidence.vector * each.need,
          article,
          length: Math.log(Math.max(1, passage.tokens.length) / usualLength),
          sentence: Math.max(
            ...sentenceRows(each, candidate).map((row) => dot(row, sentenceWeights)),
          ),
        };
        return PASSAGE_KEYS.map((key) => values[key]);
      }),
      right: each.candidates.map((_, i) => i === each.right),
    });
  const fitBoth = (chosen: readonly Learned[]) => {
    const sentence = fitSoftmax(chosen.map(sentenceChoice), SENTENCE_KEYS.length);
    const passage = fitSoftmax(chosen.map(passageChoice(sentence)), PASSAGE_KEYS.length);
    return { sentence, passage };
  };
  const unseen = { first: 0, shown: 0, highlight: 0 };
  for (const article of articles) {
    const weights = fitBoth(learned.filter((each) => each.article !== article));
    for (const each of learned.filter((one) => one.article === article)) {
      const rank = rankOf(passageChoice(weights.sentence)(each), weights.passage);
      if (rank === 0) unseen.first++;
      if (rank < 3) unseen.shown++;
      if (each.right >= 0 && rankOf(sentenceChoice(each), weights.sentence) === 0)
        unseen.highlight++;
    }
  }
  const share = (hits: number) => (hits / asked.length).toFixed(4);
  console.log(
    `unseen articles: first ${share(unseen.first)}, among 3 ${share(unseen.shown)},`,
    `highlighted ${share(unseen.highlight)}`,
  );
  const weights = fitBoth(learned);
  console.log('SENTENCE_WEIGHTS', named(SENTENCE_KEYS, weights.sentence));
  console.log('PASSAGE_WEIGHTS', named(PASSAGE_KEYS, weights.passage));
}

/** How many candidates stand before the first right one. */
function rankOf({ rows, right }: Choice, weights: readonly number[]): number {
  const scores = rows.map((row) => dot(row, weights));
  const best = Math.max(Number.NEGATIVE_INFINITY, ...scores.filter((_, i) => right[i]));
  return best === Number.NEGATIVE_INFINITY ? rows.length : scores.filter((s) => s > best).length;
}

/**
 * Cases: each question asked of all articles, of its own alone and of two (to be answered), and of
 * all others, of one other and of the project's sample articles (to be refused), so that the
 * judgement holds for large and small collections.
 */
async function fitAbstention(): Promise<void> {
  const everything = await indexOf(entries);
  const cases: (Case & { readonly article: string; readonly kind: string })[] = [];
  const ask = async (index: PassageIndex, question: Asked, label: boolean, kind: string) => {
    const { evidence } = await rankPassages(index, question.question, question.vector, {
      count: 1,
    });
    const { signals } = evidence;
    const row = ABSTENTION_KEYS.map((key) =>
      key === 'bias' ? 1 : ((signals as unknown as AbstentionSignals)[key] ?? 0),
    );
    cases.push({ row, label, weight: 1, article: question.article, kind });
  };
  for (const [position, article] of articles.entries()) {
    const next = articles[(position + 1) % articles.length];
    const own = await indexOf(entries.filter(({ articleId }) => articleId === article));
    const two = await indexOf(
      entries.filter(({ articleId }) => articleId === article || articleId === next),
    );
    const others = await indexOf(entries.filter(({ articleId }) => articleId !== article));
    const other = await indexOf(entries.filter(({ articleId }) => articleId === next));
    for (const question of asked.filter((each) => each.article === article)) {
      await ask(everything, question, true, 'all articles');
      await ask(own, question, true, 'own article');
      await ask(two, question, true, 'two articles');
      await ask(others, question, false, 'all others');
      await ask(other, question, false, 'one other');
    }
    for (const index of [own, two, others, other]) await index.close();
  }
  const kinds = [...new Set(cases.map(({ kind }) => kind))];
  const weights = fitLogistic(cases, ABSTENTION_KEYS.length);
  const held = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
  for (const article of articles) {
    const fitted = fitLogistic(
      cases.filter((each) => each.article !== article),
      ABSTENTION_KEYS.length,
    );
    for (const each of cases.filter((one) => one.article === article)) {
      held.get(each.kind)?.push(1 / (1 + Math.exp(-dot(each.row, fitted))));
    }
  }
  for (const threshold of [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5]) {
    const shares = kinds.map((kind) => {
      const values = held.get(kind) ?? [];
      const answered = values.filter((value) => value >= threshold).length / values.length;
      return `${kind} ${(100 * answered).toFixed(1)} %`;
    });
    console.log(`answered from ${threshold}: ${shares.join(', ')}`);
  }
  console.log('ABSTENTION_WEIGHTS', named(ABSTENTION_KEYS, weights));
}

function isRight({ article, paragraph }: Asked, slot: number): boolean {
  const entry = entries[slot];
  return entry?.articleId === article && entry.paragraph === paragraph;
}

function named(keys: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(keys.map((key, i) => [key, Number((values[i] as number).toFixed(2))]));
}
