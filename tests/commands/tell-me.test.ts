/** "Tell me": who waits is told once there is an answer, once, by direct message or in the channel. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIMessage, MessageFlags } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { openWaitingAskers, type WaitingAskers } from '../../src/gaps/waiting-askers.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { diskState } from '../../src/state/disk-state.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { textOf } from '../support/shown.ts';
import { singleCommunity } from '../support/single-community.ts';

const TELL_ME = 'Tell me when there is an answer';
const BRIDGE = { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] };
const TOWER = {
  title: 'A tower',
  body: ['The lighthouse keeper painted the tower purple in spring.'],
};
const QUESTION = 'Who painted the tower purple?';

const library = makeMemoryLibrary([BRIDGE]);
let askers: WaitingAskers;
let pair: BotPair;
let folder: string;
/** Moves with the articles. */
let revision = 1;
const taken = { free: true };
/** Milliseconds by which who tells is ahead of the clock. */
let ahead = 0;
const now = () => Date.now() + ahead;
const stored = () => readFileSync(join(folder, 'waiting-askers.jsonl'), 'utf8');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-'));
  askers = await openWaitingAskers({ state: diskState(folder) });
  const single = singleCommunity({ library });
  const communities: typeof single = {
    ...single,
    changed: async () => String(revision),
    serve: async (access) => ({
      ...(await single.serve(access)),
      askers: askers.at(access.server),
    }),
  };
  const never = new AbortController().signal;
  const take = async () => (taken.free ? { lost: never, release: async () => {} } : null);
  pair = await startBotPair(library, { communities, telling: { askers, everyMs: 20, take, now } });
});
beforeEach(() => {
  library.setArticles([BRIDGE]);
  revision += 1;
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(who: Actor, channelId: string = CHANNELS.general, question = QUESTION) {
  return answerTo(who.runCommand({ name: 'ask', options: { question }, channelId }));
}

async function press(who: Actor, message: APIMessage, label = TELL_ME): Promise<APIMessage> {
  return (await answerTo(who.click(message.id, buttonId(message, label)))).message;
}

function publish(): void {
  library.setArticles([BRIDGE, TOWER]);
  revision += 1;
}

/** The next message of the bot's own in a channel that fits. */
function posted(fits: (message: APIMessage, isDirect: boolean) => boolean): Promise<APIMessage> {
  const { world } = pair.standIn;
  return new Promise((resolve) => {
    const stop = subscribe(world, (event) => {
      if (event.type !== 'message-create' || event.message.visibleTo !== null) return;
      const { data, channelId } = event.message;
      if (data.author.id !== world.bot.id) return;
      if (!fits(data, world.channels.get(channelId)?.kind === 'bot-dm')) return;
      stop();
      resolve(data);
    });
  });
}

describe('Tell me', () => {
  it('says what is kept, tells by direct message once there is an answer, and forgets', async () => {
    const who = pair.newcomer();
    const { message } = await ask(who);
    expect(buttonsOf(message).map(({ label }) => label)).toContain(TELL_ME);
    const kept = await press(who, message);
    expect(textOf(kept)).toBe(
      'Once the articles answer “Who painted the tower purple?”, I will tell you. For that alone I keep your id, the channel and this question, for 90 days at most; they are deleted as soon as you have been told.',
    );
    expect((kept.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    expect(stored()).toContain(who.userId);
    const told = posted((_, isDirect) => isDirect);
    publish();
    const answer = await told;
    const said = textOf(answer);
    expect(said).toContain('You wanted to be told when there is an answer: here it is.');
    expect(said).toContain('The lighthouse keeper painted the tower purple in spring.');
    expect(buttonsOf(answer).map(({ label }) => label)).toContain('Copy');
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
    // No more of it, whatever else changes, and after a restart.
    revision += 1;
    await pair.restart();
    const { message: again } = await ask(pair.newcomer());
    expect(textOf(again)).toContain('lighthouse');
    const all = [...pair.standIn.world.messages.values()].filter(({ data }) =>
      textOf(data).includes('You wanted to be told'),
    );
    expect(all).toHaveLength(1);
  });

  it('posts one line where it was asked, without a name or the question, where direct messages are closed', async () => {
    const who = pair.newcomer();
    pair.standIn.closeDirect(who.userId, true);
    await press(who, (await ask(who)).message);
    const told = posted((data) => data.channel_id === CHANNELS.general);
    publish();
    const line = await told;
    expect(line.content).toMatch(
      /^Somebody asked here for something that the articles did not have\. Now there is an answer: <\/ask:\d+>$/,
    );
    expect(line.mentions).toEqual([]);
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
  });

  it('is revoked by who pressed it', async () => {
    const who = pair.newcomer();
    const { message } = await ask(who);
    const kept = await press(who, message);
    const id = buttonId(kept, 'Never mind');
    const other = pair.newcomer();
    const own = await press(other, (await ask(other)).message);
    const forged = await answerTo(other.click(own.id, id, { forged: true }));
    expect(textOf(forged.message)).toContain('You will not be told.');
    expect(stored()).toContain(who.userId);
    expect(textOf(await press(who, kept, 'Never mind'))).toContain('You will not be told.');
    expect(stored()).not.toContain(who.userId);
    await askers.end(buttonId(own, 'Never mind').split(':').at(-1) ?? '');
  });

  it('is for a few questions at once', async () => {
    const who = pair.newcomer();
    const about = ['tower', 'castle', 'harbour', 'market'];
    const answers = [];
    for (const place of about) {
      const { message } = await ask(who, CHANNELS.general, `Who painted the ${place} purple?`);
      answers.push(textOf(await press(who, message)));
    }
    expect(answers.at(-1)).toContain('You are waiting for the answers to 3 questions already.');
    for (const { id } of await askers.list()) await askers.end(id);
  });

  it('is offered in messages with the bot, and told there', async () => {
    const channelId = pair.standIn.openDirect(pair.member.userId);
    await press(pair.member, (await ask(pair.member, CHANNELS.memberDm)).message);
    expect((await askers.list()).map(({ server }) => server)).toEqual([null]);
    const told = posted((_, isDirect) => isDirect);
    publish();
    expect([channelId, CHANNELS.memberDm]).toContain((await told).channel_id);
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
  });

  it('is not offered where the bot is not, for filtered questions, nor for what is answered', async () => {
    const { message: there } = await ask(pair.member, CHANNELS.private);
    expect(buttonsOf(there).map(({ label }) => label)).not.toContain(TELL_ME);
    const options = { question: QUESTION, until: '1999-01-01' };
    for (const filter of [options, { question: QUESTION, article: 'A bridge' }]) {
      const asked = pair.newcomer().runCommand({ name: 'ask', options: filter });
      const labels = buttonsOf((await answerTo(asked)).message).map(({ label }) => label);
      expect(labels).not.toContain(TELL_ME);
    }
    const forged = encodeCustomId({ name: 'tellMe', asked: null });
    const pressed = await answerTo(pair.member.click(there.id, forged, { forged: true }));
    expect(textOf(pressed.message)).not.toContain('I will tell you');
    expect(await askers.list()).toEqual([]);
    const { message } = await ask(pair.newcomer(), CHANNELS.general, 'When was the bridge built?');
    expect(buttonsOf(message).map(({ label }) => label)).not.toContain(TELL_ME);
  });

  it('tells nobody who left the server', async () => {
    const who = pair.newcomer();
    await press(who, (await ask(who)).message);
    pair.standIn.leave(GUILD_ID, who.userId);
    publish();
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
    const direct = [...pair.standIn.world.channels.values()].filter(
      ({ kind, recipients }) => kind === 'bot-dm' && recipients.includes(who.userId),
    );
    expect(direct).toEqual([]);
  });

  it('leaves telling to the process that has the lease', async () => {
    const who = pair.newcomer();
    taken.free = false;
    await pair.restart();
    await press(who, (await ask(who)).message);
    publish();
    // Long enough for several looks.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stored()).toContain(who.userId);
    const told = posted((_, isDirect) => isDirect);
    taken.free = true;
    await told;
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
  });

  it('knows a message by its nonce after a crash, and tells nobody twice', async () => {
    const who = pair.newcomer();
    const id = await askers
      .at(GUILD_ID)
      .wait({ user: who.userId, channel: CHANNELS.general, question: QUESTION, locale: 'en-US' });
    const channelId = pair.standIn.openDirect(who.userId);
    const [asker] = await askers.list();
    // Posted, and then the process died.
    if (asker) await askers.begin(asker);
    const rest = { 'content-type': 'application/json', authorization: `Bot ${pair.standIn.token}` };
    const body = { content: 'told', nonce: `told-${id}`, enforce_nonce: true };
    await fetch(`${pair.standIn.apiUrl}/v10/channels/${channelId}/messages`, {
      ...{ method: 'POST', headers: rest },
      body: JSON.stringify({ ...body, allowed_mentions: { parse: [] } }),
    });
    publish();
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
    const seen = [...pair.standIn.world.messages.values()].filter(
      (message) => message.channelId === channelId,
    );
    expect(seen.map(({ data }) => data.content)).toEqual(['told']);
  });

  it('looks into the direct messages where it was begun long ago: who was not told is, who was is not', async () => {
    const [missed, told] = [pair.newcomer(), pair.newcomer()];
    const channel = CHANNELS.general;
    const direct = pair.standIn.openDirect(told.userId);
    for (const { userId: user } of [missed, told]) {
      await askers.at(GUILD_ID).wait({ user, channel, question: QUESTION, locale: 'en-US' });
    }
    for (const asker of await askers.list()) await askers.begin(asker);
    const headers = {
      ...{ 'content-type': 'application/json', authorization: `Bot ${pair.standIn.token}` },
    };
    // To the one it arrived before the process died; another question's answer is none.
    const line =
      'You wanted to be told when there is an answer: here it is. What I kept for that is deleted.';
    const other = pair.standIn.openDirect(missed.userId);
    for (const [to, question] of [
      [direct, QUESTION],
      [other, 'Who else?'],
    ]) {
      const content = `Question: ${question}\n${line}`;
      await fetch(`${pair.standIn.apiUrl}/v10/channels/${to}/messages`, {
        ...{ method: 'POST', headers },
        body: JSON.stringify({ content, allowed_mentions: { parse: [] } }),
      });
    }
    ahead = 3 * 60_000;
    const arrived = posted((_, isDirect) => isDirect);
    publish();
    expect((await arrived).channel_id).toBe(other);
    await expect.poll(stored, { timeout: 5_000 }).toBe('');
    ahead = 0;
    const messages = [...pair.standIn.world.messages.values()];
    expect(messages.filter(({ channelId }) => channelId === direct)).toHaveLength(1);
    expect(messages.filter(({ channelId }) => channelId === other)).toHaveLength(2);
  });
});
