/** `/settings`: what the managers of a server choose for it, in one private message of menus. */
import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { defineCommand } from '../src/discord/command.ts';
import { digestClosedLine } from '../src/discord/digest-message.ts';
import { renderSettings } from '../src/discord/settings-page.ts';
import { refuseUnlessServerManager } from './shared/permissions.ts';

export const settings = defineCommand({
  data: {
    name: 'settings',
    description: 'How I behave on this server: language, mentions, channels, quote cards',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
  },

  async run(interaction, turn) {
    const server = refuseUnlessServerManager(interaction, turn);
    await turn.reply.acknowledge('privately');
    // As it is kept, whatever another process changed lately.
    const now = await turn.settings.change(server, {});
    const closed = (await turn.digests?.closedFor(server)) ?? null;
    await turn.reply.privately((say) =>
      renderSettings(say, {
        settings: now,
        problem: closed && { of: 'digest', words: digestClosedLine(say, closed) },
      }),
    );
  },
});
