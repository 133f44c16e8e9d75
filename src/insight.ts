/** Lets the playground's page look into the library: articles, how they were read, why an answer. */

import { piecesOf } from './citations/pieces.ts';
import { markedIn } from './citations/quote.ts';
import { articleRefOf, inCollection } from './citations/refs.ts';
import { sayIn } from './languages/say.ts';
import type { Candidate, Library, OpenLibrary } from './library/library.ts';
import type { Article } from './model.ts';
import type { Insight } from './playground/insight.ts';
import type { InsightArticle, InsightCandidate } from './playground/page/wire.ts';

/** The page speaks English. */
const say = sayIn('en');

/** Enough to choose from at first sight. */
const SUGGESTED = 3;

/** What the page sees of a library. */
export function libraryInsight(library: OpenLibrary): Insight {
  return {
    suggestedQuestions: async () => {
      await library.whenReady();
      return library.exampleQuestions(SUGGESTED);
    },
    async article(citationId) {
      const trace = await library.trace({ id: citationId });
      if (trace.state !== 'current' && trace.state !== 'moved') return null;
      const { start, end } = trace.excerpt;
      const article = await library.article(articleRefOf(trace.excerpt));
      return article && { ...(await describe(article, library)), passage: { start, end } };
    },
    async explain({ question, options }) {
      const { article, publisher, since, until } = options;
      const { answer, thresholds, candidates } = await library.explain(question, {
        ...(await articleFilter(library, article)),
        ...(typeof publisher === 'string' && { publisher }),
        ...(typeof since === 'string' && { since }),
        ...(typeof until === 'string' && { until }),
      });
      const { confidence, signals, reading } = answer.evidence;
      return {
        judgement: answer.judgement,
        confidence,
        thresholds,
        signals,
        reading,
        candidates: ranked(candidates),
      };
    },
  };
}

/** People pick an article, which gives its id, or type its title. */
async function articleFilter(library: Library, typed: unknown): Promise<{ articleId?: string }> {
  if (typeof typed !== 'string') return {};
  if (await library.article({ id: typed })) return { articleId: typed };
  const [first] = await library.suggestArticles(typed, 1);
  return first ? { articleId: first.id } : {};
}

async function describe(
  article: Article,
  library: OpenLibrary,
): Promise<Omit<InsightArticle, 'passage'>> {
  const reading = await library.reading(article.file);
  const { title, author, publisher, published, url, language, file, text } = article;
  const blocks = article.blocks.map(({ start, end, number, section }) => ({
    ...{ start, end, number, section, pieces: piecesOf(article, { start, end }) },
  }));
  return {
    ...{ title, author, publisher, published, url, language, file, text, blocks },
    dropped: (reading?.dropped ?? []).map((line) => ({ ...line, reason: say.tell(line.reason) })),
    warnings: (reading?.warnings ?? []).map((warning) => say.tell(warning)),
  };
}

/**
 * Ranks in each index are those among the candidates; a passage without any of the words has none,
 * and no passage has one by vector where the question had none.
 */
function ranked(candidates: readonly Candidate[]): InsightCandidate[] {
  const byWords = [...candidates].sort((a, b) => b.lexical - a.lexical);
  const byVector = [...candidates].sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0));
  return candidates.map((candidate) => {
    const { excerpt, lexical, similarity, reading, fused } = candidate;
    const { start, highlight, pieces, citation, text } = excerpt;
    return {
      citationId: citation.id,
      ...inCollection(excerpt),
      title: citation.article,
      paragraph: citation.paragraph,
      text,
      start,
      pieces,
      highlight,
      marked: markedIn(excerpt) !== null,
      lexicalRank: lexical > 0 ? byWords.indexOf(candidate) + 1 : null,
      lexicalScore: lexical,
      vectorRank: similarity === null ? null : byVector.indexOf(candidate) + 1,
      similarity,
      reading,
      fused,
    };
  });
}
