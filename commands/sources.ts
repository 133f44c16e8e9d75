/** `/sources`: what keeps the articles fresh by itself, looked after by few. */
import {
  type APIApplicationCommandIntegerOption,
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { InCollection } from '../src/citations/refs.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { commandMention } from '../src/discord/command-mention.ts';
import { nameIn } from '../src/discord/command-words.ts';
import { renderLine } from '../src/discord/message.ts';
import { sourceName } from '../src/discord/source-lines.ts';
import { lookReport, renderSources } from '../src/discord/source-list.ts';
import { renderSourcePreview, renderSourceRemoval } from '../src/discord/source-preview.ts';
import { Refusal } from '../src/refusals.ts';
import {
  LONGEST_PATTERN,
  MOST_AN_HOUR,
  MOST_ARTICLES,
  USUAL_AN_HOUR,
} from '../src/sources/limits.ts';
import { type Announcing, MAX_NAME, type WantedSource } from '../src/sources/source.ts';
import {
  readCount,
  readInterval,
  readKeep,
  readName,
  readPattern,
} from '../src/sources/source-settings.ts';
import { refuseUnlessManager } from './shared/permissions.ts';
import { sourcesOf } from './shared/services.ts';
import {
  findSource,
  lookNow,
  setting,
  shownSources,
  suggestSourceChoices,
} from './shared/sources.ts';

/** What browsers take; longer ones are no addresses. */
const URL_MAX = 2_000;
const SETTING_MAX = 20;

/** Where a bot may post, and people read. */
const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
] as const;

const sourceOption = (isRequired: boolean): APIApplicationCommandStringOption => ({
  type: ApplicationCommandOptionType.String,
  name: 'source',
  description: isRequired ? 'Which one' : 'Which one (if left out, all)',
  required: isRequired,
  autocomplete: true,
  max_length: MAX_NAME,
});

const hourlyOption: APIApplicationCommandIntegerOption = {
  type: ApplicationCommandOptionType.Integer,
  name: 'hourly',
  description: 'How many announcements an hour at most (if left out, 5)',
  min_value: 1,
  max_value: MOST_AN_HOUR,
};

export const sources = defineCommand({
  data: {
    name: 'sources',
    description: 'Where articles come from by themselves: feeds, pages, sitemaps',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'list',
        description: 'How each source does, what failed and what waits for you',
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'add',
        description: 'Add a feed, a page, a sitemap or an llms.txt, seen before it is kept',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'address',
            description: 'Its address',
            required: true,
            max_length: URL_MAX,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'name',
            description:
              'What to call it: small letters, digits, hyphens (if left out, by its address)',
            max_length: MAX_NAME,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'only',
            description: 'Only articles whose address fits, such as */blog/**',
            max_length: LONGEST_PATTERN,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'every',
            description: 'How often to look: 30m, 6h or 2d',
            max_length: SETTING_MAX,
          },
          {
            type: ApplicationCommandOptionType.Integer,
            name: 'most',
            description: 'How many articles to look at, the newest first',
            min_value: 1,
            max_value: MOST_ARTICLES,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'keep',
            description:
              'What to keep: the newest 200, or those of the last 90d (if left out, all)',
            max_length: SETTING_MAX,
          },
          {
            type: ApplicationCommandOptionType.Channel,
            name: 'announce',
            description: 'The channel to announce new articles in (if left out, none)',
            channel_types: [...CHANNEL_TYPES],
          },
          hourlyOption,
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'remove',
        description: 'Remove a source, with its articles or without',
        options: [sourceOption(true)],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'refresh',
        description: 'Look at a source now, or at all of them',
        options: [sourceOption(false)],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'announce',
        description: 'Set where new articles of a source are announced, or end it',
        options: [
          sourceOption(true),
          {
            type: ApplicationCommandOptionType.Channel,
            name: 'channel',
            description: 'The channel (if left out, nothing is announced any more)',
            channel_types: [...CHANNEL_TYPES],
          },
          hourlyOption,
        ],
      },
    ],
  },

  async run(interaction, turn) {
    refuseUnlessManager(interaction, turn);
    const work = SUBCOMMANDS[interaction.options.getSubcommand()];
    if (!work) throw new Refusal('unknownCommand');
    await work(interaction, turn);
  },

  async autocomplete(interaction, { sources }) {
    const isRefresh = interaction.options.getSubcommand(false) === 'refresh';
    // Folders are this machine's: they are neither looked at nor changed from here.
    return suggestSourceChoices(
      sources,
      interaction.options.getFocused(),
      ({ source }) => !isRefresh || source.kind !== 'folder',
    );
  },
});

