/** A message with less in it, for where the bot may not post all of it. */
import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
  PermissionFlagsBits,
} from 'discord.js';
import { cutLabel, LEFT_OUT } from './fit.ts';
import { MESSAGE_CONTENT_MAX } from './limits.ts';
import { isLayout, type LayoutBody, type MessageBody, type Outgoing } from './message.ts';
import type { PermissionName } from './permission-log.ts';

const FENCE = '```';

/** What `mayNot` says is not allowed left out. @returns null where nothing of that is in it. */
export function lighter(
  body: Outgoing,
  mayNot: (permission: bigint) => boolean,
): { readonly body: Outgoing; readonly missing: readonly PermissionName[] } | null {
  if (isLayout(body)) return lighterLayout(body, mayNot);
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

/** A layout needs no Embed Links; what shows a file that may not be attached is left out with it. */
function lighterLayout(
  { layout, files }: LayoutBody,
  mayNot: (permission: bigint) => boolean,
): { readonly body: LayoutBody; readonly missing: readonly PermissionName[] } | null {
  if (files === undefined || !mayNot(PermissionFlagsBits.AttachFiles)) return null;
  return { body: { layout: layout.filter((one) => !showsFile(one)) }, missing: ['Attach Files'] };
}

function showsFile({ type }: APIMessageTopLevelComponent): boolean {
  return type === ComponentType.File || type === ComponentType.MediaGallery;
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

/** The words of an embed, a line or more for each of its parts. */
export function wordsOf({
  author,
  title,
  url,
  description,
  fields = [],
  footer,
}: APIEmbed): string {
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
