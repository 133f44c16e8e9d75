/** What can be done with a message: reply, copy, its commands, delete. */
import { askingCall, callsOf, labelOf } from '../composer/calls.ts';
import type { PageContext } from '../context.ts';
import { COMMAND_TYPE, displayName, MANAGE_MESSAGES, MESSAGE_FLAG } from '../discord.ts';
import { button, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { type MenuItem, openMenu } from '../widgets/menu.ts';
import type { Message } from '../wire.ts';
import { words } from '../words/words.ts';
import { citesIn, textOf } from './words.ts';

/** Who asked for a message of the bot's, and by which interaction or message. */
export function whoAsked(
  message: Message,
): { readonly userId: string; readonly id: string } | null {
  const { interaction_metadata: interaction, referenced_message: mention, author } = message;
  if (author.bot !== true) return null;
  if (interaction !== undefined) return { userId: interaction.user.id, id: interaction.id };
  return mention ? { userId: mention.author.id, id: mention.id } : null;
}

function itemsFor(message: Message, page: PageContext): MenuItem[] {
  const { snapshot } = page;
  if (snapshot === null) return [];
  const isPrivate = ((message.flags ?? 0) & MESSAGE_FLAG.ephemeral) !== 0;
  const mayManage = (BigInt(snapshot.permissions) & MANAGE_MESSAGES) !== 0n;
  const items: MenuItem[] = [];
  const channel = snapshot.channels.find(({ id }) => id === snapshot.channelId);
  if (!isPrivate && channel?.mayWrite === true)
    items.push({
      label: words.reply,
      lead: icon('reply'),
      group: 'message',
      run: () => page.replyTo(message.id),
    });
  const text = textOf(message);
  if (text !== '')
    items.push({
      label: words.copyText,
      lead: icon('copy'),
      group: 'message',
      run: () => void navigator.clipboard?.writeText(text),
    });
  if (!isPrivate)
    for (const command of snapshot.commands.filter(({ type }) => type === COMMAND_TYPE.message))
      items.push({
        label: labelOf(command),
        lead: icon('apps'),
        group: 'apps',
        run: () =>
          void page.act({ do: 'message-command', name: command.name, messageId: message.id }),
      });
  const asked = whoAsked(message);
  const command = message.interaction_metadata?.name;
  const isAnswer =
    citesIn(message) ||
    (command !== undefined && askingCall(callsOf(snapshot.commands))?.call.name === command);
  if (asked?.userId === snapshot.me && isAnswer)
    items.push({
      label: words.why,
      lead: icon('question'),
      group: 'why',
      run: () => page.openEvidence(asked.id),
    });
  if (!isPrivate && (mayManage || message.author.id === snapshot.me))
    items.push({
      label: words.deleteMessage,
      lead: icon('bin'),
      danger: true,
      group: 'delete',
      run: () => void page.act({ do: 'delete', messageId: message.id }),
    });
  return items;
}

/** The bar at a message's corner; what it offers is looked up when it is opened. */
export function messageToolbar(message: Message, page: PageContext): HTMLElement {
  const label = words.actionsFor(displayName(message.author));
  const more = button(
    {
      'aria-label': label,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      title: words.more,
      'data-key': 'more',
    },
    () => openMenu(more, label, itemsFor(message, page)),
    icon('more'),
  );
  return h('div', { class: 'toolbar' }, more);
}
