/** How much embeds take of a message. */
import type { APIEmbed } from 'discord.js';

/** What Discord adds up over all embeds of a message. */
export function embedLength({ title, description, fields, footer, author }: APIEmbed): number {
  const inFields = fields?.flatMap(({ name, value }) => [name, value]) ?? [];
  const texts = [title, description, footer?.text, author?.name, ...inFields];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

/** UTF-8 bytes of a value in JSON, where a backslash takes two. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
