/** The message command `Keep as article`: a message becomes an article, word for word, once its preview is kept. */
import { ApplicationCommandType, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { messageUrl } from '../src/citations/message-link.ts';
import type { Collection } from '../src/collections/collection.ts';
import type { SeenBy } from '../src/discord/channel-visibility.ts';
import { defineMessageCommand } from '../src/discord/command.ts';
import { type KeptMessage, keptMessageOf } from '../src/discord/kept-message.ts';
import type { SentMessage, Submission } from '../src/intake/candidate.ts';
import { Refusal, statement, type Warning } from '../src/refusals.ts';
import { showAdded } from './buttons/preview.ts';
import { refuseUnlessManager } from './shared/permissions.ts';
import { intakeOf } from './shared/services.ts';

export const keepAsArticle = defineMessageCommand({
  data: {
    type: ApplicationCommandType.Message,
    name: 'Keep as article',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
  },

  async run(interaction, turn) {
    const { reply, access } = turn;
    refuseUnlessManager(interaction, turn);
    const intake = intakeOf(turn);
    const { guildId, user } = interaction;
    // Messages with the bot have no address that anybody else could follow.
    if (guildId === null || access.changes === null) throw new Refusal('serverOnly');
    const message = keptMessageOf(interaction);
    if (message === null || message.text === '') throw new Refusal('keepNothing');
    await reply.acknowledge('privately');
    const seenBy = await turn.seenIn(message.channelId);
    const warnings = [...warningsOf(message), ...whoSees(seenBy, access.changes)];
    const sent = submissionOf(message, guildId, warnings);
    const staged = await intake.stageFile(sent, user.id);
    await showAdded(staged.id, interaction, turn);
  },
});

function submissionOf(kept: KeptMessage, server: string, warnings: readonly Warning[]): Submission {
  const { id, channelId, channel, author, at, text, users } = kept;
  const published = new Date(at).toISOString().slice(0, 10);
  const where = channel === null ? [] : [`#${channel}`];
  const title = (author === null ? [published, ...where] : [author, ...where, published]).join(
    ' · ',
  );
  const message: SentMessage = {
    ...{ title, author, published, warnings },
    url: messageUrl({ server, channel: channelId, message: id }),
    names: { users, channels: channel === null ? {} : { [channelId]: channel } },
  };
  return { bytes: Buffer.from(text, 'utf8'), name: title, message };
}

/** What of it is not kept, and what is not known of it. */
function warningsOf({ isForwarded, files }: KeptMessage): Warning[] {
  return [
    ...(isForwarded ? [statement('messageForwarded')] : []),
    ...(files > 0 ? [statement('messageFiles', { n: files })] : []),
  ];
}

/** Whether those who ask see where the words were said. */
function whoSees(seenBy: SeenBy, { key, servers, page }: Collection): Warning[] {
  const isSeenElsewhere = key === '' || servers.length > 1 || page !== null;
  return [
    ...(seenBy === 'some' ? [statement('messageHidden')] : []),
    ...(seenBy === 'unknown' ? [statement('messageSeenByUnknown')] : []),
    ...(isSeenElsewhere ? [statement('messageOnlyThere')] : []),
  ];
}
