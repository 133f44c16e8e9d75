/** `/gaps`: for members with Manage Server only, whatever Discord's menus let through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ButtonStyle } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { type GapLog, openGapLogs } from '../../src/gaps/gap-log.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { diskState } from '../../src/state/disk-state.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { refusedWords } from '../support/refusals.ts';
import { buttonsIn } from '../support/shown.ts';

const library = makeMemoryLibrary([{ title: 'A bridge', body: ['It was built in 1931 by hand.'] }]);
const folder = mkdtempSync(join(tmpdir(), 'footnote-'));
let gaps: GapLog;
let pair: BotPair;
beforeAll(async () => {
  const logs = await openGapLogs({ state: diskState(folder), retentionDays: 30 });
  gaps = logs.gapsElsewhere(null, () => false);
  pair = await startBotPair(library, { gaps });
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (name: string, who = pair.moderator) => answerTo(who.runCommand({ name }));

describe('/gaps', () => {
  it('lists what could not be answered, grouped, with a file', async () => {
    expect((await run('gaps list')).message.content).toMatch(/^No question went unanswered/);
    for (const question of ['Who painted the *moon* red?', 'who painted the moon?', '=SUM(1)']) {
      await pair.newcomer().runCommand({ name: 'ask', options: { question } }).then(answerTo);
    }
    const { message, ephemeral } = await run('gaps list');
    expect(ephemeral).toBe(true);
    expect(message.embeds[0]?.title).toBe('3 questions that the articles could not answer');
    expect(message.embeds[0]?.description).toMatch(
      /^\*\*2×\*\* who painted the moon\? · <t:\d+:R>/,
    );
    expect(message.attachments).toMatchObject([{ filename: 'gaps.csv' }]);
    const csv = await (await fetch(message.attachments[0]?.url ?? '')).text();
    expect(csv).toContain('"Who painted the *moon* red?","who painted the moon?","2"');
    expect(csv).toContain(`"'=SUM(1)"`);
  });

  it('refuses members without Manage Server, and direct messages', async () => {
    const before = (await gaps.list()).length;
    for (const name of ['gaps list', 'gaps clear']) {
      const { message, ephemeral } = await run(name, pair.newcomer());
      expect(ephemeral).toBe(true);
      expect(message.content).toContain('Manage Server');
      expect(message.attachments).toEqual([]);
    }
    const asked = await run('gaps clear');
    const who = pair.newcomer();
    const { message: shown } = await answerTo(who.runCommand({ name: 'library list' }));
    const forged = who.click(shown.id, encodeCustomId({ name: 'forget' }), { forged: true });
    expect((await answerTo(forged)).message.content).toContain('Manage Server');
    expect(await gaps.list()).toHaveLength(before);
    const inDm = pair.moderator.runCommand({ name: 'gaps list', channelId: CHANNELS.moderatorDm });
    expect(await refusedWords(inDm)).toContain('no command');
    // What destroys is red, and has a way out beside it.
    expect(buttonsIn(asked.message).map(({ label, style }) => [label, style])).toEqual([
      ['Delete them all', ButtonStyle.Danger],
      ['Cancel', ButtonStyle.Secondary],
    ]);
    const other = await run('gaps clear');
    const cancelled = await pair.moderator.click(
      other.message.id,
      buttonId(other.message, 'Cancel'),
    );
    const { kind, message: left } = await cancelled.reply();
    expect([kind, left?.content, left?.components]).toEqual(['update', 'Nothing was changed.', []]);
    expect(await gaps.list()).toHaveLength(before);
    const pressed = await pair.moderator.click(
      asked.message.id,
      buttonId(asked.message, 'Delete them all'),
    );
    expect((await pressed.reply()).message?.content).toBe('Deleted.');
    expect(await gaps.list()).toEqual([]);
  });
});
