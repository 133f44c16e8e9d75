/** What is broken is shown by `/about` to those who look after the articles, and to nobody else. */
import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { type Notice, statement } from '../../src/refusals.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { answerTo, type BotPair, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';

const vitals = makeVitals();
let unread: readonly Notice[] = [];
const library = {
  ...makeMemoryLibrary([{ title: 'A bridge', body: ['It was built in 1931.'] }]),
  unread: async () => unread,
};
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library, { vitals, managerGuildIds: [GUILD_ID] });
});
afterAll(async () => {
  expectGoodRequests(pair.standIn);
  await pair.close();
});

const fieldsOf = ({ embeds }: APIMessage) => embeds[0]?.fields ?? [];
async function about(who = pair.newModerator(), locale = 'en-US') {
  pair.standIn.setLocale(who.userId, locale);
  return fieldsOf((await answerTo(who.runCommand({ name: 'about' }))).message);
}

it('tells managers of parts, files and looks, in their language; members see none of it', async () => {
  const calm = await about();
  const hostile = '[x](https://evil.example)\n@everyone **.md';
  unread = Array.from({ length: 7 }, (_, n) =>
    statement('notIndexed', { file: `${n}${hostile}`, reason: statement('empty') }),
  );
  const gone = statement('folderMissing', { folder: '/srv/articles' });
  vitals.ill('folder', gone);

  const fields = await about();
  expect(fields.slice(0, calm.length)).toEqual(calm);
  const [parts, files, look] = fields.slice(calm.length);
  expect(parts?.value).toMatch(/^Articles folder, since <t:\d+:R>: .*\/srv\/articles/);
  expect(files?.name).toBe('7 files that could not be read');
  expect(files?.value.split('\n')).toHaveLength(6);
  expect(files?.value).toMatch(/… and 2 more$/);
  // What a name holds stands for itself.
  expect(files?.value).toContain('0\\[x](https\\://evil.example) \\@everyone \\*\\*.md');
  expect(look?.value).toMatch(/^<t:\d+:R>\n.*\/srv\/articles/);

  expect(await about(pair.newcomer())).toHaveLength(calm.length);
  const names = await Promise.all(
    ['de', 'fr', 'ru'].map(
      async (locale) => (await about(pair.newModerator(), locale)).at(-3)?.name,
    ),
  );
  expect(names).toEqual(['Nicht in Ordnung', 'Ce qui ne va pas', 'Что не в порядке']);

  // Well again: what failed is still told, what is ill no more.
  vitals.well('folder');
  unread = [];
  expect((await about()).slice(calm.length)).toEqual([look]);
});

it('tells managers what all processes of the bot come to, and nothing where that is not known', async () => {
  const together = {
    ...{ processes: 3, unwell: 1, shards: { count: 4, held: 3 }, inProgress: 2, memoryBytes: 9 },
    lastHour: { ask: { answered: 4, refused: 1 }, cite: { answered: 2 } },
  };
  let asked = async (): Promise<typeof together> => together;
  const many = await startBotPair(library, {
    managerGuildIds: [GUILD_ID],
    about: { together: () => asked() },
  });
  const shown = async (who = many.newModerator()) => {
    const fields = fieldsOf((await answerTo(who.runCommand({ name: 'about' }))).message);
    return fields.find(({ name }) => name === 'Running')?.value;
  };
  expect(await shown()).toBe(
    '3 processes\n3 of 4 connections with Discord\nAsked 7 times in the last hour\n1 is not well',
  );
  expect(await shown(many.newcomer())).toBeUndefined();
  asked = async () => ({ ...together, processes: 1 });
  expect(await shown()).toBeUndefined();
  asked = () => new Promise(() => {});
  expect(await shown()).toBeUndefined();
  asked = () => Promise.reject(new Error('away'));
  expect(await shown()).toBeUndefined();
  expectGoodRequests(many.standIn);
  await many.close();
});
