/** The buttons of the list of articles, of an outline, and of an article's pages; and Source, which opens one. */
import { excerptOf } from '../../src/citations/look-up.ts';
import { articleRefOf, exactly, inCollection } from '../../src/citations/refs.ts';
import { renderOutline, renderPassage, renderReading } from '../../src/discord/article-pages.ts';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { historyOf, originalLines, outlineNotes } from '../../src/discord/freshness.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import type { Article } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { listOfArticles } from '../shared/article-list.ts';
import { whyMissing } from '../shared/excerpts.ts';

export const list = defineButton('list', async (interaction, { page }, turn) => {
  const { reply } = turn;
  await untilReadable(turn, 'inPlace');
  await reply.inPlace(await listOfArticles(interaction, turn, page));
});

export const outline = defineButton('outline', async ({ message }, action, turn) => {
  const article = await articleOf(turn, action);
  const { file } = article;
  const history = turn.histories?.historyOf({ file, ...inCollection(action) }) ?? null;
  await turn.reply.inPlace((say) => ({
    ...renderOutline(say, article, action),
    content: [
      ...outlineNotes(say, history, message.createdTimestamp),
      ...originalLines(say, turn, article.url),
    ].join('\n'),
  }));
});

export const read = defineButton('read', async (_interaction, action, turn) => {
  const article = await articleOf(turn, action);
  await turn.reply.inPlace((say) => renderReading(say, article, action.page, action));
});

export const source = defineButton('source', async ({ message }, { ref }, turn) => {
  await untilReadable(turn, 'privately');
  const excerpt = await excerptOf(turn.library, exactly(ref));
  const article = excerpt && (await turn.library.article(articleRefOf(excerpt)));
  if (!article) throw await whyMissing(turn.library, exactly(ref));
  const history = historyOf(turn, excerpt);
  await turn.reply.privately((say) =>
    renderPassage(say, article, excerpt, [
      ...outlineNotes(say, history, message.createdTimestamp),
      ...originalLines(say, turn, article.url),
    ]),
  );
});

async function articleOf(turn: Turn, action: Parameters<typeof articleRefOf>[0]): Promise<Article> {
  await untilReadable(turn, 'inPlace');
  const article = await turn.library.article(articleRefOf(action));
  if (article) return article;
  throw new Refusal('articleGone');
}
