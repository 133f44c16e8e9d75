/** A small Library over given articles, for tests of what Discord is told: real slices, real ids. */
import { createHash } from 'node:crypto';
import { contextOf } from '../../src/articles/context.ts';
import { splitSentences } from '../../src/articles/sentences.ts';
import { articleId, citationId } from '../../src/citations/make-citation-id.ts';
import { piecesOf } from '../../src/citations/pieces.ts';
import type { FileRecords } from '../../src/library/files.ts';
import {
  type AskOptions,
  FURTHER_EXCERPTS,
  type LibraryStatus,
  type OpenLibrary,
} from '../../src/library/library.ts';
import { keepQuotes } from '../../src/library/quotes.ts';
import type {
  Answer,
  Article,
  ArticleSummary,
  Block,
  Excerpt,
  Heading,
  Span,
} from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';

/** What an article is made of; `## ` starts a section. */
export interface ArticleSource extends Partial<Omit<Article, 'text' | 'headings' | 'blocks'>> {
  readonly title: string;
  readonly body: readonly string[];
}

/** A library whose articles and status a test may change at any moment. */
export interface MemoryLibrary extends OpenLibrary {
  setArticles(sources: readonly ArticleSource[]): void;
  setStatus(status: Partial<LibraryStatus>): void;
  /** Thrown by the next `ask`, then forgotten. */
  failNext(error: Error): void;
}

/** Nothing can be quoted of it; whether that has changed is told by the map itself. */
const NO_FILES: FileRecords = new Map();

interface Place {
  readonly article: Article;
  readonly paragraph: Block;
  readonly id: string;
}

/** An article whose text holds `body`, one paragraph a line, parted by blank lines. */
export function makeArticle({ title, body, ...rest }: ArticleSource): Article {
  const headings: Heading[] = [];
  const blocks: Block[] = [];
  let text = '';
  let section: string | null = null;
  for (const line of body) {
    if (text !== '') text += '\n\n';
    if (line.startsWith('## ')) {
      section = line.slice(3);
      headings.push({ start: text.length, end: text.length + section.length, depth: 2 });
      text += section;
      continue;
    }
    const start = text.length;
    text += line;
    const number = blocks.length + 1;
    blocks.push({ kind: 'paragraph', start, end: text.length, number, section });
  }
  const file = rest.file ?? `${title.toLowerCase().replace(/\W+/g, '-')}.md`;
  return {
    id: articleId(file, 1),
    part: 1,
    hash: createHash('sha256').update(text).digest('hex'),
    author: null,
    publisher: null,
    published: null,
    url: null,
    language: 'en',
    ...rest,
    file,
    title,
    text,
    headings,
    blocks,
  };
}

/** The excerpt of one paragraph. */
export function makeExcerpt(article: Article, paragraph: Block, sentence = 0): Excerpt {
  const { author, publisher, published, url, file, title } = article;
  const text = article.text.slice(paragraph.start, paragraph.end);
  const sentences = splitSentences(text, article.language).map(
    (span): Span => ({ start: span.start + paragraph.start, end: span.end + paragraph.start }),
  );
  const index = sentences[sentence] ? sentence : 0;
  return {
    start: paragraph.start,
    end: paragraph.end,
    text,
    sentence: index,
    sentences,
    highlight: sentences[index] ?? paragraph,
    score: 1,
    articleId: article.id,
    pieces: piecesOf(article, paragraph),
    context: contextOf(article, paragraph.number, paragraph),
    citation: {
      id: citationId(article.id, text),
      article: title,
      author,
      publisher,
      published,
      section: paragraph.section,
      paragraph: paragraph.number,
      url,
      file,
    },
  };
}

