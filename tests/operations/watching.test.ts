/** Who is told when something is broken for long, and when the bot gives up. */
import { afterEach, describe, expect, it } from 'vitest';
import { notesToOwner } from '../../src/discord/owner.ts';
import { makeLogger } from '../../src/log.ts';
import { noteOwner } from '../../src/operations/owner-note.ts';
import { watchModel } from '../../src/operations/without-model.ts';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { statement } from '../../src/refusals.ts';
import { makeVitals, PARTS } from '../../src/supervision/vitals.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { inEnglish } from '../support/refusals.ts';

const MINUTE = 60_000;
/** Never by itself: the tests look when they have moved the clock on. */
const NEVER = 2 ** 31 - 1;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});
function own<T extends { close(): Promise<void> }>(one: T): T {
  open.push(one);
  return one;
}

describe('the owner', () => {
  async function start() {
    const standIn: StandIn = own(await startStandIn());
    const { application, users } = standIn.world;
    application.owner = users.get(PEOPLE.moderator) ?? application.owner;
    const proxy: FaultProxy = own(await startFaultProxy(standIn.apiUrl));
    const log: string[] = [];
    let time = Date.now();
    const now = () => time;
    const vitals = makeVitals(now);
    for (const part of PARTS) vitals.well(part);
    const watch = own(
      noteOwner({
        vitals,
        now,
        afterMs: 10 * MINUTE,
        mendedAfterMs: MINUTE,
        everyMs: NEVER,
        logger: makeLogger('debug', { write: (line) => void log.push(line) }),
        write: notesToOwner({ token: standIn.token, apiUrl: proxy.apiUrl }),
      }),
    );
    const posts = () =>
      standIn.requests.filter(
        ({ method, route }) => method === 'POST' && route?.endsWith('/messages'),
      );
    return {
      proxy,
      vitals,
      log,
      posts,
      async pass(minutes: number) {
        time += minutes * MINUTE;
        await watch.look();
      },
      /** What the owner has read of the bot. */
      notes() {
        const owner = standIn.as(PEOPLE.moderator);
        const dm = [...standIn.world.channels.values()].find(
          ({ kind, recipients }) => kind === 'bot-dm' && recipients.includes(PEOPLE.moderator),
        );
        return owner.visibleMessages(dm?.id).map(({ content }) => content);
      },
    };
  }
  const gone = statement('folderMissing', { folder: '/srv/_articles_' });

  it('gets one note when it has lasted, and one when it is over', async () => {
    const { vitals, pass, notes, posts } = await start();
    vitals.ill('folder', gone);
    await pass(9);
    expect(notes()).toEqual([]);
    await pass(1);
    await pass(20);
    expect(notes()).toEqual([
      expect.stringMatching(
        /^I have not been well.*\nArticles folder, since <t:\d+:R>: .*\\_articles/,
      ),
    ]);
    vitals.well('folder');
    await pass(0);
    expect(notes()).toHaveLength(1);
    await pass(1);
    await pass(60);
    expect(notes()).toEqual([
      expect.anything(),
      expect.stringMatching(/^I am well again\. I was not from <t:\d+:f> to <t:\d+:f>\.$/),
    ]);
    // All went to one person alone, and could notify nobody else.
    expect(posts().map(({ body }) => body)).toMatchObject(
      Array(2).fill({ allowed_mentions: { parse: [] }, enforce_nonce: true }),
    );

    vitals.ill('model', null);
    await pass(10);
    expect(notes()).toHaveLength(3);
  });

  it('hears of a part that is well for a moment now and then as of one break, and of short ones not at all', async () => {
    const { vitals, pass, notes } = await start();
    for (let minutes = 0; minutes < 12; minutes++) {
      vitals.ill('model', null);
      await pass(1);
      vitals.well('model');
    }
    expect(notes()).toHaveLength(1);
    await pass(2);
    expect(notes()).toHaveLength(2);
    for (let round = 0; round < 5; round++) {
      vitals.ill('model', null);
      await pass(5);
      vitals.well('model');
      await pass(5);
    }
    expect(notes()).toHaveLength(2);
  });

  it('is told as soon as it can be where Discord is what is broken, once', async () => {
    const started = await start();
    const { proxy, vitals, pass, notes } = started;
    proxy.spoil = async () => ({ status: 503, body: {} });
    vitals.ill('gateway', statement('systemSaysNothing'));
    await pass(10);
    await pass(1);
    vitals.well('gateway');
    await pass(2);
    expect(notes()).toEqual([]);
    // It arrives, and the answer is lost.
    proxy.spoil = async ({ path }, forward) => {
      if (!path.endsWith('/messages')) return null;
      await forward();
      return { status: 502, body: {} };
    };
    await pass(1);
    proxy.spoil = async () => null;
    await pass(1);
    await pass(1);
    const posts = started.posts().map(({ body }) => body as { content: string; nonce: string });
    expect(posts.every(({ content }) => content.startsWith('I am well again'))).toBe(true);
    expect(new Set(posts.map(({ nonce }) => nonce)).size).toBe(1);
    expect(new Set(started.notes())).toEqual(new Set(posts.map(({ content }) => content)));
  });

  it('who takes no messages of the bot is left alone, and the log says so once', async () => {
    const { proxy, vitals, pass, notes, log } = await start();
    proxy.spoil = async ({ path }) =>
      path.endsWith('/messages')
        ? { status: 403, body: { code: 50007, message: 'Cannot send messages to this user' } }
        : null;
    for (let round = 0; round < 3; round++) {
      vitals.ill('index', null);
      await pass(11);
      vitals.well('index');
      await pass(2);
    }
    expect(notes()).toEqual([]);
    expect(log.filter((line) => line.includes('takes no messages'))).toHaveLength(1);
  });
});

describe('a model that does not run', () => {
  it('ends the bot after ten minutes with one sentence, but not while it is being fetched', () => {
    let time = 0;
    const vitals = makeVitals(() => time);
    const given: string[] = [];
    const { look } = own(
      watchModel({
        vitals,
        model: 'some/model',
        afterMs: 10 * MINUTE,
        everyMs: NEVER,
        onGivenUp: (refusal) => given.push(inEnglish(refusal)),
        now: () => time,
      }),
    );
    const pass = (minutes: number) => {
      time += minutes * MINUTE;
      look();
    };
    pass(60);
    vitals.ill('model', statement('modelStoppedLoading'));
    pass(9);
    vitals.well('model');
    vitals.ill('model', statement('modelStoppedLoading'));
    pass(9);
    expect(given).toEqual([]);
    // Trying again is not running.
    vitals.restarted('model');
    vitals.ill('model', statement('modelStoppedLoading'));
    pass(1);
    expect(given).toEqual(['The model some/model has not run for 10 minutes, so Footnote ends.']);
  });
});
