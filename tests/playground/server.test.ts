/** The page's server: its own page only, live events, acts, and refusal of every other site. */
import { request } from 'node:http';
import { Events, type Interaction, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayIn } from '../../src/languages/say.ts';
import type { Insight, InsightPlace } from '../../src/playground/insight.ts';
import type { AskedQuestion } from '../../src/playground/page/wire.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { CHANNELS, GUILD_ID, OTHER_GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { Refusal } from '../../src/refusals.ts';
import { compilePage, type PageScripts } from '../support/page-scripts.ts';
import { inEnglish, refusedWords } from '../support/refusals.ts';
import { type Pair, startPair } from './with-client.ts';

const asked: AskedQuestion[] = [];
const places: InsightPlace[] = [];
const insight: Insight = {
  suggestions: async () => ({ questions: ['How many?'], offTopic: null, falseQuote: null }),
  async article({ id }, at) {
    places.push(at);
    if (id !== 'aaaaaa-bbbbbb') return null;
    const span = { start: 0, end: 4 };
    return {
      title: 'A title',
      author: null,
      publisher: null,
      published: null,
      url: null,
      language: null,
      file: 'a.md',
      text: 'Text',
      blocks: [
        { ...span, number: 1, section: null, pieces: [{ kind: 'paragraph' as const, ...span }] },
      ],
      passage: span,
      dropped: [],
      warnings: [],
    };
  },
  asksBy: () => null,
  async explain(question, at) {
    places.push(at);
    if (question.question === 'fail') throw new Refusal('readingStarts');
    asked.push(question);
    return {
      judgement: 'answers',
      confidence: 0.9,
      thresholds: { mayAnswerFrom: 0.3, answersFrom: 0.5 },
      signals: {},
      reading: null,
      candidates: [],
    };
  },
};

let pair: Pair;
let scripts: PageScripts;
let playground: Playground;
beforeAll(async () => {
  pair = await startPair();
  scripts = await compilePage();
  playground = await startPlayground({
    standIn: pair.standIn,
    insight,
    host: '127.0.0.1',
    port: 0,
    scripts: scripts.folder,
  });
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
  scripts.remove();
});

