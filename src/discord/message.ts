/** What a message consists of, and the plainest ones. */
import type { APIEmbed, APIMessageTopLevelComponent, AttachmentPayload } from 'discord.js';

/** A message of lines, embeds and buttons. All three are always there, so that an edit leaves nothing behind. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIMessageTopLevelComponent[];
  readonly files?: AttachmentPayload[];
}

/** A message that is laid out: all of its text lies in its components (Components V2). */
export interface LayoutBody {
  readonly layout: APIMessageTopLevelComponent[];
  readonly files?: AttachmentPayload[];
}

/** What is sent: a message of either kind. */
export type Outgoing = MessageBody | LayoutBody;

/** Whether a message, or a part of one that is to change, is laid out. */
export function isLayout(body: Partial<MessageBody> | LayoutBody): body is LayoutBody {
  return 'layout' in body;
}

/** A message of one of the bot's own sentences. */
export function renderLine(content: string): MessageBody {
  return { content, embeds: [], components: [] };
}

/** A message of one embed. */
export function renderEmbed(embed: APIEmbed): MessageBody {
  return { content: '', embeds: [embed], components: [] };
}
