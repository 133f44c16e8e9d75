/** Answers the side panel's questions about articles and answers. */
import { type Context, Hono } from 'hono';
import { isCitationId } from '../citations/citation-id.ts';
import { Refusal } from '../refusals.ts';
import type { AskedQuestions } from './asked.ts';
import type { Insight } from './insight.ts';
import type { ExplainedQuestion, InsightArticle } from './page/wire.ts';
import { placeOf } from './place.ts';
import type { World } from './stand-in/world.ts';

/**
 * The routes below `/insight`. Refusals are thrown.
 */
export function insightRoutes(insight: Insight | null, asked: AskedQuestions, world: World): Hono {
  const app = new Hono();
  if (insight === null)
    return app.all('*', () => {
      throw new Refusal('noSidePanel');
    });

  const here = (c: Context) =>
    placeOf(world, c.req.query('as') ?? '', c.req.query('channel') ?? null);

  app.get('/suggestions', async (c) => c.json(await insight.suggestions(here(c))));

  app.get('/article', async (c) => {
    const id = c.req.query('id') ?? '';
    const collection = c.req.query('collection');
    const pointer = { id, ...(collection !== undefined && { collection }) };
    const article = isCitationId(id) ? await insight.article(pointer, here(c)) : null;
    if (article === null) throw new Refusal('passageGone');
    return c.json(article satisfies InsightArticle);
  });

  app.get('/explain', async (c) => {
    const as = c.req.query('as') ?? '';
    const found = asked.find(as, c.req.query('of') ?? null);
    if (found === null) throw new Refusal('nothingAsked');
    const at = placeOf(world, as, found.channelId);
    const { asked: question, channelId, after } = found;
    const explained = { ...question, channelId, ...(await insight.explain(question, at, after)) };
    return c.json(explained satisfies ExplainedQuestion);
  });
  return app;
}
