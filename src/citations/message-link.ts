/** Addresses of messages on Discord: what an article that was one names as its own. */
import { SNOWFLAKE } from '../snowflake.ts';

/** A message of a server, by ids. */
export interface MessageLink {
  readonly server: string;
  readonly channel: string;
  readonly message: string;
}

const LINK = /^https:\/\/discord\.com\/channels\/(\d{1,20})\/(\d{1,20})\/(\d{1,20})$/;

/** The address under which Discord shows a message. */
export function messageUrl({ server, channel, message }: MessageLink): string {
  return `https://discord.com/channels/${server}/${channel}/${message}`;
}

/** What such an address names; null for any other one. */
export function messageLinkOf(url: string | null): MessageLink | null {
  const [, server = '', channel = '', message = ''] = LINK.exec(url ?? '') ?? [];
  const ids = [server, channel, message];
  return ids.every((id) => SNOWFLAKE.test(id)) ? { server, channel, message } : null;
}
