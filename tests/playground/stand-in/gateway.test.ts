/** The gateway's protocol: signing in, intents, messages, lost connections. */
import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, type Message, Status } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CHANNELS, GUILD_ID, PEOPLE } from '../../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../../src/playground/stand-in/stand-in.ts';
import { subscribe } from '../../../src/playground/stand-in/world.ts';
import { createClock } from '../../support/clock.ts';
import { startPair } from '../with-client.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

async function start(): Promise<StandIn> {
  const standIn = await startStandIn({ clock: createClock() });
  closing.push(standIn);
  return standIn;
}

/** A bare client: sends payloads, and collects what comes until the connection is closed. */
async function closeCodeAfter(standIn: StandIn, ...payloads: unknown[]): Promise<number> {
  const socket = new WebSocket(`${standIn.apiUrl.replace(/^http/, 'ws').replace(/api$/, '')}?v=10`);
  await once(socket, 'open');
  for (const payload of payloads)
    socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

describe('signing in', () => {
  it('hands the client its server and channels', async () => {
    const pair = await startPair();
    closing.push(pair);
    expect(pair.client.application.id).toBe(pair.standIn.applicationId);
    const guild = pair.client.guilds.cache.get(GUILD_ID);
    expect(guild?.channels.cache.map((channel) => channel.name)).toEqual([
      'general',
      'announcements',
    ]);
    expect(guild?.members.me?.id).toBe(pair.client.user.id);
  });

  it('works without any intent', async () => {
    const pair = await startPair({}, { intents: [] });
    closing.push(pair);
    expect(pair.client.isReady()).toBe(true);
  });

  it('refuses a wrong token, over REST and over the gateway', async () => {
    const standIn = await start();
    const client = new Client({ intents: [], rest: { api: standIn.apiUrl } });
    await expect(client.login('wrong')).rejects.toThrow(/token/i);
    await client.destroy();
    expect(await closeCodeAfter(standIn, { op: 2, d: { token: 'wrong', intents: 0 } })).toBe(4004);
  });

  it.each([
    ['a privileged intent', 4014, (token: string) => ({ op: 2, d: { token, intents: 1 << 15 } })],
    ['intents that are none', 4013, (token: string) => ({ op: 2, d: { token, intents: -1 } })],
    ['an unknown opcode', 4001, () => ({ op: 99 })],
    ['what is not JSON', 4002, () => 'nonsense'],
    ['too large a payload', 4002, () => ({ op: 2, d: { pad: 'x'.repeat(5000) } })],
    ['a presence before signing in', 4003, () => ({ op: 3, d: {} })],
  ])('closes the connection on %s', async (_what, code, payload) => {
    const standIn = await start();
    expect(await closeCodeAfter(standIn, payload(standIn.token))).toBe(code);
  });

  it('closes the connection on more than 120 payloads a minute', async () => {
    const standIn = await start();
    const heartbeats = Array.from({ length: 121 }, () => ({ op: 1, d: null }));
    expect(await closeCodeAfter(standIn, ...heartbeats)).toBe(4008);
  });

  it('closes the connection on a second sign-in', async () => {
    const standIn = await start();
    const identify = { op: 2, d: { token: standIn.token, intents: 0 } };
    expect(await closeCodeAfter(standIn, identify, identify)).toBe(4005);
  });
});

describe('messages', () => {
  it('come without their content unless they mention the bot or are direct', async () => {
    const { GuildMessages, DirectMessages, Guilds } = GatewayIntentBits;
    const pair = await startPair({}, { intents: [Guilds, GuildMessages, DirectMessages] });
    closing.push(pair);
    const seen: string[] = [];
    const three = new Promise<void>((resolve) => {
      pair.client.on(Events.MessageCreate, (message: Message) => {
        seen.push(message.content);
        if (seen.length === 2) resolve();
      });
    });
    const member = pair.standIn.as(PEOPLE.member);
    await member.sendMessage(CHANNELS.general, 'A secret.');
    await member.sendMessage(CHANNELS.general, `<@${pair.client.user.id}> how many?`);
    await three;
    expect(seen).toEqual(['', `<@${pair.client.user.id}> how many?`]);
    const direct = once(pair.client, Events.MessageCreate);
    await member.sendMessage(CHANNELS.private, 'Between us.');
    await pair.client.users.createDM(PEOPLE.member);
    await member.sendMessage(CHANNELS.memberDm, 'Direct.');
    expect((await direct)[0]).toMatchObject({ content: 'Direct.' });
    expect(seen).not.toContain('Between us.');
  });

  it('are answered in a reply that mentions nobody', async () => {
    const pair = await startPair();
    closing.push(pair);
    pair.client.once(Events.MessageCreate, (message) =>
      message.reply({ content: `Six. <@${PEOPLE.moderator}>`, allowedMentions: { parse: [] } }),
    );
    const member = pair.standIn.as(PEOPLE.member);
    const answered = new Promise<void>((resolve) => {
      const end = subscribe(pair.standIn.world, (event) => {
        if (event.type !== 'message-create' || !event.message.data.author.bot) return;
        end();
        resolve();
      });
    });
    const asked = await member.sendMessage(CHANNELS.general, `<@${pair.client.user.id}> how many?`);
    await answered;
    const reply = member.visibleMessages().at(-1);
    expect(reply).toMatchObject({
      referenced_message: { id: asked.id },
      mentions: [],
      mention_everyone: false,
    });
  });
});

describe('a lost connection', () => {
  it('is resumed, and what happened meanwhile is told', async () => {
    const pair = await startPair();
    closing.push(pair);
    const resumed = once(pair.client, Events.ShardResume);
    const told = once(pair.client, Events.MessageCreate);
    const gone = new Promise<void>((resolve) => {
      const end = subscribe(pair.standIn.world, (event) => {
        if (event.type !== 'bot-status') return;
        end();
        resolve();
      });
    });
    pair.standIn.disconnect();
    await gone;
    await pair.standIn
      .as(PEOPLE.member)
      .sendMessage(CHANNELS.general, `<@${pair.client.user.id}> still there?`);
    await resumed;
    expect((await told)[0]).toMatchObject({ content: expect.stringContaining('still there?') });
    expect(pair.client.ws.status).toBe(Status.Ready);
  });

  it('is started anew when the session is not known', async () => {
    const standIn = await start();
    const socket = new WebSocket(standIn.apiUrl.replace(/^http/, 'ws').replace(/api$/, ''));
    const answers: { op: number; d: unknown }[] = [];
    socket.on('message', (raw) => answers.push(JSON.parse(String(raw))));
    await once(socket, 'open');
    socket.send(JSON.stringify({ op: 6, d: { token: standIn.token, session_id: 'x', seq: 4 } }));
    socket.send(JSON.stringify({ op: 1, d: null }));
    while (answers.length < 3) await once(socket, 'message');
    expect(answers.map(({ op }) => op)).toEqual([10, 9, 11]);
    expect(answers[1]?.d).toBe(false);
    socket.close();
  });
});
