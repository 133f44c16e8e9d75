/** The page's server: its own page only, live events, acts, and refusal of every other site. */
import { request } from 'node:http';
import { Events, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/seed.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { type Pair, startPair } from './with-client.ts';

let pair: Pair;
let playground: Playground;
beforeAll(async () => {
  pair = await startPair();
  playground = await startPlayground({ standIn: pair.standIn, host: '127.0.0.1', port: 0 });
  await pair.client.application.commands.set([
    {
      name: 'ask',
      description: 'Asks.',
      options: [{ type: 3, name: 'question', description: 'What?', required: true }],
    },
  ]);
});
afterAll(async () => {
  await playground.close();
  await pair.close();
});

const act = (as: string, body: unknown) =>
  fetch(`${playground.url}act?as=${as}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A request with headers that fetch does not let one set. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, playground.url), { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on('error', reject).end();
  });
}

/** Opens a person's stream. */
async function open(as: string) {
  const ended = new AbortController();
  const response = await fetch(`${playground.url}events?as=${as}`, { signal: ended.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  return {
    async next(): Promise<{ type: string } & Record<string, unknown>> {
      for (;;) {
        const end = rest.indexOf('\n\n');
        if (end >= 0) {
          const block = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (block.startsWith('data: ')) return JSON.parse(block.slice('data: '.length));
          continue;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended.');
        rest += decoder.decode(value, { stream: true });
      }
    },
    close: () => ended.abort(),
  };
}

describe('the page', () => {
  it('is served with a policy that lets nothing in from outside', async () => {
    const response = await fetch(playground.url);
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|style=|https?:\/\//);
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]*)"/g))
      expect((await fetch(new URL(path ?? '', playground.url))).status).toBe(200);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/main.ts', '/index.html/x'])(
    'is all there is: not %s',
    async (path) => {
      expect(await raw(path, {})).toBe(404);
    },
  );

  it.each([
    ['a name of its own for this machine', { host: 'evil.example' }],
    ['the same with our port', { host: 'localhost.evil.example:4321' }],
    ['another address', { host: '192.0.2.1' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch from another port', { 'sec-fetch-site': 'same-site' }],
    ['a host that is none', { host: 'a b' }],
  ])('refuses %s', async (_what, headers) => {
    for (const path of ['/', '/events', '/act'])
      expect(
        await raw(path, headers as Record<string, string>, path === '/act' ? 'POST' : 'GET'),
      ).toBe(403);
  });

  it('answers to localhost as well', async () => {
    const { port } = new URL(playground.url);
    expect(await raw('/', { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(
      200,
    );
    expect(await raw('/', { host: `[::1]:${port}` })).toBe(200);
  });

  it('takes acts as JSON only', async () => {
    const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' };
    expect((await fetch(`${playground.url}act?as=${PEOPLE.member}`, plain)).status).toBe(415);
    expect((await act(PEOPLE.member, { do: 'anything' })).status).toBe(400);
    expect((await act('1', { do: 'dismiss', messageId: '1' })).status).toBe(400);
  });
});

describe('two windows', () => {
  it('see the same channel live, and private replies only in one', async () => {
    const [member, moderator] = [await open(PEOPLE.member), await open(PEOPLE.moderator)];
    expect(await member.next()).toMatchObject({
      type: 'snapshot',
      me: PEOPLE.member,
      bot: { online: true },
      channelId: CHANNELS.general,
      commands: [{ name: 'ask' }],
      messages: [],
    });
    expect((await moderator.next()).type).toBe('snapshot');

    pair.client.once(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('<script>alert(1)</script>');
      await interaction.followUp('For all.');
    });
    const options = { question: 'How many?' };
    const { channelId } = { channelId: CHANNELS.general };
    const done = await act(PEOPLE.member, { do: 'run', name: 'ask', channelId, options });
    expect(done.status).toBe(200);

    const types: string[] = [];
    let last = await member.next();
    for (; !('message' in last && (last.message as { content: string }).content === 'For all.'); ) {
      types.push(last.type);
      last = await member.next();
    }
    expect(types).toContain('message-update');
    expect(await moderator.next()).toMatchObject({
      type: 'message-create',
      message: { content: 'For all.' },
    });

    const mine = pair.standIn.as(PEOPLE.member).visibleMessages()[0];
    await act(PEOPLE.member, { do: 'dismiss', messageId: mine?.id });
    for (last = await member.next(); last.type !== 'message-delete'; ) last = await member.next();
    expect(last.messageId).toBe(mine?.id);
    member.close();
    moderator.close();
    // A page that went away does not disturb the others.
    await pair.standIn.as(PEOPLE.member).sendMessage(CHANNELS.general, 'Still here.');
    expect((await fetch(playground.url)).status).toBe(200);
  });
});

describe('starting', () => {
  it('says so when the port is taken', async () => {
    const port = Number(new URL(playground.url).port);
    const second = startPlayground({ standIn: pair.standIn, host: '127.0.0.1', port });
    await expect(second).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringContaining('PLAYGROUND_PORT'),
    });
  });
});
