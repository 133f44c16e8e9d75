/** `/stats`: how the articles are used, in numbers, for those who look after them. */
import {
  ApplicationCommandOptionType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { defineCommand } from '../src/discord/command.ts';
import { instantMark } from '../src/discord/dates.ts';
import { digestClosedLine } from '../src/discord/digest-message.ts';
import { renderUse } from '../src/discord/use-layout.ts';
import { Refusal } from '../src/refusals.ts';
import { plusDays, startOf } from '../src/statistics/days.ts';
import { reportUse } from '../src/statistics/use-report.ts';
import { refuseUnlessManager } from './shared/permissions.ts';

/** Days that are told of, today the last of them. */
const PERIODS = { week: 7, month: 30 } as const;
type Period = keyof typeof PERIODS;

export const stats = defineCommand({
  data: {
    name: 'stats',
    description: 'How the articles are used: questions, gaps, quotes',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'period',
        description: 'How far back to look (a week if left out)',
        choices: [
          { name: '7 days', value: 'week' },
          { name: '30 days', value: 'month' },
        ],
      },
    ],
  },

  async run(interaction, turn) {
    refuseUnlessManager(interaction, turn);
    const { statistics, library, feedback, access, digests, reply } = turn;
    if (!statistics) throw new Refusal('unavailable');
    await reply.acknowledge('privately');
    const n = PERIODS[periodIn(interaction.options.getString('period'))];
    const to = statistics.today();
    const report = await reportUse(
      { statistics, library, feedback, own: access.changes?.key ?? '' },
      { from: plusDays(to, 1 - n), to },
    );
    const { guildId } = interaction;
    const closed = guildId === null ? null : ((await digests?.closedFor(guildId)) ?? null);
    await reply.privately((say) =>
      renderUse(say, report, {
        title: say('statsTitle', { n }),
        before: (count) => say('statsBefore', { n, count }),
        withChart: true,
        notes: [
          say('statsSince', { date: instantMark(startOf(report.since), 'D') }),
          ...(closed === null ? [] : [digestClosedLine(say, closed)]),
        ],
      }),
    );
  },
});

/** Discord's own check is a hint to its client only: anything can be sent. */
function periodIn(typed: string | null): Period {
  return typed === 'month' ? 'month' : 'week';
}