type Subcommand = (interaction: ChatInputCommandInteraction, turn: Turn) => Promise<void>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  async list({ locale }, turn) {
    const shown = shownSources(turn, sourcesOf(turn), 0, locale);
    await turn.reply.privately((say) => renderSources(say, shown));
  },

  async add(interaction, turn) {
    const { reply } = turn;
    const service = sourcesOf(turn);
    const wanted = wantedIn(interaction);
    await reply.acknowledge('privately');
    const announce = await announcingIn(interaction, turn, 'announce');
    const preview = await service.preview(
      { ...wanted, ...(announce && { announce }) },
      interaction.user.id,
    );
    await reply.privately((say) => renderSourcePreview(say, preview));
  },

  async remove(interaction, turn) {
    const status = findSource(sourcesOf(turn), interaction.options.getString('source', true));
    const { kind, name } = status.source;
    if (kind === 'folder') throw new Refusal('sourceOnMachine', { name });
    await turn.reply.privately((say) => renderSourceRemoval(say, status, inChanged(turn)));
  },

  async refresh(interaction, turn) {
    const { reply, upkeep } = turn;
    const service = sourcesOf(turn);
    const typed = interaction.options.getString('source');
    const name = typed === null ? undefined : findSource(service, typed).source.name;
    await reply.acknowledge('privately');
    const { results, goOn } = await lookNow([service.refresh(name)]);
    // What came is kept, whether or not the folder can be looked at just now.
    await upkeep?.refresh().catch(() => {});
    const goesOn = goOn ? commandMention(turn, 'sources list', interaction.locale) : null;
    await reply.privately((say) => renderLine(lookReport(say, results, goesOn)));
  },

  async announce(interaction, turn) {
    const { reply } = turn;
    const service = sourcesOf(turn);
    const { source } = findSource(service, interaction.options.getString('source', true));
    if (source.kind === 'folder') throw new Refusal('sourceOnMachine', { name: source.name });
    await reply.acknowledge('privately');
    const announcing = await announcingIn(interaction, turn, 'channel');
    await service.announce(source.name, announcing);
    const name = sourceName(source.name);
    await reply.privately((say) => {
      if (announcing === null) return renderLine(say('announcingEnded', { name }));
      const { channel, mostAnHour: n } = announcing;
      return renderLine(say('announcing', { name, channel: `<#${channel}>`, n }));
    });
  },
};

/** Where a source is that is looked after here. */
function inChanged({ access }: Turn): InCollection {
  const key = access.changes?.key ?? '';
  return key === '' ? {} : { collection: key };
}

/** What is wanted, where it is announced aside. @throws Refusal `badSourceFlag`. */
function wantedIn({ options, locale }: ChatInputCommandInteraction): WantedSource {
  const field = (option: string) => nameIn(locale, `sources add ${option}`);
  const text = (option: string) => options.getString(option);
  const name = setting(field('name'), text('name'), readName);
  const only = setting(field('only'), text('only'), readPattern);
  const everyMs = setting(field('every'), text('every'), readInterval);
  const keep = setting(field('keep'), text('keep'), readKeep);
  const count = options.getInteger('most');
  const most = setting(field('most'), count === null ? null : String(count), (said) =>
    readCount(said, MOST_ARTICLES),
  );
  return {
    address: options.getString('address', true).trim(),
    ...(name !== undefined && { name }),
    ...(only !== undefined && { only }),
    ...(everyMs !== undefined && { everyMs }),
    ...(most !== undefined && { most }),
    ...(keep !== undefined && { keep }),
  };
}

/**
 * Where new articles are to be announced; null for nowhere. A channel's id may be anybody's: the bot
 * asks Discord whose it is.
 * @throws Refusal `announceElsewhere` for a channel of another server, `announceUnseen`.
 */
async function announcingIn(
  { options, guildId }: ChatInputCommandInteraction,
  { serverOfChannel }: Pick<Turn, 'serverOfChannel'>,
  option: 'announce' | 'channel',
): Promise<Announcing | null> {
  // Also one that Discord knows nothing of, which discord.js would pass over.
  const channel = options.get(option)?.value;
  if (channel === undefined) return null;
  if (typeof channel !== 'string') throw new Refusal('announceUnseen');
  const server = await serverOfChannel(channel);
  if (server === null || server !== guildId) throw new Refusal('announceElsewhere');
  return { channel, mostAnHour: options.getInteger('hourly') ?? USUAL_AN_HOUR };
}