export function makeMemoryLibrary(sources: readonly ArticleSource[]): MemoryLibrary {
  let articles: Article[] = [];
  let places: Place[] = [];
  let status: Partial<LibraryStatus> = {};
  let failure: Error | null = null;
  const awaited: (() => void)[] = [];

  const library: MemoryLibrary = {
    setArticles(sources) {
      articles = sources.map(makeArticle);
      places = articles.flatMap((article) =>
        article.blocks.map((paragraph) => ({
          article,
          paragraph,
          id: makeExcerpt(article, paragraph).citation.id,
        })),
      );
    },
    setStatus(next) {
      status = next;
      if (library.status().passages > 0) for (const resolve of awaited.splice(0)) resolve();
    },
    failNext(error) {
      failure = error;
    },
    whenReady: async () => {},
    whenSearchable: () =>
      library.status().passages > 0
        ? Promise.resolve()
        : new Promise((resolve) => void awaited.push(resolve)),
    status: () => ({
      phase: 'ready',
      done: places.length,
      total: places.length,
      remainingMs: null,
      articles: articles.length,
      passages: places.length,
      model: 'none',
      changedAt: null,
      ...status,
    }),
    async ask(question, { count, filter }: AskOptions): Promise<Answer> {
      if (failure) {
        const error = failure;
        failure = null;
        throw error;
      }
      const asked = wordsOf(question);
      const scored = places
        .filter(({ article }) => !filter?.articleId || article.id === filter.articleId)
        .map((place) => ({ place, ...bestSentence(place, asked) }))
        .sort((a, b) => b.score - a.score);
      const answered = (scored[0]?.score ?? 0) >= 0.5;
      return {
        question,
        judgement: answered ? 'answers' : 'no-answer',
        answered,
        byWordsAlone: false,
        excerpts: scored.slice(0, count).map(({ place, sentence, score }) => ({
          ...makeExcerpt(place.article, place.paragraph, sentence),
          score,
        })),
        further: scored
          .slice(count, count + FURTHER_EXCERPTS)
          .map(({ place, sentence }) => ({ id: place.id, sentence })),
        evidence: { confidence: scored[0]?.score ?? 0, signals: {}, reading: null },
        tookMs: 0,
      };
    },
    async excerpt({ id, sentence = 0 }) {
      const place = places.find((place) => place.id === id);
      if (id.startsWith('zzzzzz')) throw new Refusal('notVerbatim', { id, file: 'changed.md' });
      return place ? makeExcerpt(place.article, place.paragraph, sentence) : null;
    },
    quotes: keepQuotes(() => NO_FILES).quotes,
    async trace({ id }) {
      const excerpt = await library.excerpt({ id });
      return excerpt ? { state: 'current', excerpt } : { state: 'unknown' };
    },
    article: async (ref) => articles.find(({ id }) => id === ref.id) ?? null,
    passages: async (ref) =>
      places.filter(({ article }) => article.id === ref.id).map(({ id }) => id),
    reading: async () => null,
    unread: async () => [],
    currentFiles: async () => new Map(),
    refresh: async () => {},
    withdraw: async () => {},
    articlesUnder: (folder) => articles.filter(({ file }) => file.startsWith(`${folder}/`)).length,
    exampleQuestions: async () => [],
    async explain(question, filter) {
      const answer = await library.ask(question, { count: 1, ...(filter && { filter }) });
      const thresholds = { mayAnswerFrom: 0.5, answersFrom: 0.5 };
      return { answer, thresholds, candidates: [] };
    },
    articles: async () => articles.map(summarise),
    suggestArticles: async (typed, limit) =>
      articles
        .filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()))
        .slice(0, limit)
        .map(summarise),
    close: async () => {},
  };
  library.setArticles(sources);
  return library;
}

function summarise({
  text: _text,
  hash: _hash,
  headings: _headings,
  blocks,
  ...rest
}: Article): ArticleSummary {
  return { ...rest, paragraphs: blocks.length };
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
}

function bestSentence({ article, paragraph }: Place, asked: ReadonlySet<string>) {
  const { sentences = [] } = makeExcerpt(article, paragraph);
  const scores = sentences.map(({ start, end }) => {
    const words = wordsOf(article.text.slice(start, end));
    const shared = [...asked].filter((word) => words.has(word)).length;
    return shared / Math.max(1, asked.size);
  });
  const score = Math.max(0, ...scores);
  return { score, sentence: Math.max(0, scores.indexOf(score)) };
}
