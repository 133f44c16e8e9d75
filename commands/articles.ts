/** `/articles`: what the bot knows, to be listed and read by anyone. */
import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { renderList, renderOutline } from '../src/discord/article-pages.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { FootnoteError } from '../src/errors.ts';
import { findArticle, suggestArticleChoices } from './shared/articles.ts';
import { refuseUnlessReadable } from './shared/readiness.ts';

export const articles = defineCommand({
  data: {
    name: 'articles',
    description: 'What I know: list the articles, read them, look after them',
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
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'article',
            description: 'Which one',
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
  },

  async run(interaction, turn) {
    const work = SUBCOMMANDS[interaction.options.getSubcommand()];
    if (!work) throw new FootnoteError('not-found', turn.say('unknownCommand'));
    await work(interaction, turn);
  },

  autocomplete(interaction: AutocompleteInteraction, { library }) {
    return suggestArticleChoices(library, interaction.options.getFocused());
  },
});

type Subcommand = (interaction: ChatInputCommandInteraction, turn: Turn) => Promise<void>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  async list(interaction, { library, say }) {
    refuseUnlessReadable(library, say);
    const body = renderList(say, library.articles(), 0);
    await interaction.reply({ ...body, flags: MessageFlags.Ephemeral });
  },

  async show(interaction, { library, say }) {
    refuseUnlessReadable(library, say);
    const { id } = findArticle(library, interaction.options.getString('article', true), say);
    const article = library.article(id);
    if (!article) throw new FootnoteError('not-found', say('articleGone'));
    await interaction.reply({ ...renderOutline(say, article), flags: MessageFlags.Ephemeral });
  },
};
