/** What a message consists of, and the plainest ones. */
import type { APIEmbed, APIMessageTopLevelComponent, AttachmentPayload } from 'discord.js';

/** All three are always there, so that an edit leaves nothing behind. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIMessageTopLevelComponent[];
  readonly files?: AttachmentPayload[];
}

/** A message of one of the bot's own sentences. */
export function renderLine(content: string): MessageBody {
  return { content, embeds: [], components: [] };
}

/** A message of one embed. */
export function renderEmbed(embed: APIEmbed): MessageBody {
  return { content: '', embeds: [embed], components: [] };
}
