/** Where the bot may not do all it would: a reply with less in it, and a line in the log. */
import { PermissionFlagsBits as Permission } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { type BotPair, startBotPair } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { passagesIn } from '../support/shown.ts';

const TEXT = 'The bridge was built in 1931 by hand.';
const library = makeMemoryLibrary([{ title: 'A bridge', body: [TEXT] }]);
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library);
});
afterEach(() => deny(0n));
afterAll(() => pair.close());

/** Takes permissions from the bot in the general channel. */
function deny(permissions: bigint): void {
  const { world } = pair.standIn;
  const channel = world.channels.get(CHANNELS.general);
  if (!channel) throw new Error('there is the channel');
  const own = { id: world.bot.id, type: 1, allow: 0n, deny: permissions } as const;
  world.channels.set(channel.id, { ...channel, overwrites: permissions === 0n ? [] : [own] });
}

/** Mentions the bot. @returns the message's id, and what the bot says next. */
async function mention(): Promise<{ id: string; reply: () => Reply | undefined }> {
  const who = pair.newcomer();
  const before = new Set(pair.standIn.world.messages.keys());
  const text = `<@${pair.standIn.applicationId}> When was the bridge built?`;
  const { id } = await who.sendMessage(CHANNELS.general, text);
  const reply = () =>
    who
      .visibleMessages(CHANNELS.general)
      .find((message) => !before.has(message.id) && message.author.bot === true);
  return { id, reply };
}
type Reply = ReturnType<BotPair['member']['visibleMessages']>[number];

const lacking = () =>
  pair.log
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'a permission is missing in a channel');

describe('a reply to a mention', () => {
  it('is no reply where the bot may not read back, and says so once an hour', async () => {
    deny(Permission.ReadMessageHistory);
    for (let times = 0; times < 2; times++) {
      const { reply } = await mention();
      await expect.poll(reply).toBeDefined();
      expect(reply()).toMatchObject({ type: 0 });
      expect(passagesIn(reply() ?? {})).toHaveLength(1);
    }
    await expect
      .poll(lacking)
      .toMatchObject([{ channel: CHANNELS.general, permission: 'Read Message History' }]);
  });

  it('is whole where embeds are not allowed: it has none', async () => {
    const before = lacking().length;
    deny(Permission.EmbedLinks);
    const { id, reply } = await mention();
    await expect.poll(reply).toBeDefined();
    expect(reply()).toMatchObject({ embeds: [], message_reference: { message_id: id } });
    const [passage] = passagesIn(reply() ?? {});
    expect(passage?.quote.replaceAll('*', '')).toContain(TEXT);
    expect(lacking()).toHaveLength(before);
  });

  it.each([
    ['Send Messages', Permission.SendMessages],
    ['View Channel', Permission.ViewChannel],
  ])('is none without %s, which the log says', async (name, permission) => {
    // Discord tells of a message, and takes the permission away before it is answered.
    const { ask } = library;
    library.ask = (...asked) => {
      deny(permission);
      return ask(...asked);
    };
    const { reply } = await mention();
    await expect.poll(() => lacking().at(-1)).toMatchObject({ permission: name });
    library.ask = ask;
    expect(reply()).toBeUndefined();
    expect(pair.log.join('')).not.toContain('a mention could not be answered');
  });

  it('stands for itself where the message is gone by now, and nothing is missing', async () => {
    const before = lacking().length;
    const { ask } = library;
    library.ask = (...asked) => {
      for (const [id, { data }] of pair.standIn.world.messages) {
        if (data.content.startsWith('<@')) pair.standIn.world.messages.delete(id);
      }
      return ask(...asked);
    };
    const { reply } = await mention();
    await expect.poll(reply).toBeDefined();
    library.ask = ask;
    expect(reply()).toMatchObject({ type: 0 });
    expect(passagesIn(reply() ?? {})).toHaveLength(1);
    expect(lacking()).toHaveLength(before);
  });
});
