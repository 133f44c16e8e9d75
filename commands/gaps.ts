/** `/gaps`: what the articles could not answer, and answers that did not help, for those who look after them. */
import {
  ApplicationCommandOptionType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { rows, sureButtons } from '../src/discord/buttons.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { lookUpDisliked, renderGapList } from '../src/discord/gap-list.ts';
import { renderLine } from '../src/discord/message.ts';
import { nameOf } from '../src/discord/passage-layout.ts';
import { type DislikedPassage, dislikedPassages } from '../src/feedback/disliked.ts';
import { gapsToCsv } from '../src/gaps/csv.ts';
import type { Gap } from '../src/gaps/gap-log.ts';
import { groupGaps } from '../src/gaps/group.ts';
import { Refusal } from '../src/refusals.ts';
import { refuseUnlessManager } from './shared/permissions.ts';

export const gaps = defineCommand({
  data: {
    name: 'gaps',
    description: 'Questions that the articles could not answer, and answers that did not help',
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
    await turn.reply.acknowledge('privately');
    const [asked, said] = [(await turn.gaps?.list()) ?? [], (await turn.feedback?.list()) ?? []];
    const isClearing = interaction.options.getSubcommand() === 'clear';
    if (isClearing && asked.length + said.length > 0) {
      await confirm(asked.length + said.length, turn);
      return;
    }
    const disliked = dislikedPassages(said);
    if (isClearing || asked.length + disliked.length === 0) throw new Refusal('gapsNone');
    await show(asked, disliked, turn);
  },
});

async function show(
  asked: readonly Gap[],
  disliked: readonly DislikedPassage[],
  { gaps: log, library, publicUrlOf, reply }: Turn,
): Promise<void> {
  const groups = groupGaps(
    asked.flatMap(({ question, at }) => (question === null ? [] : { question, at })),
  );
  const found = await lookUpDisliked(library, disliked, publicUrlOf);
  const titled = found.map((one) => ({
    ...one,
    title: one.excerpt && nameOf(one.excerpt.citation),
  }));
  const attachment = Buffer.from(gapsToCsv(groups, titled), 'utf8');
  const list = {
    ...{ unanswered: asked.length, groups, disliked: found },
    ...{ retentionDays: log?.retentionDays ?? 0, keepsTexts: log?.keepsTexts ?? false },
  };
  await reply.privately((say) => ({
    ...renderGapList(say, list),
    files: [{ attachment, name: 'gaps.csv' }],
  }));
}

async function confirm(n: number, { reply }: Turn): Promise<void> {
  await reply.privately((say) => ({
    ...renderLine(say('gapsClearSure', { n })),
    components: rows(sureButtons(say, [[say('button.forget'), { name: 'forget' }]])),
  }));
}
