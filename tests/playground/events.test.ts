/** The page's stream under strain: pages that stop reading, too many of them, long silence. */
import { get, type IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { publish } from '../../src/playground/stand-in/world.ts';
import { compilePage, type PageScripts } from '../support/page-scripts.ts';

let standIn: StandIn;
let scripts: PageScripts;
let playground: Playground;
let listening = 0;
beforeAll(async () => {
  standIn = await startStandIn();
  scripts = await compilePage();
  const options = { standIn, host: '127.0.0.1', port: 0, scripts: scripts.folder };
  playground = await startPlayground(options);
  listening = standIn.world.changes.listenerCount('change');
});
afterAll(async () => {
  await playground.close();
  await standIn.close();
  scripts.remove();
});

/** Opens a stream that is not read yet. */
const open = () =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${playground.url}events`, resolve).on('error', reject);
  });
const closed = (stream: IncomingMessage) =>
  new Promise<void>((resolve) => {
    stream.on('error', () => {}).on('close', resolve);
    if (stream.destroyed) resolve();
  });
/** Until the server has let go of every stream. */
async function allGone(): Promise<void> {
  while (standIn.world.changes.listenerCount('change') > listening) await setImmediate();
}

describe('the stream of a page', () => {
  it('gives a sign of life while nothing happens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const stream = await open();
      let text = '';
      const sign = new Promise<void>((resolve) => {
        stream.on('data', (chunk) => {
          text += String(chunk);
          if (text.endsWith(': here\n\n')) resolve();
        });
      });
      vi.advanceTimersByTime(15_000);
      await sign;
      expect(text).toMatch(/^data: \{"type":"snapshot".*\}\n\n: here\n\n$/);
      stream.destroy();
      await allGone();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is refused beyond 50 of them, until one is closed', async () => {
    const streams = await Promise.all(Array.from({ length: 50 }, open));
    expect(streams.map(({ statusCode }) => statusCode)).toEqual(Array(50).fill(200));
    const events = `${playground.url}events`;
    const refused = await fetch(events);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ message: 'Too many pages are open.' });
    for (const stream of streams) stream.destroy();
    await allGone();
    const again = await open();
    expect(again.statusCode).toBe(200);
    again.destroy();
  });

  it('is refused to strangers, and in channels that are not theirs', async () => {
    for (const query of ['as=1', `as=${PEOPLE.member}&channel=${CHANNELS.moderatorDm}`])
      expect((await fetch(`${playground.url}events?${query}`)).status).toBe(404);
    await allGone();
  });

  it('is ended when the page has stopped reading, and can be opened anew', async () => {
    const stream = await open();
    stream.pause();
    let gone = false;
    const ended = closed(stream).then(() => {
      gone = true;
    });
    const large = 'x'.repeat(1024 * 1024);
    const { id } = await standIn.as(PEOPLE.member).sendMessage(CHANNELS.general, 'Short.');
    const message = standIn.world.messages.get(id);
    if (message === undefined) throw new Error('There is no such message.');
    message.data = { ...message.data, content: large };
    // Far more than what the system itself keeps for a connection.
    for (let count = 0; standIn.world.changes.listenerCount('change') > listening; count++) {
      if (count > 200) throw new Error('The stream is still open.');
      publish(standIn.world, { type: 'message-update', message });
      await setImmediate();
    }
    stream.resume();
    await ended;
    expect(gone).toBe(true);

    message.data = { ...message.data, content: large.repeat(9) };
    // All of it is there again when the page comes back, though it is more than is let wait.
    const again = await open();
    let text = '';
    for await (const chunk of again) {
      text += String(chunk);
      if (text.endsWith('\n\n')) break;
    }
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
    await allGone();
  });
});
