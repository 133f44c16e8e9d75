/** A playground that others can reach: they are members, and whoever has the token moderates. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { createClock } from '../support/clock.ts';
import { compilePage, type PageScripts } from '../support/page-scripts.ts';
import { BAD_LINES, rawRequest, statusOf, UPGRADE } from '../support/raw-request.ts';

let standIn: StandIn;
let scripts: PageScripts;
let inside: Playground;
let outside: Playground;
beforeAll(async () => {
  standIn = await startStandIn({ clock: createClock() });
  scripts = await compilePage();
  const start = (host: string) =>
    startPlayground({ standIn, host, port: 0, scripts: scripts.folder });
  inside = await start('127.0.0.1');
  outside = await start('0.0.0.0');
});
afterAll(async () => {
  await inside.close();
  await outside.close();
  await standIn.close();
  scripts.remove();
});

const port = ({ url }: Playground) => Number(new URL(url).port);
const origin = (playground: Playground) => `http://127.0.0.1:${port(playground)}`;
const tokenOf = ({ moderatorUrl }: Playground) =>
  new URLSearchParams(new URL(moderatorUrl ?? '').hash.slice(1)).get('token') ?? '';

function post(playground: Playground, path: string, body: unknown, cookie = '') {
  return fetch(`${origin(playground)}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie !== '' && { cookie }) },
    body: JSON.stringify(body),
  });
}

const SAY = { do: 'send', channelId: CHANNELS.announcements, content: 'Hear!', files: [] };
const asModerator = `?as=${PEOPLE.moderator}`;

/** The first event of a stream: what its page is shown. */
async function snapshotOf(playground: Playground, query: string, cookie = '') {
  const ended = new AbortController();
  const response = await fetch(`${origin(playground)}/events${query}`, {
    headers: { ...(cookie !== '' && { cookie }) },
    signal: ended.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (!text.includes('\n\n')) {
    const { value } = await reader.read();
    text += Buffer.from(value ?? []).toString();
  }
  ended.abort();
  return JSON.parse(text.replace(/^data: /, '')) as {
    me: string;
    people: { id: string; locked: boolean }[];
  };
}

describe('a playground of this machine only', () => {
  it('asks nobody for a token', async () => {
    expect(inside.moderatorUrl).toBeNull();
    expect((await post(inside, `/act${asModerator}`, SAY)).status).toBe(200);
    const { me, people } = await snapshotOf(inside, asModerator);
    expect([me, people.map(({ locked }) => locked)]).toEqual([
      PEOPLE.moderator,
      [false, false, false],
    ]);
  });
});

describe('a playground that others can reach', () => {
  it('lets them be the member and no moderator, in no way', async () => {
    const own = { do: 'send', channelId: CHANNELS.general, content: 'Hello.', files: [] };
    expect((await post(outside, `/act?as=${PEOPLE.member}`, own)).status).toBe(200);
    for (const query of [asModerator, `?as=${PEOPLE.member}&as=${PEOPLE.moderator}`]) {
      for (const cookie of ['', 'footnote-playground=', 'footnote-playground=guess']) {
        const refused = await post(outside, `/act${query}`, SAY, cookie);
        expect(refused.status).toBe(400);
        expect(await refused.json()).toEqual({
          message: 'Acting as the moderator needs the token that was printed at start.',
        });
      }
    }
    const explained = await fetch(`${origin(outside)}/insight/explain${asModerator}`);
    expect(explained.ok).toBe(false);
    // Nor are the moderator's messages shown.
    const query = `${asModerator}&channel=${CHANNELS.moderatorDm}`;
    const { me, people } = await snapshotOf(outside, query);
    expect(me).toBe(PEOPLE.member);
    expect(people).toMatchObject([
      { id: PEOPLE.member, locked: false },
      { id: PEOPLE.moderator, locked: true },
      { id: PEOPLE.otherModerator, locked: true },
    ]);
  });

  it('lets whoever gives the token moderate, by a cookie that no script and no other site has', async () => {
    const token = tokenOf(outside);
    expect(token.length).toBeGreaterThan(40);
    const wrong = await post(outside, '/moderator', { token: `${token}x` });
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([400, null]);
    expect((await post(outside, '/moderator', { token: 5 })).status).toBe(400);
    expect((await post(outside, '/moderator', { token: 'x'.repeat(5000) })).status).toBe(400);
    const right = await post(outside, '/moderator', { token });
    expect(right.status).toBe(200);
    const set = right.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Strict/);
    const [cookie = ''] = set.split(';');
    expect((await post(outside, `/act${asModerator}`, SAY, cookie)).status).toBe(200);
    const { me, people } = await snapshotOf(outside, asModerator, cookie);
    expect([me, people.map(({ locked }) => locked)]).toEqual([
      PEOPLE.moderator,
      [false, false, false],
    ]);
    // Another start has another token.
    expect(await standInTokenOfAnotherStart()).not.toBe(token);
  });

  async function standInTokenOfAnotherStart() {
    const again = await startPlayground({
      standIn,
      host: '0.0.0.0',
      port: 0,
      scripts: scripts.folder,
    });
    await again.close();
    return tokenOf(again);
  }

  it('gives the token to no other site: nothing is referred, other hosts and origins are refused', async () => {
    const page = await fetch(origin(outside));
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const foreign = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const options = {
          host: '127.0.0.1',
          port: port(outside),
          path: '/moderator',
          method: 'POST',
        };
        const sent = request({ ...options, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on('error', reject).end('{}');
      });
    expect(await foreign({ origin: 'https://evil.example' })).toBe(403);
    expect(await foreign({ host: 'evil.example' })).toBe(403);
  });
});

describe('bytes that are no request', () => {
  it.each(BAD_LINES)('do not end the page’s server: %j', async (line) => {
    for (const headers of ['', UPGRADE]) {
      const host = `Host: 127.0.0.1:${port(inside)}\r\n`;
      const head = await rawRequest(port(inside), `${line}\r\n${host}${headers}\r\n`);
      expect([head, head === '' || statusOf(head) >= 400]).toEqual([head, true]);
    }
    expect((await fetch(origin(inside))).status).toBe(200);
  });
});
