/** The link by which the bot is added to a server, with the permissions that it really needs. */
import { OAuth2Scopes, PermissionsBitField, type PermissionsString } from 'discord.js';

/** Where Discord asks which server to add an application to. */
const AUTHORIZE = 'https://discord.com/oauth2/authorize';

/**
 * What the bot does in a channel: it is mentioned and replies to the message, in threads too, with an
 * excerpt in an embed, or with a copy or a table in a file.
 */
export const NEEDED_PERMISSIONS: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
];

/** The link that adds the application with this id; safe to publish. */
export function inviteLink(applicationId: string): string {
  const link = new URL(AUTHORIZE);
  link.search = new URLSearchParams({
    client_id: applicationId,
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
    permissions: String(PermissionsBitField.resolve(NEEDED_PERMISSIONS)),
  }).toString();
  return link.href;
}
