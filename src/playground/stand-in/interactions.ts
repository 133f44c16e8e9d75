/** Interactions: created by people, acknowledged, answered and followed up by the bot. */
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType as Callback,
  InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { failure } from './api-error.ts';
import type { IncomingFile } from './files.ts';
import { createMessage, deleteMessage, editMessage } from './messages.ts';
import { mayIn } from './permissions.ts';
import { checkAutocomplete } from './rules/commands.ts';
import { ACKNOWLEDGE_WITHIN, TOKEN_LIFETIME, USER_INSTALL_FOLLOW_UPS } from './rules/limits.ts';
import { checkModal } from './rules/modals.ts';
import { createProblems, isObject, type JsonObject } from './rules/problems.ts';
import {
  type Channel,
  type InteractionRecord,
  type Outcome,
  publish,
  type StoredMessage,
  type World,
} from './world.ts';

/** On interactions Discord honours mentions of users, and no others, where the body says nothing. */
const MENTIONS_BY_DEFAULT = ['users'];
const NOTHING: Outcome = { kind: 'message', message: null, modal: null, choices: null };

function change(world: World, interaction: InteractionRecord): void {
  publish(world, { type: 'interaction-change', interaction });
}

/** The first complete answer counts; later edits do not change what it was. */
function complete(world: World, interaction: InteractionRecord, outcome: Partial<Outcome>): void {
  interaction.outcome ??= { ...NOTHING, ...structuredClone(outcome) };
  change(world, interaction);
}

/** Tells the user that it failed, as Discord does after three seconds of silence. */
export function failInteraction(world: World, interaction: InteractionRecord): void {
  if (interaction.acknowledgement !== null || interaction.failed !== null) return;
  interaction.failed = 'noResponse';
  change(world, interaction);
}

function channelOf(world: World, interaction: InteractionRecord): Channel {
  const channel = world.channels.get(interaction.channelId);
  if (channel === undefined) throw failure.unknownChannel();
  return channel;
}

function asWebhook(
  world: World,
  interaction: InteractionRecord,
  isFollowUp = false,
): Partial<APIMessage> {
  const { metadata, originalId } = interaction;
  return {
    webhook_id: world.application.id,
    application_id: world.application.id,
    interaction_metadata: {
      ...metadata,
      ...(isFollowUp && { original_response_message_id: originalId }),
    } as unknown as NonNullable<APIMessage['interaction_metadata']>,
  };
}

function replyTo(world: World, message: StoredMessage | undefined): Partial<APIMessage> {
  if (message === undefined) return {};
  const guild = world.channels.get(message.channelId)?.serverId;
  return {
    type: MessageType.Reply,
    message_reference: {
      type: 0,
      channel_id: message.channelId,
      message_id: message.data.id,
      ...(guild ? { guild_id: guild } : {}),
    },
    referenced_message: message.data,
  };
}

/**
 * The only one who sees an answer, or null: as it is asked for, and whatever is asked for where an app is
 * there for one person alone who may not use such apps (topics/permissions.mdx, USE_EXTERNAL_APPS).
 */
function seenBy(
  world: World,
  interaction: InteractionRecord,
  { flags }: JsonObject,
): string | null {
  const { userId, userInstallOnly } = interaction;
  const channel = channelOf(world, interaction);
  const isQuieted =
    userInstallOnly &&
    channel.kind === 'text' &&
    !mayIn(world, userId, channel, Permission.UseExternalApps);
  return isQuieted || (Number(flags ?? 0) & MessageFlags.Ephemeral) !== 0 ? userId : null;
}

