/** The buttons of the list of articles, of an outline, and of an article's pages. */
import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { renderList, renderOutline, renderReading } from '../../src/discord/article-pages.ts';
import { defineButton } from '../../src/discord/command.ts';
import type { MessageBody } from '../../src/discord/render.ts';
import type { Library } from '../../src/library/library.ts';
import type { Article } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessReadable } from '../shared/readiness.ts';

export const list = defineButton('list', async (interaction, { page }, { library, say }) => {
  await turnTo(interaction, renderList(say, library.articles(), page));
});

export const outline = defineButton(
  'outline',
  async (interaction, { articleId }, { library, say }) => {
    await turnTo(interaction, renderOutline(say, articleOf(library, articleId)));
  },
);

export const read = defineButton(
  'read',
  async (interaction, { articleId, page }, { library, say }) => {
    await turnTo(interaction, renderReading(say, articleOf(library, articleId), page));
  },
);

function articleOf(library: Library, id: string): Article {
  const article = library.article(id);
  if (article) return article;
  refuseUnlessReadable(library);
  throw new Refusal('articleGone');
}

/** In one's own message the page is turned; beside everyone's, one's own is opened. */
async function turnTo(interaction: ButtonInteraction, body: MessageBody): Promise<void> {
  if (interaction.message.flags.has(MessageFlags.Ephemeral)) await interaction.update(body);
  else await interaction.reply({ ...body, flags: MessageFlags.Ephemeral });
}
