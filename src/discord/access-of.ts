/**
 * Decides what somebody at some place sees and may change, for each interaction and message anew: the one
 * place where Discord's word of who and where becomes an access.
 */
import { type BaseInteraction, InteractionContextType } from 'discord.js';
import { type Access, grantAccess } from '../collections/access.ts';
import type { Collection } from '../collections/collection.ts';
import type { CollectionList } from '../collections/communities.ts';
import type { ChosenBy } from './chosen-by.ts';
import type { Managers } from './managers.ts';

/** What Discord says of who acts, and where. */
export interface Actor extends Pick<BaseInteraction, 'guildId'> {
  readonly context?: BaseInteraction['context'];
  readonly user: { readonly id: string };
  /** `guildId` names the server that the bot was added to, `0` for messages with it; else null. */
  readonly authorizingIntegrationOwners: { readonly guildId: string | null };
}

/** Ids of the roles of somebody on a server. */
export function rolesOf(member: BaseInteraction['member']): readonly string[] {
  if (member === null) return [];
  // discord.js looks the roles of a member up in a cache that this bot does not fill: it has their ids here.
  const ids = Array.isArray(member.roles) ? member.roles : Reflect.get(member, '_roles');
  return Array.isArray(ids) ? ids : [];
}

/** What is decided by. */
export interface AccessRules {
  readonly collections: CollectionList;
  readonly managers: Managers;
  /**
   * The servers whose collections a person chose to see in messages with the bot, of those that they are
   * still in; nobody chose one where it is left out.
   */
  readonly chosenBy?: ChosenBy;
}

/** In place of a server's id where the bot's own messages are what it was added to. */
export const BOT_DM = '0';

/** Whether somebody is in messages with the bot, however it was added. */
export function isBotDm({
  guildId,
  context,
  authorizingIntegrationOwners: owners,
}: Omit<Actor, 'user'>): boolean {
  if (guildId !== null) return false;
  return context === InteractionContextType.BotDM || owners.guildId === BOT_DM;
}

/** Whether the bot is in the place itself: a member of the server, or in its own messages with somebody. */
export function isBotThere(actor: Omit<Actor, 'user'>): boolean {
  const { guildId, authorizingIntegrationOwners: owners } = actor;
  return guildId === null ? isBotDm(actor) : owners.guildId === guildId;
}

/** What an interaction may see and change. */
export async function accessOf(actor: Actor, rules: AccessRules): Promise<Access> {
  const { guildId, user, authorizingIntegrationOwners: owners } = actor;
  const { collections, managers, chosenBy } = rules;
  const isOwner = managers.isOwner(user.id);
  const ofAll = collections.default;
  if (guildId !== null && owners.guildId === guildId) {
    return onServer(guildId, rules, isOwner);
  }
  const changes = isOwner ? ofAll : null;
  const chosen = isBotDm(actor) ? ((await chosenBy?.(user.id)) ?? []) : [];
  const own = new Set(chosen.flatMap((server) => collections.ofServer(server)));
  const sees = [...own, ofAll];
  // What is asked in private is no server's business.
  return grantAccess({ sees, changes, server: null });
}

/**
 * What a message that mentions the bot may see. The bot is told only of those in servers that it was added
 * to, and of those in messages with it.
 */
export async function accessOfMessage(
  { guildId, userId }: { readonly guildId: string | null; readonly userId: string },
  rules: AccessRules,
): Promise<Access> {
  const owners = { guildId: guildId ?? BOT_DM };
  const access = await accessOf(
    { guildId, user: { id: userId }, authorizingIntegrationOwners: owners },
    rules,
  );
  // Nothing is changed by a mention.
  return grantAccess({ ...access, changes: null });
}

/** What is told on a server when nobody acts: of all that is seen there, and what its managers look after. */
export function accessOfServer(server: string, rules: AccessRules): Access {
  return onServer(server, rules, false);
}

function onServer(server: string, rules: AccessRules, isOwner: boolean): Access {
  const { collections, managers } = rules;
  const isHome = managers.guildIds.has(server);
  const own = isHome ? collections.default : collections.ownOf(server);
  const changes = own ?? (isOwner ? collections.default : null);
  return grantAccess({ sees: seenOn(server, rules, changes), changes, server });
}

/** A server's own ones, the default one unless one of them says no, and what is changed in any case. */
function seenOn(
  server: string,
  { collections }: AccessRules,
  changes: Collection | null,
): readonly Collection[] {
  const own = collections.ofServer(server);
  const ofAll = collections.default;
  const isSeen = changes === ofAll || own.every(({ seesDefault }) => seesDefault);
  return [...own, ...(isSeen ? [ofAll] : [])];
}
