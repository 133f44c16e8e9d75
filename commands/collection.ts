/** `/collection`: a server's own articles as a whole, for those who look after them. */
import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { renderCollection } from '../src/discord/collection-page.ts';
import { defineCommand, type Turn } from '../src/discord/command.ts';
import { commandMention } from '../src/discord/command-mention.ts';
import { renderLine } from '../src/discord/message.ts';
import type { Say } from '../src/languages/say.ts';
import { Refusal } from '../src/refusals.ts';
import { collectionNames, isOfServer } from './shared/collections.ts';
import { refuseUnlessManager } from './shared/permissions.ts';

export const collection = defineCommand({
  data: {
    name: 'collection',
    description: 'This server’s own articles: room left, what is seen, delete all',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
  },

  async run(interaction, turn) {
    refuseUnlessManager(interaction, turn);
    await turn.reply.acknowledge('privately');
    await showCollection(interaction, turn, 'privately');
  },
});

/** Shows what the server of an interaction looks after. @throws Refusal `unavailable`. */
export async function showCollection(
  { locale }: { readonly locale: string },
  turn: Turn,
  how: 'privately' | 'inPlace',
): Promise<void> {
  const { access, communities, quotas, reply } = turn;
  const command = commandMention(turn, 'articles add', locale);
  const shown = access.changes;
  if (shown === null) throw new Refusal('unavailable');
  const found = communities.collections.byId(shown.id);
  if (found === null) {
    await reply[how]((say) => renderLine(say('collectionNone', { command })));
    return;
  }
  const counts = await quotas?.use();
  const nameOf = await collectionNames(turn);
  const isDefault = found.key === '';
  const isOwn = isOfServer(found, access.server) && communities.care !== undefined;
  const notes = (say: Say): string[] => {
    if (isDefault) return [say('collectionIsDefault', { command })];
    const seen = say(found.seesDefault ? 'collectionSeesDefault' : 'collectionHidesDefault');
    return isOwn ? [seen] : [seen, say('collectionOfOperator')];
  };
  await reply[how]((say) =>
    renderCollection(say, {
      key: found.key,
      title: nameOf(say, found),
      use: counts && quotas ? { counts, limits: quotas.limits } : null,
      seesDefault: found.seesDefault,
      isOwn,
      notes: notes(say),
    }),
  );
}
