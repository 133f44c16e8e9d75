/** One message: who, when, in answer to what, and everything in it. */
import { callsOf, labelOf } from '../composer/calls.ts';
import type { PageContext } from '../context.ts';
import { COMMAND_TYPE, displayName, MESSAGE_FLAG } from '../discord.ts';
import { append, button, type Child, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { formatTime } from '../markdown/names.ts';
import { markdown } from '../markdown/render.ts';
import type { Message } from '../wire.ts';
import { words } from '../words/words.ts';
import { messageToolbar } from './actions.ts';
import { renderAttachment } from './attachment.ts';
import { avatar } from './avatar.ts';
import { renderComponent } from './components.ts';
import { renderEmbed } from './embed.ts';
import { thinkingLine } from './pending.ts';
import { previewOf } from './words.ts';

/** The start of a quoted message, in characters. */
const PREVIEW = 120;

/** The element id of a message. */
export function messageNodeId(id: string): string {
  return `message-${id}`;
}

/** A moment as Discord writes it beside a name. */
function when(timestamp: string): string {
  const date = new Date(timestamp);
  const isToday = date.toDateString() === new Date().toDateString();
  return formatTime(date.getTime() / 1000, isToday ? 't' : 'f');
}

/** A command's name as it is shown here; as it was sent where the command is gone. */
function shownName(name: string, isSlash: boolean, { snapshot }: PageContext): string {
  const commands = snapshot?.commands ?? [];
  if (isSlash) return callsOf(commands).find((call) => call.name === name)?.label ?? name;
  const command = commands.find((one) => one.type === COMMAND_TYPE.message && one.name === name);
  return command === undefined ? name : labelOf(command);
}

function usedCommand(message: Message, page: PageContext): Child {
  const { interaction_metadata: asked } = message;
  if (asked === undefined || asked.name === undefined) return null;
  const isSlash = asked.target_message_id === undefined;
  const name = shownName(asked.name, isSlash, page);
  const command = isSlash ? `/${name}` : name;
  return h(
    'div',
    { class: 'reply' },
    avatar(asked.user, 'small'),
    h('span', { class: 'reply-name' }, displayName(asked.user)),
    h('span', { class: 'reply-text' }, words.used(command)),
  );
}

function repliedTo({ referenced_message: to }: Message, page: PageContext): Child {
  if (to === undefined || to === null) return null;
  const text = previewOf(to, page.names, PREVIEW) || words.aMessage;
  return h(
    'div',
    { class: 'reply' },
    avatar(to.author, 'small'),
    h('span', { class: 'reply-name' }, displayName(to.author)),
    ' ',
    h('span', { class: 'reply-text' }, text),
  );
}

function privateNote(message: Message, page: PageContext): HTMLElement {
  const dismiss = button(
    { class: 'link', 'data-key': 'dismiss' },
    () => void page.act({ do: 'dismiss', messageId: message.id }),
    words.dismiss,
  );
  return h('div', { class: 'private-note' }, icon('eye'), words.onlyYouCan, ' • ', dismiss);
}

/**
 * A message's element.
 * @param joined it follows one of the same person's closely: no picture and name of its own.
 */
export function renderMessage(message: Message, page: PageContext, joined: boolean): HTMLElement {
  const flags = message.flags ?? 0;
  const isPrivate = (flags & MESSAGE_FLAG.ephemeral) !== 0;
  const isLoading = (flags & MESSAGE_FLAG.loading) !== 0;
  // What a layout does not show itself is not shown.
  const attachments = (flags & MESSAGE_FLAG.layout) !== 0 ? [] : message.attachments;
  const name = displayName(message.author);
  const time = h('time', { datetime: message.timestamp }, when(message.timestamp));
  const mentioned =
    !isPrivate && (message.mentions ?? []).some(({ id }) => id === page.snapshot?.me);
  const classes = ['message', isPrivate && 'private', joined && 'joined', mentioned && 'mentioned'];
  const body = h('div', { class: 'body' });
  const failed = h('div', { class: 'failed', role: 'alert' });

  const use = (node: HTMLButtonElement, what: Parameters<PageContext['act']>[0]) => {
    failed.textContent = '';
    node.classList.add('busy');
    node.setAttribute('aria-busy', 'true');
    void page.act(what).then((result) => {
      // The message is usually drawn anew by then; otherwise the press is over.
      const done = () => {
        node.classList.remove('busy');
        node.removeAttribute('aria-busy');
      };
      if (result?.interactionId === undefined) done();
      else
        page.whenOver(result.interactionId, (failure) => {
          done();
          failed.textContent = failure ?? '';
        });
    });
  };
  const scope = { messageId: message.id, page, use };
  if (isLoading) append(body, thinkingLine(name));
  if (message.content !== '')
    append(body, h('div', { class: 'markup' }, ...markdown(message.content, page.names)));
  const edited = message.edited_timestamp !== null && message.edited_timestamp !== undefined;
  if (edited && !isPrivate) append(body, h('small', { class: 'edited' }, words.edited));
  append(
    body,
    ...message.embeds.map((embed) => renderEmbed(embed, page)),
    ...attachments.map(renderAttachment),
    ...(message.components ?? []).map((one) => renderComponent(one, scope)),
    failed,
    isPrivate && privateNote(message, page),
  );
  const nameId = `${messageNodeId(message.id)}-name`;
  const header = h(
    'div',
    { class: 'header' },
    h('span', { class: 'name', id: nameId }, name),
    message.author.bot === true && h('span', { class: 'tag' }, words.app),
    time,
  );
  return h(
    'article',
    {
      id: messageNodeId(message.id),
      class: classes.filter(Boolean).join(' '),
      tabindex: -1,
      'aria-labelledby': nameId,
    },
    joined ? null : (usedCommand(message, page) ?? repliedTo(message, page)),
    h(
      'div',
      { class: 'columns' },
      joined ? h('span', { class: 'gutter' }, time.cloneNode(true)) : avatar(message.author),
      h('div', { class: 'content' }, header, body),
    ),
    isLoading ? null : messageToolbar(message, page),
  );
}
