/** Deleted messages of kept articles: one after the other, each to be decided on by who looks after the articles. */
import type { ButtonInteraction } from 'discord.js';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { type Orphan, orphansAmong, renderOrphan } from '../../src/discord/deleted-originals.ts';
import { renderLine } from '../../src/discord/message.ts';
import { isPrivate } from '../../src/discord/reply.ts';
import { Refusal } from '../../src/refusals.ts';
import { articlesToChange } from '../shared/articles.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';

export const showOriginals = defineButton('originals', async (interaction, _action, turn) => {
  refuseUnlessManager(interaction, turn);
  await show(interaction, turn);
});

export const settleOriginal = defineButton(
  'settleOriginal',
  async (interaction, { message }, turn) => {
    refuseUnlessManager(interaction, turn);
    const { guildId } = interaction;
    if (!turn.originals || guildId === null) throw new Refusal('unavailable');
    await turn.reply.acknowledge('inPlace');
    await turn.originals.decide(guildId, message);
    // What was posted for all who look after the articles tells all of them.
    if (isPrivate(interaction.message)) await show(interaction, turn);
    else await turn.reply.inPlace((say) => renderLine(say('originalStays')));
  },
);

/** Articles of deleted messages that somebody here may decide on, and nobody has. */
export async function undecidedOrphans(
  guildId: string | null,
  turn: Turn,
): Promise<readonly Orphan[]> {
  const gone = guildId === null ? [] : ((await turn.originals?.undecided(guildId)) ?? []);
  return gone.length === 0 ? [] : orphansAmong(gone, await articlesToChange(turn));
}

async function show({ guildId }: ButtonInteraction, turn: Turn): Promise<void> {
  await turn.reply.acknowledge('inPlace');
  const orphans = await undecidedOrphans(guildId, turn);
  const [first] = orphans;
  await turn.reply.inPlace((say) =>
    first ? renderOrphan(say, first, orphans.length) : renderLine(say('originalsNone')),
  );
}
