/** An Insight over any Library, for tests of the page: ranks by order, nothing of the indexes. */
import { FootnoteError } from '../../src/errors.ts';
import type { Library } from '../../src/library/library.ts';
import type { Excerpt } from '../../src/model.ts';
import type { Insight, InsightCandidate } from '../../src/playground/insight.ts';

/** Candidates in an explanation. */
const CANDIDATES = 5;

function candidate(excerpt: Excerpt, index: number): InsightCandidate {
  const { citation, text, start, highlight, score } = excerpt;
  return {
    citationId: citation.id,
    title: citation.article,
    paragraph: citation.paragraph,
    text,
    highlight: { start: highlight.start - start, end: highlight.end - start },
    lexicalRank: index + 1,
    lexicalScore: score,
    vectorRank: null,
    similarity: null,
    fused: score,
  };
}

/** @param questions what is suggested to newcomers. */
export function makeInsight(library: Library, questions: readonly string[]): Insight {
  return {
    async suggestedQuestions() {
      await library.whenReady();
      return questions;
    },
    async article(citationId) {
      const excerpt = library.excerpt(citationId);
      const article = excerpt && library.article(excerpt.articleId);
      if (!excerpt || !article) return null;
      const reading = library.reading(article.file);
      return {
        ...article,
        passage: { start: excerpt.start, end: excerpt.end },
        dropped: reading?.dropped ?? [],
        warnings: reading?.warnings ?? [],
      };
    },
    async explain({ question }) {
      if (question === '') throw new FootnoteError('bad-request', 'There is no question.');
      const { answered, evidence, excerpts } = await library.ask(question, { count: CANDIDATES });
      const candidates = excerpts.map(candidate);
      return { answered, answerFrom: 0.5, ...evidence, candidates };
    },
  };
}
