/** “Use in my DMs” and its opposite: what is kept for that is said, and forgotten when it is revoked. */
import { button, rows } from '../../src/discord/buttons.ts';
import { defineButton } from '../../src/discord/command.ts';
import { commandMention } from '../../src/discord/command-mention.ts';
import { escapeMarkdown, oneLine } from '../../src/discord/escape.ts';
import { renderLine } from '../../src/discord/message.ts';
import { Refusal } from '../../src/refusals.ts';
import { nameForMember } from '../shared/direct-messages.ts';

/** Named after what it does: what begins with `use` looks like something else. */
export const chooseForMessages = defineButton(
  'useInMessages',
  async (interaction, _action, turn) => {
    const { access, communities, reply } = turn;
    const { collections, directMessages } = communities;
    const { server } = access;
    // Whoever presses it on a server is in it.
    if (!directMessages || server === null || collections.ofServer(server).length === 0) {
      throw new Refusal('noOwnArticles');
    }
    await reply.acknowledge('privately');
    await directMessages.choose(interaction.user.id, server);
    const name = escapeMarkdown(oneLine(await nameForMember(server, turn)));
    const command = commandMention(turn, 'about', interaction.locale);
    await reply.privately((say) => ({
      ...renderLine(say('messagesUsed', { name, command })),
      components: rows([button(say('button.stopInMessages'), { name: 'stopInMessages', server })]),
    }));
  },
);

export const stopInMessages = defineButton(
  'stopInMessages',
  async (interaction, { server }, turn) => {
    const { communities, reply } = turn;
    await reply.acknowledge('privately');
    const { directMessages } = communities;
    const chosen = (await directMessages?.chosenBy(interaction.user.id)) ?? [];
    // What somebody never chose has no name for them.
    const name = chosen.includes(server) ? await nameForMember(server, turn) : server;
    await directMessages?.revoke(interaction.user.id, server);
    await reply.privately((say) =>
      renderLine(say('messagesStopped', { name: escapeMarkdown(oneLine(name)) })),
    );
  },
);
