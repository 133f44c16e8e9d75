/** `/gaps`: the questions that the articles could not answer, for those who look after them. */
import {
  type APIEmbed,
  ApplicationCommandOptionType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { rows, sureButtons } from '../src/discord/buttons.ts';
import { COLOURS } from '../src/discord/colours.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { instantMark } from '../src/discord/dates.ts';
import { escapedLabel } from '../src/discord/label.ts';
import { linesWithin } from '../src/discord/lines.ts';
import { renderEmbed, renderLine } from '../src/discord/message.ts';
import { gapsToCsv } from '../src/gaps/csv.ts';
import type { Gap, GapLog } from '../src/gaps/gap-log.ts';
import { groupGaps } from '../src/gaps/group.ts';
import { Refusal } from '../src/refusals.ts';
import { refuseUnlessManager } from './shared/permissions.ts';

/** Of the message: a few screens of a phone; the file has all of them. */
const ROOM = { units: 3_000, bytes: 6_000 };
/** UTF-16 units of a question in the message. */
const QUESTION_MAX = 150;

export const gaps = defineCommand({
  data: {
    name: 'gaps',
    description: 'Questions that the articles could not answer (Manage Server)',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'list',
        description: 'Show them, grouped by likeness, with a file to download',
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'clear',
        description: 'Delete them all',
      },
    ],
  },

  async run(interaction, turn) {
    refuseUnlessManager(interaction, turn);
    const { gaps: log } = turn;
    if (!log) throw new Refusal('gapsOff');
    await turn.reply.acknowledge('privately');
    const kept = await log.list();
    if (kept.length === 0) throw new Refusal('gapsNone');
    if (interaction.options.getSubcommand() === 'clear') await confirm(kept.length, turn);
    else await show(log, kept, turn);
  },
});

async function show(log: GapLog, kept: readonly Gap[], { reply }: Turn): Promise<void> {
  const groups = groupGaps(
    kept.flatMap(({ question, at }) => (question === null ? [] : { question, at })),
  );
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const lines = groups.map(({ question, count, lastAt }) => {
    const text = escapedLabel(question, QUESTION_MAX);
    return `**${count}×** ${text} · ${instantMark(lastAt, 'R')}`;
  });
  const attachment = Buffer.from(gapsToCsv(groups), 'utf8');
  await reply.privately((say) => {
    const embed: APIEmbed = {
      color: COLOURS.notice,
      title: say('gapsTitle', { n: total }),
      description: linesWithin(lines, ROOM, (n) => say('gapsMore', { n })),
      footer: { text: say('gapsKept', { n: log.retentionDays }) },
    };
    return { ...renderEmbed(embed), files: [{ attachment, name: 'gaps.csv' }] };
  });
}

async function confirm(n: number, { reply }: Turn): Promise<void> {
  await reply.privately((say) => ({
    ...renderLine(say('gapsClearSure', { n })),
    components: rows(sureButtons(say, [[say('button.forget'), { name: 'forget' }]])),
  }));
}