function answerMessage(
  world: World,
  interaction: InteractionRecord,
  body: JsonObject,
  files: readonly IncomingFile[],
  loading: boolean,
): StoredMessage {
  const source = world.messages.get(interaction.sourceMessageId ?? '');
  const type =
    interaction.commandName === null
      ? MessageType.Default
      : interaction.metadata.target_message_id === undefined
        ? MessageType.ChatInputCommand
        : MessageType.ContextMenuCommand;
  return createMessage(world, {
    channel: channelOf(world, interaction),
    authorId: world.bot.id,
    body,
    files,
    loading,
    visibleTo: seenBy(world, interaction, body),
    mentionsByDefault: MENTIONS_BY_DEFAULT,
    extra: { type, ...replyTo(world, source), ...asWebhook(world, interaction) },
  });
}

/** Callbacks that a kind of interaction may be answered with. */
function isAllowed(interaction: InteractionRecord, callback: number): boolean {
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
    return callback === Callback.ApplicationCommandAutocompleteResult;
  if (callback === Callback.ApplicationCommandAutocompleteResult) return false;
  if (callback === Callback.Modal) return interaction.type !== InteractionType.ModalSubmit;
  if (callback === Callback.DeferredMessageUpdate || callback === Callback.UpdateMessage)
    return interaction.sourceMessageId !== null;
  return (
    callback === Callback.ChannelMessageWithSource ||
    callback === Callback.DeferredChannelMessageWithSource
  );
}

/**
 * The bot's first answer.
 * @returns the message that `@original` names from now on, if there is one.
 * @throws ApiError 10062 for an unknown interaction or one older than three seconds, 40060 for a
 *   second answer, 50035 for a body that breaks a rule; a refused body can be sent again corrected.
 */
export function acknowledge(
  world: World,
  id: string,
  token: string,
  body: unknown,
  files: readonly IncomingFile[],
): InteractionRecord {
  const interaction = world.interactions.get(token);
  if (interaction === undefined || interaction.id !== id) throw failure.unknownInteraction();
  if (interaction.acknowledgement !== null) throw failure.alreadyAcknowledged();
  const afterMs = world.clock.now() - interaction.createdAt;
  if (afterMs > ACKNOWLEDGE_WITHIN) {
    failInteraction(world, interaction);
    throw failure.unknownInteraction();
  }
  const raw = isObject(body) ? body : {};
  const callback = Number(raw.type);
  const data = isObject(raw.data) ? raw.data : {};
  if (!isAllowed(interaction, callback)) {
    const problems = createProblems();
    problems.add(
      ['type'],
      'INTERACTION_CALLBACK_TYPE_INVALID',
      `Callback type ${callback} does not answer interaction type ${interaction.type}.`,
    );
    problems.throwIfAny();
  }
  const acknowledged = (ephemeral: boolean, deferred: boolean) => {
    interaction.acknowledgement = { callback, deferred, ephemeral, afterMs };
  };
  const isEphemeral = (message: StoredMessage | undefined) => (message?.visibleTo ?? null) !== null;

  if (
    callback === Callback.ChannelMessageWithSource ||
    callback === Callback.DeferredChannelMessageWithSource
  ) {
    const deferred = callback === Callback.DeferredChannelMessageWithSource;
    const message = answerMessage(world, interaction, data, deferred ? [] : files, deferred);
    interaction.originalId = message.data.id;
    interaction.loading = deferred;
    acknowledged(isEphemeral(message), deferred);
    if (deferred) change(world, interaction);
    else complete(world, interaction, { message: message.data });
    return interaction;
  }
  if (callback === Callback.DeferredMessageUpdate || callback === Callback.UpdateMessage) {
    const source = world.messages.get(interaction.sourceMessageId ?? '');
    if (source === undefined) throw failure.unknownMessage();
    if (callback === Callback.UpdateMessage)
      editMessage(world, source, data, files, MENTIONS_BY_DEFAULT);
    interaction.originalId = source.data.id;
    const deferred = callback === Callback.DeferredMessageUpdate;
    acknowledged(isEphemeral(source), deferred);
    if (deferred) change(world, interaction);
    else complete(world, interaction, { kind: 'update', message: source.data });
    return interaction;
  }
  if (callback === Callback.Modal) {
    const modal: APIModalInteractionResponseCallbackData = checkModal(data);
    acknowledged(true, false);
    complete(world, interaction, { kind: 'modal', modal });
    return interaction;
  }
  const choices: APIApplicationCommandOptionChoice[] = checkAutocomplete(
    data,
    interaction.focusedType,
  );
  acknowledged(true, false);
  complete(world, interaction, { kind: 'choices', choices });
  return interaction;
}

