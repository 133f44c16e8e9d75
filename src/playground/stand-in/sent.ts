/** What a person's act becomes: an interaction sent to the bot, and ways to wait for the answer. */
import type { InteractionType } from 'discord.js';
import { Refusal } from '../../refusals.ts';
import { isPersonsOwn } from './available.ts';
import { failInteraction } from './interactions.ts';
import { permissionsIn } from './permissions.ts';
import { ACKNOWLEDGE_WITHIN, FILE_BYTES, TOKEN_LIFETIME } from './rules/limits.ts';
import type { JsonObject } from './rules/problems.ts';
import { channelView } from './views.ts';
import {
  type Acknowledgement,
  type Channel,
  type InteractionRecord,
  type Outcome,
  publish,
  randomToken,
  type StoredMessage,
  serverOf,
  subscribe,
  type World,
} from './world.ts';

/** A complete answer. `message` is as it was when it became complete. */
interface Reply extends Outcome, Acknowledgement {}

/**
 * An interaction on its way. All waiting functions reject with a Refusal when it failed, and
 * wait as long as it takes: silence fails after Discord's three seconds.
 */
export interface SentInteraction {
  readonly id: string;
  /** Resolves at the first answer, deferred or not. */
  acknowledged(): Promise<Acknowledgement>;
  /** Resolves when the answer is complete: the first one that is not "thinking…". */
  reply(): Promise<Reply>;
  /** Resolves with the follow-up at a position, from 0, as it is then. */
  followUp(position?: number): Promise<StoredMessage['data']>;
}

/** What an interaction is, beside who does it and where. */
export interface InteractionDraft {
  readonly type: InteractionType;
  readonly data: JsonObject;
  readonly commandName?: string;
  readonly source?: StoredMessage;
  readonly focusedType?: number;
  /** What the answer's `interaction_metadata` says beyond the usual. */
  readonly metadata?: JsonObject;
}

function waitFor<T>(
  world: World,
  interaction: InteractionRecord,
  read: () => T | null,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const value = read();
      if (interaction.failed === null && value === null) return;
      unsubscribe();
      if (interaction.failed !== null) reject(new Refusal(interaction.failed));
      else if (value !== null) resolve(value);
    };
    const unsubscribe = subscribe(world, (event) => {
      if (event.type === 'interaction-change' && event.interaction === interaction) look();
    });
    look();
  });
}

/**
 * Through which installation the app is there, by Discord's numbers for them. "0" stands for the
 * direct messages with the bot of an app installed to servers. What is on a message was brought by
 * whoever brought the message, whoever presses it.
 */
function ownersOf(
  world: World,
  userId: string,
  channel: Channel,
  source: StoredMessage | undefined,
): unknown {
  const brought = source?.data.interaction_metadata?.authorizing_integration_owners;
  if (!isPersonsOwn(world, channel)) return { 0: channel.serverId ?? '0' };
  return brought ?? { 1: userId };
}

/** Where the interaction happens. */
function placeFields(
  world: World,
  userId: string,
  channel: Channel,
  source: StoredMessage | undefined,
): JsonObject {
  const user = world.users.get(userId);
  const permissions = permissionsIn(world, userId, channel).toString();
  const place = { ...channelView(world, channel), permissions };
  const appPermissions =
    permissionsIn(world, world.bot.id, channel) || permissionsIn(world, userId, channel);
  const common = {
    channel: place,
    channel_id: channel.id,
    app_permissions: appPermissions.toString(),
    authorizing_integration_owners: ownersOf(world, userId, channel, source),
  };
  const server = serverOf(world, channel);
  if (server === null) return { ...common, user, context: channel.kind === 'bot-dm' ? 1 : 2 };
  const { id, preferred_locale: locale } = server.data;
  return {
    ...common,
    member: { ...server.members.get(userId), permissions },
    guild_id: id,
    guild: { id, locale, features: [] },
    guild_locale: locale,
    context: 0,
  };
}

/** Tokens that can't be used any more are forgotten. */
function forgetOld(world: World): void {
  for (const [token, { createdAt }] of world.interactions) {
    // Twice the lifetime, so that a late use is told "expired" rather than "unknown" for a while.
    if (world.clock.now() - createdAt <= 2 * TOKEN_LIFETIME) return;
    world.interactions.delete(token);
  }
}

/** Sends an interaction to the bot. */
export function sendInteraction(
  world: World,
  userId: string,
  channel: Channel,
  draft: InteractionDraft,
): SentInteraction {
  forgetOld(world);
  const id = world.nextId();
  const place = placeFields(world, userId, channel, draft.source);
  const interaction: InteractionRecord = {
    id,
    token: randomToken(),
    type: draft.type,
    userId,
    channelId: channel.id,
    createdAt: world.clock.now(),
    metadata: {
      id,
      type: draft.type,
      user: world.users.get(userId),
      authorizing_integration_owners: place.authorizing_integration_owners,
      ...(draft.commandName === undefined ? {} : { name: draft.commandName }),
      ...draft.metadata,
    },
    commandName: draft.commandName ?? null,
    sourceMessageId: draft.source?.data.id ?? null,
    focusedType: draft.focusedType ?? 0,
    userInstallOnly: isPersonsOwn(world, channel),
    acknowledgement: null,
    originalId: null,
    loading: false,
    followUpIds: [],
    outcome: null,
    failed: null,
  };
  world.interactions.set(interaction.token, interaction);
  // An answer that comes late is refused by itself; silence must be told of as well.
  world.clock.after(ACKNOWLEDGE_WITHIN, () => failInteraction(world, interaction));
  publish(world, {
    type: 'interaction-create',
    payload: {
      id,
      application_id: world.application.id,
      type: draft.type,
      data: draft.data,
      token: interaction.token,
      version: 1,
      locale: world.locales.get(userId) ?? 'en-US',
      entitlements: [],
      attachment_size_limit: FILE_BYTES,
      ...place,
      ...(draft.source === undefined ? {} : { message: draft.source.data }),
    },
  });
  return {
    id,
    acknowledged: () => waitFor(world, interaction, () => interaction.acknowledgement),
    reply: () =>
      waitFor(world, interaction, () => {
        const { outcome, acknowledgement } = interaction;
        return outcome && acknowledgement ? { ...outcome, ...acknowledgement } : null;
      }),
    followUp: (position = 0) =>
      waitFor(
        world,
        interaction,
        () => world.messages.get(interaction.followUpIds[position] ?? '')?.data ?? null,
      ),
  };
}
