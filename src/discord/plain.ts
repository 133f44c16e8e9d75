/** A message with less in it, for where the bot may not post all of it. */
import { type APIEmbed, PermissionFlagsBits } from 'discord.js';
import { cutLabel, LEFT_OUT } from './fit.ts';
import { MESSAGE_CONTENT_MAX } from './limits.ts';
import type { MessageBody } from './message.ts';
import type { PermissionName } from './permission-log.ts';

const FENCE = '```';

/** What `mayNot` says is not allowed left out. @returns null where nothing of that is in it. */
export function lighter(
  body: MessageBody,
  mayNot: (permission: bigint) => boolean,
): { readonly body: MessageBody; readonly missing: readonly PermissionName[] } | null {
  const missing: PermissionName[] = [];
  let rest = body;
  if (body.files !== undefined && mayNot(PermissionFlagsBits.AttachFiles)) {
    const { files: _, ...others } = rest;
    rest = others;
    missing.push('Attach Files');
  }
  if (body.embeds.length > 0 && mayNot(PermissionFlagsBits.EmbedLinks)) {
    rest = inPlainText(rest);
    missing.push('Embed Links');
  }
  return missing.length === 0 ? null : { body: rest, missing };
}

/** The same words without embeds; what exceeds a message is left out, and marked so. */
export function inPlainText(body: MessageBody): MessageBody {
  const blocks = [body.content, ...body.embeds.map(wordsOf)].filter((block) => block !== '');
  const content = withClosedFence(
    cutLabel(blocks.join('\n\n'), MESSAGE_CONTENT_MAX - `\n${FENCE}`.length, LEFT_OUT),
  );
  return { ...body, content, embeds: [] };
}

/** A fence that the cut left open would be no fence. */
function withClosedFence(content: string): string {
  return content.split(FENCE).length % 2 === 1 ? content : `${content}\n${FENCE}`;
}

function wordsOf({ author, title, url, description, fields = [], footer }: APIEmbed): string {
  return [
    author?.name,
    title === undefined ? undefined : `**${title}**`,
    // Without the permission no picture of the page would come of it; so it stays small.
    url === undefined ? undefined : `<${url}>`,
    description,
    ...fields.flatMap(({ name, value }) => [`**${name}**`, value]),
    footer === undefined ? undefined : `-# ${footer.text}`,
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}
