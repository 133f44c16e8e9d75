/** `/articles`: what the bot knows, looked after by few; everyone lists and reads it by `/library`. */
import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { downloadAttachment } from '../src/discord/attachments.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { renderLine } from '../src/discord/message.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { renderRemoval, renderRestored } from '../src/discord/staged.ts';
import { ADDABLE_ENDINGS } from '../src/intake/content-kind.ts';
import { MAX_BYTES } from '../src/intake/limits.ts';
import { Refusal } from '../src/refusals.ts';
import { showAdded } from './buttons/preview.ts';
import {
  articleOption,
  articlesToChange,
  findArticle,
  suggestArticleChoices,
} from './shared/articles.ts';
import { isManager, refuseUnlessManager } from './shared/permissions.ts';
import { findRemoved, putBack, suggestRemovedChoices } from './shared/removed.ts';
import { intakeOf, upkeepOf } from './shared/services.ts';

/** What browsers take; longer ones are no addresses. */
const URL_MAX = 2_000;

export const articles = defineCommand({
  lists: { endings: ADDABLE_ENDINGS },
  data: {
    name: 'articles',
    description: 'Look after the articles: add, take out, put back',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'add',
        description: 'Add an article from a file or an address',
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
        description: 'Take an article out of the folder',
        options: [articleOption],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'restore',
        description: 'Put back an article that was removed, for up to 30 days',
        options: [articleOption],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'refresh',
        description: 'Look at the articles folder now',
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
    if (subcommand !== 'restore') return suggestArticleChoices(turn, typed, 'changed');
    // Titles are words, too: of what was removed, nobody else is shown them.
    if (!turn.intake || !isManager(interaction, turn)) return [];
    return suggestRemovedChoices(await turn.intake.removed(), typed);
  },
});

type Subcommand = (interaction: ChatInputCommandInteraction, turn: Turn) => Promise<void>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
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
