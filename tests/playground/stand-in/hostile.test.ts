/** The stand-in against whatever else finds its port: other sites' pages, and bytes that are no request. */
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CHANNELS, PEOPLE } from '../../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../../src/playground/stand-in/stand-in.ts';
import { subscribe } from '../../../src/playground/stand-in/world.ts';
import { createClock } from '../../support/clock.ts';
import { BAD_LINES, rawRequest, statusOf, UPGRADE } from '../../support/raw-request.ts';

const MESSAGES = `/api/v10/channels/${CHANNELS.general}/messages`;

let standIn: StandIn;
let errors: unknown[];
const clock = createClock();
beforeEach(async () => {
  errors = [];
  standIn = await startStandIn({ clock, onError: (error) => errors.push(error) });
});
afterEach(() => standIn.close());

const port = () => Number(new URL(standIn.apiUrl).port);
const host = () => `Host: 127.0.0.1:${port()}\r\n`;
const gateway = () => `ws://127.0.0.1:${port()}/?v=10&encoding=json`;

/** It still answers its bot. */
async function expectAlive(): Promise<void> {
  const headers = { authorization: `Bot ${standIn.token}` };
  expect((await fetch(`${standIn.apiUrl}/v10/users/@me`, { headers })).status).toBe(200);
  expect(errors).toEqual([]);
}

describe('bytes that are no request', () => {
  it.each(BAD_LINES)('do not end it: %j', async (line) => {
    for (const headers of ['', UPGRADE]) {
      const head = await rawRequest(port(), `${line}\r\n${host()}${headers}\r\n`);
      const isRefused = head === '' || statusOf(head) >= 400;
      expect([head, isRefused]).toEqual([head, true]);
    }
    await expectAlive();
  });

  it.each(['', 'Host: [\r\n', 'Host: a b\r\n', 'Host: a/b\r\n', 'Host: x@127.0.0.1\r\n'])(
    'do not end it with the header %j',
    async (header) => {
      for (const more of ['', UPGRADE]) {
        const head = await rawRequest(port(), `GET / HTTP/1.1\r\n${header}${more}\r\n`);
        expect([400, 403]).toContain(statusOf(head));
      }
      await expectAlive();
    },
  );
});

describe('pages of other sites', () => {
  it.each([
    ['an origin of theirs', { origin: 'https://evil.example' }],
    ['no origin that can be told', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a name of theirs for this machine', { host: 'evil.example' }],
    ['a link', { 'sec-fetch-site': 'cross-site' }],
  ])('are refused, with %s', async (_what, headers) => {
    for (const path of ['/api/v10/gateway', MESSAGES, '/attachments/1/2/a?key=x', '/']) {
      const status = await new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port: port(), path, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on('error', reject).end();
      });
      expect(status).toBe(403);
    }
    const socket = new WebSocket(gateway(), { headers: headers as Record<string, string> });
    const [, answer] = await once(socket, 'unexpected-response');
    expect((answer as { statusCode: number }).statusCode).toBe(403);
    expect(standIn.requests).toEqual([]);
  });

  it('are told from the bot, which names no origin', async () => {
    const socket = new WebSocket(gateway());
    await once(socket, 'message');
    socket.terminate();
  });
});

describe('the gateway', () => {
  it('is at one address only', async () => {
    const head = await rawRequest(port(), `GET /other HTTP/1.1\r\n${host()}${UPGRADE}\r\n`);
    expect(statusOf(head)).toBe(404);
  });

  it('reads no payload that is far too large, and few connections at once', async () => {
    const sockets = Array.from({ length: 16 }, () => new WebSocket(gateway()));
    await Promise.all(sockets.map((socket) => once(socket, 'message')));
    const [, answer] = await once(new WebSocket(gateway()), 'unexpected-response');
    expect((answer as { statusCode: number }).statusCode).toBe(503);
    const [first] = sockets;
    first?.send('x'.repeat(1024 * 1024));
    const [code] = await once(first as WebSocket, 'close');
    expect(code).toBe(1009);
    const ended = sockets.slice(1).map((socket) => once(socket, 'close'));
    for (const socket of sockets) socket.terminate();
    await Promise.all(ended);
    await expectAlive();
  });
});

describe('a body', () => {
  /** Announces more than it sends, so that only a server that does not wait for it answers. */
  const announced = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const all = { 'content-type': 'application/json', ...headers, 'content-length': 100_000_000 };
      const options = { host: '127.0.0.1', port: port(), path, method: 'POST', headers: all };
      const sent = request(options, (answer) => {
        resolve(answer.statusCode ?? 0);
        sent.destroy();
      });
      sent.on('error', reject).write('{');
    });

  it('is not read before route and token are known', async () => {
    const authorization = `Bot ${standIn.token}`;
    expect(await announced(MESSAGES, {})).toBe(401);
    expect(await announced(MESSAGES, { authorization: 'Bot guess' })).toBe(401);
    expect(await announced('/api/v10/nowhere', { authorization })).toBe(404);
    expect(await announced('/api/v10/interactions/1/guess/callback', {})).toBe(404);
    expect(await announced(`/api/v10/webhooks/${standIn.applicationId}/guess`, {})).toBe(404);
    expect(await announced(MESSAGES, { authorization })).toBe(413);
    await expectAlive();
  });

  it('is at most as large as Discord needs it', async () => {
    const send = (path: string, method: string, body: unknown) =>
      fetch(`${standIn.apiUrl}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${standIn.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const pad = 'x'.repeat(130 * 1024);
    const path = `/channels/${CHANNELS.general}/messages`;
    expect((await send(path, 'POST', { content: 'x', pad })).status).toBe(413);
    const commands = Array.from({ length: 20 }, (_, i) => ({
      name: `c${i}`,
      description: 'x',
      pad,
    }));
    expect(
      (await send(`/applications/${standIn.applicationId}/commands`, 'PUT', commands)).status,
    ).toBe(413);
    const few = commands.slice(0, 5);
    expect((await send(`/applications/${standIn.applicationId}/commands`, 'PUT', few)).status).toBe(
      200,
    );
  });
});

describe('an uploaded file', () => {
  it.each(['text/plain\r\nx: y', 'text/plain\nx', 'text/ü', '', 'a', 'text/html; a=b\u0000'])(
    'is served whatever its type says: %j',
    async (contentType) => {
      const file = { filename: 'a.txt', contentType, data: new Uint8Array([97]) };
      const member = standIn.as(PEOPLE.member);
      const { attachments } = await member.sendMessage(CHANNELS.general, 'x', [file]);
      const answer = await fetch(attachments[0]?.url ?? '');
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(await answer.text()).toBe('a');
    },
  );
});

describe('a bug', () => {
  it('in a timer or an event is told, and ends nothing', async () => {
    const stop = subscribe(standIn.world, () => {
      throw new Error('a listener that fails');
    });
    standIn.world.clock.after(3_000, () => {
      throw new Error('a timer that fails');
    });
    clock.pass(3_000);
    expect(errors).toEqual([expect.objectContaining({ message: 'a timer that fails' })]);
    // Signing in publishes that the bot is there, to the listener that fails.
    const socket = new WebSocket(gateway());
    await once(socket, 'message');
    socket.send(JSON.stringify({ op: 2, d: { token: standIn.token, intents: 0 } }));
    const [code] = await once(socket, 'close');
    expect(code).toBe(4000);
    expect(errors).toContainEqual(expect.objectContaining({ message: 'a listener that fails' }));
    stop();
    errors.length = 0;
    await expectAlive();
  });
});
