/** `/library`: what the bot knows, to be listed and read by anyone. */
import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import { exactly } from '../src/citations/refs.ts';
import { renderOutline } from '../src/discord/article-pages.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { Refusal } from '../src/refusals.ts';
import { listOfArticles } from './shared/article-list.ts';
import { articleOption, findArticle, suggestArticleChoices } from './shared/articles.ts';

export const library = defineCommand({
  data: {
    name: 'library',
    description: 'What I know: list the articles and read them',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'list',
        description: 'List the articles',
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'show',
        description: 'Show what an article is made of, and read it',
        options: [articleOption],
      },
    ],
  },

  async run(interaction, turn) {
    const subcommand = interaction.options.getSubcommand();
    if (subcommand !== 'list' && subcommand !== 'show') throw new Refusal('unknownCommand');
    await untilReadable(turn, 'privately');
    if (subcommand === 'list') {
      await turn.reply.privately(await listOfArticles(interaction, turn, 0));
    } else await show(interaction, turn);
  },

  async autocomplete(interaction, turn) {
    return suggestArticleChoices(turn, interaction.options.getFocused());
  },
});

async function show({ options }: ChatInputCommandInteraction, turn: Turn): Promise<void> {
  const found = await findArticle(turn, options.getString('article', true));
  const article = await turn.library.article(exactly(found));
  if (!article) throw new Refusal('articleGone');
  await turn.reply.privately((say) => renderOutline(say, article, found));
}