/**
 * The interaction whose token is used for edits and follow-ups.
 * @throws ApiError 10015 for an unknown token or one not acknowledged yet, 50027 after 15 minutes.
 */
export function interactionByToken(
  world: World,
  applicationId: string,
  token: string,
): InteractionRecord {
  const interaction = world.interactions.get(token);
  if (interaction === undefined || applicationId !== world.application.id)
    throw failure.unknownWebhook();
  if (world.clock.now() - interaction.createdAt > TOKEN_LIFETIME)
    throw failure.invalidWebhookToken();
  if (interaction.acknowledgement === null) throw failure.unknownWebhook();
  return interaction;
}

/**
 * A message that an interaction's token reaches: `@original`, or one of its follow-ups.
 * @throws ApiError 10008
 */
export function messageOf(world: World, interaction: InteractionRecord, id: string): StoredMessage {
  const wanted = id === '@original' ? interaction.originalId : id;
  const reachable =
    wanted !== null && [interaction.originalId, ...interaction.followUpIds].includes(wanted);
  const message = reachable ? world.messages.get(wanted) : undefined;
  if (message === undefined) throw failure.unknownMessage();
  return message;
}

/** Edits the original answer or a follow-up. */
export function editAnswer(
  world: World,
  interaction: InteractionRecord,
  message: StoredMessage,
  body: JsonObject,
  files: readonly IncomingFile[],
): StoredMessage {
  editMessage(world, message, body, files, MENTIONS_BY_DEFAULT);
  if (message.data.id === interaction.originalId) {
    const update = interaction.acknowledgement?.callback === Callback.DeferredMessageUpdate;
    interaction.loading = false;
    complete(world, interaction, { kind: update ? 'update' : 'message', message: message.data });
  }
  return message;
}

/** Deletes the original answer or a follow-up. */
export function deleteAnswer(
  world: World,
  interaction: InteractionRecord,
  message: StoredMessage,
): void {
  deleteMessage(world, message);
  if (message.data.id !== interaction.originalId) return;
  const wasLoading = interaction.loading;
  interaction.loading = false;
  // A deferred answer that is deleted may still be followed by the real one.
  if (wasLoading) change(world, interaction);
  else complete(world, interaction, { kind: 'deleted' });
}

/**
 * A follow-up. While the answer is still deferred it becomes the answer itself, in the privacy that
 * was chosen then, as Discord does for the sake of older bots.
 * @throws ApiError 40094 beyond five where the app is only installed to the user.
 */
export function followUp(
  world: World,
  interaction: InteractionRecord,
  body: JsonObject,
  files: readonly IncomingFile[],
): StoredMessage {
  const original = world.messages.get(interaction.originalId ?? '');
  if (interaction.loading && original !== undefined)
    return editAnswer(world, interaction, original, body, files);
  if (interaction.userInstallOnly && interaction.followUpIds.length >= USER_INSTALL_FOLLOW_UPS)
    throw failure.tooManyFollowUps();
  const message = createMessage(world, {
    channel: channelOf(world, interaction),
    authorId: world.bot.id,
    body,
    files,
    visibleTo: seenBy(world, interaction, body),
    mentionsByDefault: MENTIONS_BY_DEFAULT,
    extra: { ...replyTo(world, original), ...asWebhook(world, interaction, true) },
  });
  interaction.followUpIds.push(message.data.id);
  complete(world, interaction, { message: message.data });
  return message;
}
