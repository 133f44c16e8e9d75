/** Answers the side panel's questions about articles and answers. */
import { isCitationId } from '../citations/citation-id.ts';
import { FootnoteError } from '../errors.ts';
import type { AskedQuestions } from './asked.ts';
import type { Insight } from './insight.ts';

/**
 * @param url of the request, below `/insight/`.
 * @returns the body of the answer.
 * @throws FootnoteError `not-found` with a sentence for the page, or what the insight throws.
 */
export async function answerInsight(
  insight: Insight | null,
  asked: AskedQuestions,
  url: URL,
): Promise<unknown> {
  if (insight === null)
    throw new FootnoteError('not-found', 'This playground was started without its side panel.');
  switch (url.pathname) {
    case '/insight/questions':
      return { questions: await insight.suggestedQuestions() };
    case '/insight/article': {
      const id = url.searchParams.get('id') ?? '';
      const article = isCitationId(id) ? await insight.article(id) : null;
      if (article === null)
        throw new FootnoteError('not-found', 'No article has this passage any more.');
      return article;
    }
    case '/insight/explain': {
      const userId = url.searchParams.get('as') ?? '';
      const question = asked.find(userId, url.searchParams.get('of'));
      if (question === null)
        throw new FootnoteError('not-found', 'Ask something first, then look here.');
      return { ...question, ...(await insight.explain(question)) };
    }
    default:
      throw new FootnoteError('not-found', 'There is nothing here.');
  }
}
