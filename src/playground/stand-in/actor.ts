/** What a person can do in Discord: run commands, press buttons, fill in forms, write, look. */
import {
  type APIMessage,
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
  InteractionType,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { Refusal } from '../../refusals.ts';
import { availableCommands } from './available.ts';
import type { IncomingFile } from './files.ts';
import { allComponents, type FieldValue, fillForm, kindsOfSelect } from './forms.ts';
import { createMessage, deleteMessage, isVisible, messagesIn } from './messages.ts';
import {
  buildOptions,
  emptyResolved,
  type OptionValue,
  resolvedOrNothing,
  resolveId,
} from './options.ts';
import { canSee, mayIn } from './permissions.ts';
import { isObject, type JsonObject } from './rules/problems.ts';
import { CHANNELS, channelType } from './seed.ts';
import { type InteractionDraft, type SentInteraction, sendInteraction } from './sent.ts';
import {
  type Channel,
  type InteractionRecord,
  publish,
  type StoredCommand,
  type StoredMessage,
  type World,
} from './world.ts';

/** A command as it is run. */
interface CommandCall {
  /** The name, with the group and the subcommand after it: `articles add`. */
  readonly name: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Where; the server's general channel by default. */
  readonly channelId?: string;
}

/** How a component is used. */
interface ComponentUse {
  /** Sends a custom id that is not on the message, as a forger would; checked otherwise. */
  readonly forged?: boolean;
}

/**
 * One person's side. Functions throw a Refusal, which is for that person, when
 * Discord's client would not let it happen: an unknown command, a message that can't be seen.
 */
export interface Actor {
  readonly userId: string;
  /** Commands of all kinds that this person is offered in a channel. */
  commands(channelId?: string): StoredCommand[];
  /**
   * Runs a slash command. Neither the values nor `default_member_permissions` are checked: both are
   * only hints of the client's, and a server's administrators can open a command to everyone.
   */
  runCommand(call: CommandCall): Promise<SentInteraction>;
  /** Types into an option; `reply().choices` of what comes back are the suggestions. */
  autocomplete(call: CommandCall & { readonly focused: string }): Promise<SentInteraction>;
  /** Runs a message command on a message. */
  runMessageCommand(name: string, messageId: string): Promise<SentInteraction>;
  /** Presses a button. */
  click(messageId: string, customId: string, use?: ComponentUse): Promise<SentInteraction>;
  /**
   * Chooses from a select menu; `values` are option values or ids. Of options it takes those that there
   * are, and as many as the menu asks for, unless forged.
   */
  select(
    messageId: string,
    customId: string,
    values: readonly string[],
    use?: ComponentUse,
  ): Promise<SentInteraction>;
  /**
   * Sends off the form that answered an interaction of this person's.
   * @param interactionId of the interaction that was answered with the form.
   * @param fields by the field's custom id.
   */
  submitModal(
    interactionId: string,
    fields?: Readonly<Record<string, FieldValue>>,
  ): Promise<SentInteraction>;
  /**
   * Writes a message.
   * @param replyTo the id of the message that it replies to.
   * @param pings whether a reply pings whom it replies to, as it does unless that is switched off.
   */
  sendMessage(
    channelId: string,
    content: string,
    attachments?: readonly IncomingFile[],
    replyTo?: string,
    pings?: boolean,
  ): Promise<APIMessage>;
  /** What this person sees of a channel, oldest first. */
  visibleMessages(channelId?: string): APIMessage[];
  /** One message, null when this person does not see it (any more). */
  message(messageId: string): APIMessage | null;
  /** Puts an ephemeral message away. */
  dismiss(messageId: string): Promise<void>;
  /** Deletes a message: one's own, or any with Manage Messages. */
  deleteMessage(messageId: string): Promise<void>;
}

/** Whether a person can choose this in Discord's client: of channels those of the server, of the menu's types. */
function isOffered(
  world: World,
  menu: JsonObject,
  values: readonly string[],
  { serverId }: Channel,
): boolean {
  const { min_values: least = 1, max_values: most = 1 } = menu;
  const isNumber = values.length >= Number(least) && values.length <= Number(most);
  const isDistinct = new Set(values).size === values.length;
  if (!isNumber || !isDistinct) return false;
  if (menu.type === ComponentType.StringSelect) {
    const options = Array.isArray(menu.options) ? menu.options.filter(isObject) : [];
    return values.every((one) => options.some(({ value }) => value === one));
  }
  if (menu.type !== ComponentType.ChannelSelect) return true;
  const types = Array.isArray(menu.channel_types) ? menu.channel_types : null;
  return values.every((one) => {
    const channel = world.channels.get(one);
    if (channel === undefined || channel.serverId !== serverId) return false;
    return types === null || types.includes(channelType(channel));
  });
}

/** What people's mentions are honoured of. */
const MENTIONS = ['users', 'roles'];

type Seen = readonly [message: StoredMessage, channel: Channel];

function findVisible(world: World, userId: string, messageId: string): Seen | null {
  const message = world.messages.get(messageId);
  const channel = world.channels.get(message?.channelId ?? '');
  if (!message || !channel || !isVisible(message, userId) || !canSee(world, userId, channel))
    return null;
  return [message, channel];
}

function visible(world: World, userId: string, messageId: string): Seen {
  const found = findVisible(world, userId, messageId);
  if (found === null) throw new Refusal('messageUnseen');
  return found;
}

function formOf(world: World, userId: string, interactionId: string): InteractionRecord {
  const interaction = [...world.interactions.values()].find(({ id }) => id === interactionId);
  if (interaction?.userId !== userId || interaction.outcome?.modal == null)
    throw new Refusal('formUnseen');
  return interaction;
}

/** @returns the person's side. @throws Refusal `noSuchPerson` for someone who does not exist. */
export function createActor(world: World, userId: string): Actor {
  if (!world.users.has(userId) || userId === world.bot.id) throw new Refusal('noSuchPerson');

  const enter = (channelId: string = CHANNELS.general): Channel => {
    const channel = world.channels.get(channelId);
    if (channel === undefined || !canSee(world, userId, channel))
      throw new Refusal('channelUnseen');
    return channel;
  };
  const find = (channel: Channel, name: string, type: ApplicationCommandType): StoredCommand => {
    const command = availableCommands(world, channel, null).find(
      (one) => one.name === name && one.type === type,
    );
    if (command === undefined) throw new Refusal('noSuchCommand', { name });
    return command;
  };
  const send = (channel: Channel, draft: InteractionDraft) =>
    sendInteraction(world, userId, channel, draft);

  const slash = (call: CommandCall, type: InteractionType, focused: string | null) => {
    const channel = enter(call.channelId);
    const [name = '', ...path] = call.name.split(' ');
    const command = find(channel, name, ApplicationCommandType.ChatInput);
    const built = buildOptions(world, channel, command, path, call.options ?? {}, focused);
    const resolved = resolvedOrNothing(built.resolved);
    return send(channel, {
      type,
      // As Discord shows it: with the group and the subcommand.
      commandName: call.name,
      focusedType: built.focusedType,
      data: {
        id: command.id,
        name,
        type: command.type,
        ...(built.options.length > 0 ? { options: built.options } : {}),
        ...(resolved === undefined ? {} : { resolved }),
        ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      },
    });
  };

  const component = (
    messageId: string,
    customId: string,
    { forged = false }: ComponentUse,
    fallbackType: ComponentType,
    data: (found: JsonObject, channel: Channel) => JsonObject,
  ) => {
    const [source, channel] = visible(world, userId, messageId);
    const found = allComponents(source.data.components).find((one) => one.custom_id === customId);
    if (!forged && (found === undefined || found.disabled === true))
      throw new Refusal('notPressable');
    const used = found ?? { type: fallbackType, style: ButtonStyle.Secondary };
    return send(channel, {
      type: InteractionType.MessageComponent,
      source,
      metadata: { interacted_message_id: messageId },
      data: {
        id: used.id ?? 0,
        custom_id: customId,
        component_type: used.type,
        ...data(used, channel),
      },
    });
  };

  return {
    userId,
    commands: (channelId) => availableCommands(world, enter(channelId), userId),
    runCommand: async (call) => slash(call, InteractionType.ApplicationCommand, null),
    autocomplete: async (call) =>
      slash(call, InteractionType.ApplicationCommandAutocomplete, call.focused),
    async runMessageCommand(name, messageId) {
      const [message, channel] = visible(world, userId, messageId);
      if (message.visibleTo !== null) throw new Refusal('noMenuHere');
      const command = find(channel, name, ApplicationCommandType.Message);
      return send(channel, {
        type: InteractionType.ApplicationCommand,
        commandName: name,
        metadata: { target_message_id: messageId },
        data: {
          id: command.id,
          name,
          type: command.type,
          target_id: messageId,
          resolved: { messages: { [messageId]: message.data } },
          ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
        },
      });
    },
    click: async (messageId, customId, use = {}) =>
      component(messageId, customId, use, ComponentType.Button, () => ({})),
    select: async (messageId, customId, values, use = {}) =>
      component(messageId, customId, use, ComponentType.StringSelect, (found, channel) => {
        if (!use.forged && !isOffered(world, found, values, channel))
          throw new Refusal('notPressable');
        const resolved = emptyResolved();
        const kinds = kindsOfSelect(Number(found.type));
        for (const id of values) resolveId(world, channel, id, kinds, resolved);
        return { values: [...values], resolved: resolvedOrNothing(resolved) };
      }),
    async submitModal(interactionId, fields = {}) {
      const opener = formOf(world, userId, interactionId);
      const channel = enter(opener.channelId);
      const modal = opener.outcome?.modal;
      const resolved = emptyResolved();
      const components = fillForm(world, channel, modal?.components, fields, resolved);
      const source = world.messages.get(opener.sourceMessageId ?? '');
      return send(channel, {
        type: InteractionType.ModalSubmit,
        ...(source === undefined ? {} : { source }),
        metadata: { triggering_interaction_metadata: opener.metadata },
        data: { custom_id: modal?.custom_id, components, resolved: resolvedOrNothing(resolved) },
      });
    },
    async sendMessage(channelId, content, attachments = [], replyTo, pings = true) {
      const channel = enter(channelId);
      const needed = Permission.SendMessages | (attachments.length ? Permission.AttachFiles : 0n);
      if (!mayIn(world, userId, channel, needed)) throw new Refusal('mayNotWrite');
      const reference = replyTo === undefined ? {} : { message_reference: { message_id: replyTo } };
      const silent = pings ? {} : { allowed_mentions: { parse: MENTIONS, replied_user: false } };
      return createMessage(world, {
        channel,
        authorId: userId,
        body: { content, ...reference, ...silent },
        files: attachments,
        mentionsByDefault: MENTIONS,
      }).data;
    },
    visibleMessages: (channelId) =>
      messagesIn(world, enter(channelId).id, userId).map((message) => message.data),
    message: (messageId) => findVisible(world, userId, messageId)?.[0].data ?? null,
    async dismiss(messageId) {
      const [message] = visible(world, userId, messageId);
      if (message.visibleTo === null) throw new Refusal('notDismissible');
      message.dismissed = true;
      publish(world, { type: 'message-dismiss', message });
    },
    async deleteMessage(messageId) {
      const [message, channel] = visible(world, userId, messageId);
      const own = message.data.author.id === userId;
      if (
        message.visibleTo !== null ||
        (!own && !mayIn(world, userId, channel, Permission.ManageMessages))
      )
        throw new Refusal('mayNotDelete');
      deleteMessage(world, message);
    },
  };
}
