/** What the bot said before, as Discord tells it: its own, of ten minutes, and nothing where it cannot be told. */
import { type REST, type RouteLike, SnowflakeUtil } from 'discord.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeHistory } from '../../src/discord/history.ts';
import { makeLogger } from '../../src/log.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';

const BOT = '1300000000000000001';
const OTHER = '1300000000000000010';
const NOW = Date.UTC(2026, 0, 1);
/** The id of a message so many minutes before. */
const idAt = (minutesAgo: number) =>
  SnowflakeUtil.generate({ timestamp: NOW - minutesAgo * 60_000 }).toString();
const HERE = { channelId: CHANNELS.memberDm, id: idAt(0) };
const message = (minutesAgo: number, author = BOT) => ({
  ...{ id: idAt(minutesAgo), author: { id: author }, content: `${minutesAgo} ago` },
});

let log: string[];
beforeEach(() => {
  log = [];
});
const logger = makeLogger('debug', { write: (line) => void log.push(line) });
const earlier = (get: (...asked: [RouteLike, unknown]) => Promise<unknown>, here = HERE) =>
  makeHistory({ rest: { get: get as REST['get'] }, logger, botId: () => BOT }).ownBefore(here);

describe('what was said before', () => {
  it('is the bot’s own of ten minutes, as it came, asked of Discord by ids', async () => {
    const asked: unknown[] = [];
    const found = [message(1), message(2, OTHER), message(9), message(11)];
    const own = await earlier(async (...request) => {
      asked.push(...request);
      return found;
    });
    expect(own).toEqual([found[0], found[2]]);
    expect(asked[0]).toBe(`/channels/${HERE.channelId}/messages`);
    expect(String((asked[1] as { query: URLSearchParams }).query)).toBe(
      `before=${HERE.id}&limit=10`,
    );
    expect(log).toEqual([]);
  });

  it('is nothing where Discord says anything else, and never a failure', async () => {
    const odd = fc.oneof(
      fc.anything(),
      fc.array(
        fc.record(
          {
            id: fc.oneof(fc.constant(idAt(1)), fc.anything()),
            author: fc.oneof(fc.constant({ id: BOT }), fc.anything()),
          },
          { requiredKeys: [] },
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (found) => {
        const own = (await earlier(async () => found)) as readonly { author: { id: string } }[];
        for (const { author } of own) expect(author.id).toBe(BOT);
      }),
    );
    expect(await earlier(async () => [message(1)], { ...HERE, id: 'x' })).toEqual([]);
  });

  it('is nothing where asking fails, which is logged without what was said', async () => {
    const fails = async () => {
      throw new TypeError(`fetch failed: ${message(1).content}`);
    };
    expect(await earlier(fails)).toEqual([]);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('could not be read');
    expect(log[0]).not.toContain(message(1).content);
  });
});

describe('what takes too long', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('is not waited for', async () => {
    const own = earlier(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await own).toEqual([]);
  });
});
