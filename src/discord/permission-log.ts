/** Says which permission the bot lacks in which channel: to the log, and calmly. */
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';

/** What is lacking is said so often for each channel: milliseconds. */
const SAID_AGAIN_MS = 60 * 60_000;
const CHANNELS_KEPT = 10_000;

/** As Discord's settings call them, in English. */
export type PermissionName =
  | 'View Channel'
  | 'Send Messages'
  | 'Embed Links'
  | 'Attach Files'
  | 'Read Message History';

/** Notes that something could not be posted as it was meant. */
export type PermissionLog = (channelId: string, missing: PermissionName) => void;

/** Logs each permission of a channel once an hour. */
export function makePermissionLog(logger: Logger): PermissionLog {
  const said = new LRUCache<string, true>({ max: CHANNELS_KEPT, ttl: SAID_AGAIN_MS });
  return (channel, missing) => {
    const key = `${channel} ${missing}`;
    if (said.has(key)) return;
    said.set(key, true);
    logger.warn({ channel, permission: missing }, 'a permission is missing in a channel');
  };
}
