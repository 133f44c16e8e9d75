/** Answers the side panel's questions about articles and answers. */
import { Hono } from 'hono';
import { isCitationId } from '../citations/citation-id.ts';
import { FootnoteError } from '../errors.ts';
import type { AskedQuestions } from './asked.ts';
import type { Insight } from './insight.ts';
import type { ExplainedQuestion, InsightArticle, InsightQuestions } from './page/wire.ts';

/**
 * The routes below `/insight`. Refusals are thrown: `not-found` with a sentence for the page, or
 * what the insight throws.
 */
export function insightRoutes(insight: Insight | null, asked: AskedQuestions): Hono {
  const app = new Hono();
  if (insight === null)
    return app.all('*', () => {
      const words = 'This playground was started without its side panel.';
      throw new FootnoteError('not-found', words);
    });

  app.get('/questions', async (c) => {
    const questions = await insight.suggestedQuestions();
    return c.json({ questions } satisfies InsightQuestions);
  });

  app.get('/article', async (c) => {
    const id = c.req.query('id') ?? '';
    const article = isCitationId(id) ? await insight.article(id) : null;
    if (article === null)
      throw new FootnoteError('not-found', 'No article has this passage any more.');
    return c.json(article satisfies InsightArticle);
  });

  app.get('/explain', async (c) => {
    const question = asked.find(c.req.query('as') ?? '', c.req.query('of') ?? null);
    if (question === null)
      throw new FootnoteError('not-found', 'Ask something first, then look here.');
    const explained = { ...question, ...(await insight.explain(question)) };
    return c.json(explained satisfies ExplainedQuestion);
  });
  return app;
}
