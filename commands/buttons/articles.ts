/** The buttons of the list of articles, of an outline, and of an article's pages. */
import { renderList, renderOutline, renderReading } from '../../src/discord/article-pages.ts';
import { defineButton } from '../../src/discord/command.ts';
import { refuseUnlessReadable } from '../../src/discord/readiness.ts';
import type { Library } from '../../src/library/library.ts';
import type { Article } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';

export const list = defineButton('list', async (_interaction, { page }, { library, reply }) => {
  await reply.inPlace((say) => renderList(say, library.articles(), page));
});

export const outline = defineButton(
  'outline',
  async (_interaction, { articleId }, { library, reply }) => {
    const article = articleOf(library, articleId);
    await reply.inPlace((say) => renderOutline(say, article));
  },
);

export const read = defineButton(
  'read',
  async (_interaction, { articleId, page }, { library, reply }) => {
    const article = articleOf(library, articleId);
    await reply.inPlace((say) => renderReading(say, article, page));
  },
);

function articleOf(library: Library, id: string): Article {
  const article = library.article(id);
  if (article) return article;
  refuseUnlessReadable(library);
  throw new Refusal('articleGone');
}