const act = (as: string, body: unknown, more = '') =>
  fetch(`${playground.url}act?as=${as}${more}`, {
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
    expect((await act('1', { do: 'dismiss', messageId: '1' })).status).toBe(404);
  });

  it('takes no act that is larger than a file may be', async () => {
    const content = 'x'.repeat(15 * 1024 * 1024);
    const refused = await act(PEOPLE.member, { do: 'send', content });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ message: 'This file is too large.' });
  });

  it('lets no uploaded file run in it', async () => {
    const data = new TextEncoder().encode('<script>alert(1)</script>');
    const file = { filename: 'a.html', contentType: 'text/html', data };
    const member = pair.standIn.as(PEOPLE.member);
    const { attachments } = await member.sendMessage(CHANNELS.private, '', [file]);
    const { pathname, search } = new URL(attachments[0]?.url ?? '');
    const { headers } = await fetch(new URL(pathname + search, playground.url));
    expect(headers.get('content-disposition')).toBe('attachment');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
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

it('does what a person does in the language of their page, and says so what was refused', async () => {
  const run = {
    do: 'run',
    name: 'ask',
    channelId: CHANNELS.quayside,
    options: { question: 'Who?' },
  };
  const localeOf = async (more: string) => {
    const interaction = new Promise<Interaction>((resolve) =>
      pair.client.once(Events.InteractionCreate, resolve),
    );
    await act(PEOPLE.otherModerator, run, more);
    return (await interaction).locale;
  };
  expect(await localeOf('')).toBe('en-US');
  expect(await localeOf('&locale=ru')).toBe('ru');
  expect(await localeOf('&locale=xx')).toBe('ru');
  const gone = { do: 'dismiss', messageId: '1' };
  expect(await (await act(PEOPLE.otherModerator, gone)).json()).toEqual({
    message: sayIn('ru').tell({ key: 'messageUnseen' }),
  });
  expect(await localeOf('&locale=en-US')).toBe('en-US');
});

describe('the side panel', () => {
  const read = async (path: string) => {
    const response = await fetch(`${playground.url}insight/${path}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('gets questions and articles from the insight', async () => {
    expect(await read('suggestions')).toMatchObject({ body: { questions: ['How many?'] } });
    expect((await read('article?id=aaaaaa-bbbbbb')).body).toMatchObject({ title: 'A title' });
    for (const id of ['aaaaaa-bbbbbc', '../../etc', ''])
      expect((await read(`article?id=${encodeURIComponent(id)}`)).status).toBe(404);
    expect((await read('anything')).status).toBe(404);
    // Seen from where one reads, and from nowhere that one is not.
    const from = (channel: string) =>
      read(`article?id=aaaaaa-bbbbbb&as=${PEOPLE.member}&channel=${channel}`);
    for (const [channel, serverId, isBotDm] of [
      [CHANNELS.quayside, OTHER_GUILD_ID, false],
      [CHANNELS.memberDm, null, true],
      [CHANNELS.private, null, false],
    ] as const) {
      expect((await from(channel)).status).toBe(200);
      expect(places.at(-1)).toMatchObject({ userId: PEOPLE.member, serverId, isBotDm });
    }
    expect((await from(CHANNELS.moderatorDm)).status).toBe(404);
  });

  it('explains what was asked, to whoever asked it, also through the buttons of the answer', async () => {
    pair.client.once(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const button = { type: 2, style: 2, label: 'More', custom_id: 'more' } as const;
      const components = [{ type: 1, components: [button] }] as const;
      pair.client.once(Events.InteractionCreate, async (press) => {
        if (press.isButton()) await press.reply('Two.');
      });
      await interaction.reply({ content: 'One.', components });
    });
    const member = pair.standIn.as(PEOPLE.member);
    const command = await member.runCommand({ name: 'ask', options: { question: 'Who was it?' } });
    const { message } = await command.reply();
    const press = await member.click(message?.id ?? '', 'more');
    await press.reply();

    const as = (who: string, of = '') => read(`explain?as=${who}${of}`);
    asked.length = 0;
    for (const query of ['', `&of=${command.id}`, `&of=${press.id}`])
      expect((await as(PEOPLE.member, query)).body).toMatchObject({
        question: 'Who was it?',
        confidence: 0.9,
      });
    expect(asked).toEqual(
      Array(3).fill({
        question: 'Who was it?',
        options: { question: 'Who was it?' },
      }),
    );
    expect(places.slice(-3)).toEqual(
      Array(3).fill({
        ...{ userId: PEOPLE.member, serverId: GUILD_ID, isBotDm: false },
        locale: 'en-US',
      }),
    );
    // Another's question is not shown, by its id or as the latest.
    expect((await as(PEOPLE.moderator, `&of=${command.id}`)).status).toBe(404);
    expect((await as(PEOPLE.moderator)).status).toBe(404);

    const mention = `<@${pair.client.user.id}> And when?`;
    const { id } = await member.sendMessage(CHANNELS.general, mention);
    await member.sendMessage(CHANNELS.general, 'Nothing for the bot.');
    for (const query of ['', `&of=${id}`])
      expect((await as(PEOPLE.member, query)).body).toMatchObject({ question: 'And when?' });

    await member.runCommand({ name: 'ask', options: { question: 'fail' } });
    const words = inEnglish(new Refusal('readingStarts'));
    expect(await as(PEOPLE.member)).toEqual({ status: 400, body: { message: words } });
  });

  it('refuses in the language of the one who acts', async () => {
    const { userId } = pair.standIn.as(PEOPLE.moderator);
    pair.standIn.setLocale(userId, 'ru');
    const { body } = await read(`explain?as=${userId}`);
    expect(body.message).toMatch(/^[А-Я][а-я ,]+\.$/);
    pair.standIn.setLocale(userId, 'en-US');
  });

  it('is refused to other sites like everything else', async () => {
    expect(await raw('/insight/suggestions', { host: 'evil.example' })).toBe(403);
    expect(await raw('/insight/suggestions', { 'sec-fetch-site': 'cross-site' })).toBe(403);
  });
});

describe('another address', () => {
  it('is served when told so, under numbers and its own name but no other', async () => {
    const { folder } = scripts;
    const open = await startPlayground({
      standIn: pair.standIn,
      host: '0.0.0.0',
      port: 0,
      scripts: folder,
    });
    const { port } = new URL(open.url);
    const status = async (host: string) => {
      const path = `http://127.0.0.1:${port}/`;
      return new Promise<number>((resolve, reject) => {
        const sent = request(path, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        sent.on('error', reject).end();
      });
    };
    expect(await status(`192.0.2.7:${port}`)).toBe(200);
    expect(await status(`localhost:${port}`)).toBe(200);
    expect(await status(`evil.example:${port}`)).toBe(403);
    await open.close();
  });
});

describe('starting', () => {
  it('says so when the page has not been built', async () => {
    const { standIn } = pair;
    const start = startPlayground({ standIn, host: '127.0.0.1', port: 0, scripts: '/nowhere' });
    expect(await refusedWords(start)).toContain('npm run build');
  });

  it('says so when the port is taken', async () => {
    const port = Number(new URL(playground.url).port);
    const second = startPlayground({
      standIn: pair.standIn,
      host: '127.0.0.1',
      port,
      scripts: scripts.folder,
    });
    expect(await refusedWords(second)).toContain('PLAYGROUND_PORT');
  });
});
