/** Lets the playground's page look into the library: articles, how they were read, why an answer. */

import { FootnoteError } from './errors.ts';
import { sayIn } from './languages/say.ts';
import type { Candidate, Library } from './library/library.ts';
import type { Article } from './model.ts';
import type { Insight, InsightArticle, InsightCandidate } from './playground/insight.ts';
import { isRefusal } from './refusals.ts';

/** The page speaks English. */
const say = sayIn('en');

/** Enough to choose from at first sight. */
const SUGGESTED = 3;

/** What the page sees of a library. */
export function libraryInsight(library: Library): Insight {
  return {
    suggestedQuestions: async () => {
      return inWords(library.whenReady().then(() => library.exampleQuestions(SUGGESTED)));
    },
    async article(citationId) {
      const trace = library.trace(citationId);
      if (trace.state !== 'current' && trace.state !== 'moved') return null;
      const { start, end, articleId } = trace.excerpt;
      const article = library.article(articleId);
      return article && { ...describe(article, library), passage: { start, end } };
    },
    async explain({ question, options }) {
      const { article, publisher, since, until } = options;
      const explaining = library.explain(question, {
        ...articleFilter(library, article),
        ...(typeof publisher === 'string' && { publisher }),
        ...(typeof since === 'string' && { since }),
        ...(typeof until === 'string' && { until }),
      });
      const { answer, answerFrom, candidates } = await inWords(explaining);
      const { confidence, signals } = answer.evidence;
      return {
        answered: answer.answered,
        confidence,
        answerFrom,
        signals,
        candidates: ranked(candidates),
      };
    },
  };
}

/** The page shows the sentence of a refusal. */
async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new FootnoteError('not-ready', say.tell(error), { cause: error });
  }
}

/** People pick an article, which gives its id, or type its title. */
function articleFilter(library: Library, typed: unknown): { articleId?: string } {
  if (typeof typed !== 'string') return {};
  if (library.article(typed)) return { articleId: typed };
  const [first] = library.suggestArticles(typed, 1);
  return first ? { articleId: first.id } : {};
}

function describe(article: Article, library: Library): Omit<InsightArticle, 'passage'> {
  const reading = library.reading(article.file);
  const { title, author, publisher, published, url, language, file, text, paragraphs } = article;
  return {
    ...{ title, author, publisher, published, url, language, file, text, paragraphs },
    dropped: (reading?.dropped ?? []).map((line) => ({ ...line, reason: say.tell(line.reason) })),
    warnings: (reading?.warnings ?? []).map((warning) => say.tell(warning)),
  };
}

/** Ranks in each index are those among the candidates; a passage without any of the words has none. */
function ranked(candidates: readonly Candidate[]): InsightCandidate[] {
  const byWords = [...candidates].sort((a, b) => b.lexical - a.lexical);
  const byVector = [...candidates].sort((a, b) => b.similarity - a.similarity);
  return candidates.map((candidate) => {
    const { excerpt, lexical, similarity, fused } = candidate;
    const { start, highlight, citation, text } = excerpt;
    return {
      citationId: citation.id,
      title: citation.article,
      paragraph: citation.paragraph,
      text,
      highlight: { start: highlight.start - start, end: highlight.end - start },
      lexicalRank: lexical > 0 ? byWords.indexOf(candidate) + 1 : null,
      lexicalScore: lexical,
      vectorRank: byVector.indexOf(candidate) + 1,
      similarity,
      fused,
    };
  });
}
