/** Every route that is not an interaction's, with discord.js's REST client. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { DiscordAPIError, REST, Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, GUILD_ID, PEOPLE } from '../../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../../src/playground/stand-in/stand-in.ts';
import { createBodyValidator } from '../../support/discord-schema.ts';

let standIn: StandIn;
let rest: REST;
const errors: unknown[] = [];
const validate = createBodyValidator();

beforeAll(async () => {
  standIn = await startStandIn({ onError: (error) => errors.push(error) });
  rest = new REST({ api: standIn.apiUrl, retries: 0 }).setToken(standIn.token);
});
afterEach(() => expect(errors).toEqual([]));
afterAll(() => standIn.close());

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'accepted', status: 200 }),
    (error: unknown) =>
      error instanceof DiscordAPIError
        ? { code: error.code, status: error.status }
        : { code: String(error), status: (error as { status?: number }).status },
  );

describe('looking up', () => {
  const { member } = PEOPLE;
  it.each([
    ['/gateway', 'url'],
    [Routes.gatewayBot(), 'session_start_limit'],
    [Routes.user(), 'verified'],
    [Routes.user(member), 'username'],
    ['/users/@me/guilds', '0'],
    ['/applications/@me', 'integration_types_config'],
    [Routes.oauth2CurrentApplication(), 'bot'],
    [Routes.channel(CHANNELS.general), 'topic'],
    [Routes.channel(CHANNELS.memberDm), 'recipients'],
    [Routes.guild(GUILD_ID), 'roles'],
    [Routes.guildChannels(GUILD_ID), '0'],
    [Routes.guildRoles(GUILD_ID), '2'],
    [Routes.guildMember(GUILD_ID, member), 'joined_at'],
  ] as const)('finds %s', async (path, field) => {
    expect(await rest.get(path)).toHaveProperty([field]);
  });

  it.each([
    ['/channels/1', 10003],
    ['/guilds/1', 10004],
    [`/guilds/${GUILD_ID}/members/1`, 10007],
    ['/users/1', 10013],
    [`/channels/${CHANNELS.general}/messages/1`, 10008],
    [`/channels/${CHANNELS.private}`, 50001],
    ['/applications/1/commands', 10002],
    ['/nothing/here', 0],
  ] as const)('does not find %s', async (path, code) => {
    expect((await refusal(rest.get(path))).code).toBe(code);
    expect(standIn.requests.at(-1)?.status).toBeGreaterThanOrEqual(400);
  });

  it('opens direct messages once', async () => {
    const open = () => rest.post(Routes.userChannels(), { body: { recipient_id: PEOPLE.member } });
    expect(await open()).toMatchObject({ id: CHANNELS.memberDm, type: 1 });
    expect(await open()).toMatchObject({ id: CHANNELS.memberDm });
  });

  it('refuses a wrong token, a wrong method and broken JSON', async () => {
    const other = new REST({ api: standIn.apiUrl, retries: 0 }).setToken('wrong');
    expect((await refusal(other.get(Routes.user()))).status).toBe(401);
    expect((await refusal(rest.delete('/gateway'))).status).toBe(405);
    const broken = await fetch(`${standIn.apiUrl}/v10/channels/${CHANNELS.general}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${standIn.token}`, 'content-type': 'application/json' },
      body: '{',
    });
    expect(await broken.json()).toMatchObject({ code: 50109 });
    expect((await fetch(`${standIn.apiUrl}/v10/%E0%A4%A`)).status).toBe(404);
  });
});

describe('a body that is too large', () => {
  it('is refused before it has come', async () => {
    const path = `${standIn.apiUrl}/v10/channels/${CHANNELS.general}/messages`;
    const headers = { authorization: `Bot ${standIn.token}`, 'content-length': 200 * 1024 * 1024 };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(path, { method: 'POST', headers }, resolve).on('error', reject);
      sent.write('{');
    });
    const [body] = (await once(answer, 'data')) as [Buffer];
    expect(answer.statusCode).toBe(413);
    expect(JSON.parse(String(body))).toMatchObject({ code: 40005 });
    answer.destroy();
  });
});

describe('commands', () => {
  const all = () => Routes.applicationCommands(standIn.applicationId);
  const ask = { name: 'ask', description: 'Asks.', name_localizations: { ru: 'спросить' } };

  it('are set, listed, changed and removed, and keep their ids', async () => {
    const [set] = (await rest.put(all(), { body: [ask] })) as [Record<string, unknown>];
    expect(set).toMatchObject({ type: 1, contexts: null, nsfw: false, dm_permission: true });
    const [again] = (await rest.put(all(), { body: [ask] })) as [Record<string, unknown>];
    expect(again).toEqual(set);
    const [changed] = (await rest.put(all(), { body: [{ ...ask, description: 'Asks!' }] })) as [
      Record<string, unknown>,
    ];
    expect(changed.id).toBe(set.id);
    expect(changed.version).not.toBe(set.version);

    const bare = (await rest.get(all())) as Record<string, unknown>[];
    expect(bare[0]).not.toHaveProperty('name_localizations');
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest.get(all(), { query })).toEqual([changed]);

    const one = Routes.applicationCommand(standIn.applicationId, String(set.id));
    expect(await rest.patch(one, { body: { description: 'Edited.' } })).toMatchObject({
      name: 'ask',
      description: 'Edited.',
    });
    expect(await rest.get(one)).toMatchObject({ description: 'Edited.' });
    await rest.delete(one);
    expect((await refusal(rest.get(one))).code).toBe(10063);
    if (validate !== null)
      for (const request of standIn.requests.filter(({ status }) => status < 300))
        expect(validate(request)).toEqual([]);
  });

  it('of a server hide global ones, and are offered by permission and place', async () => {
    const guild = Routes.applicationGuildCommands(standIn.applicationId, GUILD_ID);
    await rest.put(all(), {
      body: [ask, { name: 'gaps', description: 'Gaps.', contexts: [0, 1, 2] }],
    });
    await rest.put(guild, {
      body: [
        { name: 'ask', description: 'Here.' },
        { name: 'admin', description: 'Admin.', default_member_permissions: '32' },
      ],
    });
    const names = (userId: string, channelId: string = CHANNELS.general) =>
      standIn
        .as(userId)
        .commands(channelId)
        .map(({ description }) => description);
    expect(names(PEOPLE.member)).toEqual(['Gaps.', 'Here.']);
    expect(names(PEOPLE.moderator)).toEqual(['Gaps.', 'Here.', 'Admin.']);
    expect(names(PEOPLE.member, CHANNELS.memberDm)).toEqual(['Asks.', 'Gaps.']);
    await rest.put(guild, { body: [] });
    await rest.put(all(), { body: [] });
    expect(standIn.world.commands.size).toBe(0);
  });

  const option = (extra: object) => ({ type: 3, name: 'text', description: 'Text.', ...extra });
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `c${index}`, value: `${index}` }));
  it.each([
    ['a name with capitals', [{ name: 'Ask', description: 'x' }]],
    ['a name with a space', [{ name: 'a b', description: 'x' }]],
    ['no description', [{ name: 'ask' }]],
    ['a long description', [{ name: 'ask', description: 'x'.repeat(101) }]],
    ['the same name twice', [ask, ask]],
    ['26 choices', [{ ...ask, options: [option({ choices: many(26) })] }]],
    [
      'choices and autocompletion',
      [{ ...ask, options: [option({ choices: many(1), autocomplete: true })] }],
    ],
    [
      'a required option after an optional one',
      [{ ...ask, options: [option({}), option({ name: 'b', required: true })] }],
    ],
    ['two options of one name', [{ ...ask, options: [option({}), option({})] }]],
    [
      '26 options',
      [
        {
          ...ask,
          options: Array.from({ length: 26 }, (_, index) => option({ name: `o${index}` })),
        },
      ],
    ],
    ['a description of a message command', [{ type: 3, name: 'Look', description: 'x' }]],
    ['a long translation', [{ ...ask, description_localizations: { ru: 'я'.repeat(101) } }]],
    [
      'more than 8000 characters',
      [
        {
          ...ask,
          options: Array.from({ length: 25 }, (_, index) =>
            option({
              name: `o${index}`,
              description: 'd'.repeat(100),
              choices: Array.from({ length: 4 }, (__, n) => ({
                name: `${n}${'n'.repeat(60)}`,
                value: 'v'.repeat(60),
              })),
            }),
          ),
        },
      ],
    ],
  ])('are refused with %s', async (_what, body) => {
    expect((await refusal(rest.put(all(), { body }))).code).toBe(50035);
  });

  it('are refused beyond 100', async () => {
    const body = Array.from({ length: 101 }, (_, n) => ({ name: `c${n}`, description: 'x' }));
    expect((await refusal(rest.put(all(), { body }))).code).toBe(30032);
  });
});

describe('messages of the bot', () => {
  const general = Routes.channelMessages(CHANNELS.general);
  const send = (body: unknown) => rest.post(general, { body }) as Promise<{ id: string }>;

  it('are sent, read, listed, edited and deleted', async () => {
    const first = await send({ content: '  one  ', nonce: '1', allowed_mentions: { parse: [] } });
    const second = await send({ content: 'two' });
    const one = Routes.channelMessage(CHANNELS.general, first.id);
    expect(await rest.get(one)).toMatchObject({ content: 'one', author: { bot: true } });
    expect(await rest.patch(one, { body: { content: 'uno' } })).toMatchObject({
      content: 'uno',
      edited_timestamp: expect.any(String),
    });
    const list = (await rest.get(general, { query: new URLSearchParams({ limit: '2' }) })) as {
      id: string;
    }[];
    expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
    const after = new URLSearchParams({ after: first.id });
    expect(await rest.get(general, { query: after })).toMatchObject([{ id: second.id }]);
    await rest.delete(one);
    expect((await refusal(rest.get(one))).code).toBe(10008);
    await rest.post(Routes.channelTyping(CHANNELS.general));
  });

  it('keep to the rights the bot has', async () => {
    const closed = Routes.channelMessages(CHANNELS.announcements);
    expect((await refusal(rest.post(closed, { body: { content: 'x' } }))).code).toBe(50013);
    const away = Routes.channelMessages(CHANNELS.private);
    expect((await refusal(rest.post(away, { body: { content: 'x' } }))).code).toBe(50001);
    const theirs = await standIn.as(PEOPLE.member).sendMessage(CHANNELS.general, 'mine');
    const path = Routes.channelMessage(CHANNELS.general, theirs.id);
    expect((await refusal(rest.patch(path, { body: { content: 'x' } }))).code).toBe(50005);
    expect((await refusal(rest.delete(path))).code).toBe(50013);
  });

  it('mention only whom they may', async () => {
    const content = `<@${PEOPLE.member}> <@${PEOPLE.moderator}> @everyone`;
    const { member } = PEOPLE;
    expect(await send({ content, allowed_mentions: { parse: [] } })).toMatchObject({
      mentions: [],
      mention_everyone: false,
    });
    expect(await send({ content, allowed_mentions: { users: [member] } })).toMatchObject({
      mentions: [{ id: member }],
    });
    expect(await send({ content })).toMatchObject({ mention_everyone: true });
  });

  it('keep the attachments that an edit names', async () => {
    const file = (name: string) => ({ name, data: Buffer.from(name), contentType: 'text/plain' });
    const body = { embeds: [{ description: 'd', image: { url: 'attachment://a.txt' } }] };
    const files = [file('a.txt'), file('b.txt')];
    const sent = (await rest.post(general, { body, files })) as {
      id: string;
      attachments: { id: string; url: string }[];
      embeds: { image: { url: string } }[];
    };
    expect(sent.embeds[0]?.image.url).toBe(sent.attachments[0]?.url);
    const path = Routes.channelMessage(CHANNELS.general, sent.id);
    const kept = { attachments: [{ id: sent.attachments[1]?.id }] };
    expect(await rest.patch(path, { body: kept })).toMatchObject({
      attachments: [{ filename: 'b.txt' }],
    });
  });

  it('are remembered as they were sent and answered', async () => {
    const { id } = await send({ content: 'recorded' });
    expect(standIn.requests.slice(-1)).toMatchObject([
      {
        method: 'POST',
        route: '/channels/{channel_id}/messages',
        path: `/channels/${CHANNELS.general}/messages`,
        body: { content: 'recorded' },
        status: 200,
        response: { id },
      },
    ]);
  });
});
