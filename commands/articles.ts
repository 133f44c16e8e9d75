/** `/articles`: what the bot knows, to be listed and read by anyone, and looked after by few. */
import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { exactly } from '../src/citations/refs.ts';
import { renderOutline } from '../src/discord/article-pages.ts';
import { downloadAttachment } from '../src/discord/attachments.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { renderLine } from '../src/discord/message.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { renderRemoval, renderRestored } from '../src/discord/staged.ts';
import { ADDABLE_ENDINGS } from '../src/intake/content-kind.ts';
import { MAX_BYTES } from '../src/intake/limits.ts';
import { Refusal } from '../src/refusals.ts';
import { showAdded } from './buttons/preview.ts';
import { listOfArticles } from './shared/article-list.ts';
import { articlesToChange, findArticle, suggestArticleChoices } from './shared/articles.ts';
import { isManager, refuseUnlessManager } from './shared/permissions.ts';
import { findRemoved, putBack, suggestRemovedChoices } from './shared/removed.ts';
import { intakeOf, upkeepOf } from './shared/services.ts';

/** What browsers take; longer ones are no addresses. */
const URL_MAX = 2_000;

const articleOption: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  name: 'article',
  description: 'Which one',
  required: true,
  autocomplete: true,
};

export const articles = defineCommand({
  lists: { endings: ADDABLE_ENDINGS },
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
        options: [articleOption],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'add',
        description: 'Add an article from a file or an address (Manage Server)',
        options: [
          {
            type: ApplicationCommandOptionType.Attachment,
            name: 'file',
            description: '{endings:or}, at most 20 MB',
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'url',
            description: 'The address of a page or a document',
            max_length: URL_MAX,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'remove',
        description: 'Take an article out of the folder (Manage Server)',
        options: [articleOption],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'restore',
        description: 'Put back an article that was removed, for up to 30 days (Manage Server)',
        options: [articleOption],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'refresh',
        description: 'Look at the articles folder now (Manage Server)',
      },
    ],
  },

  async run(interaction, turn) {
    const work = SUBCOMMANDS[interaction.options.getSubcommand()];
    if (!work) throw new Refusal('unknownCommand');
    await work(interaction, turn);
  },

  async autocomplete(interaction, turn) {
    const typed = interaction.options.getFocused();
    const subcommand = interaction.options.getSubcommand();
    if (subcommand !== 'restore') {
      return suggestArticleChoices(turn, typed, subcommand === 'remove' ? 'changed' : 'seen');
    }
    // Titles are words, too: of what was removed, nobody else is shown them.
    if (!turn.intake || !isManager(interaction, turn)) return [];
    return suggestRemovedChoices(await turn.intake.removed(), typed);
  },
});

type Subcommand = (interaction: ChatInputCommandInteraction, turn: Turn) => Promise<void>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  async list(interaction, turn) {
    const { reply } = turn;
    await untilReadable(turn, 'privately');
    await reply.privately(await listOfArticles(interaction, turn, 0));
  },

  async show(interaction, turn) {
    const { library, reply } = turn;
    await untilReadable(turn, 'privately');
    const found = await findArticle(turn, interaction.options.getString('article', true));
    const article = await library.article(exactly(found));
    if (!article) throw new Refusal('articleGone');
    await reply.privately((say) => renderOutline(say, article, found));
  },

  async add(interaction, turn) {
    const { reply, attachmentOrigins: origins } = turn;
    refuseUnlessManager(interaction, turn);
    const intake = intakeOf(turn);
    const file = interaction.options.getAttachment('file');
    const url = interaction.options.getString('url')?.trim();
    if ((file === null) === (url === undefined)) throw new Refusal('addOneSource');
    await reply.acknowledge('privately');
    if (url !== undefined) {
      const staged = await intake.stageUrl(url, interaction.user.id);
      await showAdded(staged.id, interaction, turn);
      return;
    }
    if (file === null) return;
    const bytes = await downloadAttachment(file, { origins, maxBytes: MAX_BYTES });
    const { name, contentType } = file;
    const staged = await intake.stageFile(
      { bytes, name, ...(contentType && { contentType }) },
      interaction.user.id,
    );
    await showAdded(staged.id, interaction, turn);
  },

  async remove(interaction, turn) {
    const { reply } = turn;
    refuseUnlessManager(interaction, turn);
    intakeOf(turn);
    await untilReadable(turn, 'privately');
    const all = await articlesToChange(turn);
    const typed = interaction.options.getString('article', true);
    const article = await findArticle(turn, typed, 'changed');
    const together = all.filter(({ file }) => file === article.file).length;
    await reply.privately((say) => renderRemoval(say, article, together));
  },

  async restore(interaction, turn) {
    const { reply } = turn;
    refuseUnlessManager(interaction, turn);
    const intake = intakeOf(turn);
    await reply.acknowledge('privately');
    const typed = interaction.options.getString('article', true);
    const { id } = findRemoved(await intake.removed(), typed);
    const { restored, isRead } = await putBack(id, turn);
    await reply.privately((say) => renderRestored(say, restored, isRead));
  },

  async refresh(interaction, turn) {
    const { reply } = turn;
    refuseUnlessManager(interaction, turn);
    const upkeep = upkeepOf(turn);
    await reply.acknowledge('privately');
    await upkeep.refresh();
    const { articles: n } = upkeep.status();
    await reply.privately((say) => renderLine(say('refreshed', { n })));
  },
};
