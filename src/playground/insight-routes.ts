/** Answers the side panel's questions about articles and answers. */
import { Hono } from 'hono';
import { isCitationId } from '../citations/citation-id.ts';
import { Refusal } from '../refusals.ts';
import type { AskedQuestions } from './asked.ts';
import type { Insight } from './insight.ts';
import type { ExplainedQuestion, InsightArticle, InsightQuestions } from './page/wire.ts';

/**
 * The routes below `/insight`. Refusals are thrown.
 */
export function insightRoutes(insight: Insight | null, asked: AskedQuestions): Hono {
  const app = new Hono();
  if (insight === null)
    return app.all('*', () => {
      throw new Refusal('noSidePanel');
    });

  app.get('/questions', async (c) => {
    const questions = await insight.suggestedQuestions();
    return c.json({ questions } satisfies InsightQuestions);
  });

  app.get('/article', async (c) => {
    const id = c.req.query('id') ?? '';
    const article = isCitationId(id) ? await insight.article(id) : null;
    if (article === null) throw new Refusal('passageGone');
    return c.json(article satisfies InsightArticle);
  });

  app.get('/explain', async (c) => {
    const question = asked.find(c.req.query('as') ?? '', c.req.query('of') ?? null);
    if (question === null) throw new Refusal('nothingAsked');
    const explained = { ...question, ...(await insight.explain(question)) };
    return c.json(explained satisfies ExplainedQuestion);
  });
  return app;
}
