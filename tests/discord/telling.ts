/** A process that tells who waits, over real communities and state, with the way to Discord taken down. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Communities } from '../../src/collections/communities.ts';
import { type TellOptions, tellAskers } from '../../src/discord/tell-askers.ts';
import { makeLogger } from '../../src/log.ts';
import { testSettings } from '../support/settings.ts';
import { textOf } from '../support/shown.ts';

/** What was posted, where, and with which nonce. */
export interface Posted {
  readonly channel: string;
  readonly nonce: string;
  readonly text: string;
}

/** Tells until it is closed. @param posted what all processes posted: one of a nonce is there once. */
export function telling(
  communities: Communities,
  options: TellOptions,
  posted: Posted[],
): { close(): Promise<void> } {
  const log: string[] = [];
  return tellAskers({
    ...{ ...options, everyMs: 20, communities, rules: {} },
    services: {
      ...{ communities, settings: testSettings(), publicUrlOf: () => null },
      ...{ commandIdOf: () => null, managers: { guildIds: new Set(), isOwner: () => false } },
    } as unknown as Parameters<typeof tellAskers>[0]['services'],
    channel: {
      async post(channel, nonce, body) {
        // Slow enough for another process to come in between.
        await pause(30);
        posted.push({ channel, nonce, text: textOf(body) });
        return 'posted';
      },
    },
    rest: {
      get: async () => ({}),
      post: async () => ({ id: 'direct' }),
    },
    isConnected: () => true,
    logger: makeLogger('trace', { write: (line) => void log.push(line) }),
  });
}
