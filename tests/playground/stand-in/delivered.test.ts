/** Whose text the bot is given to read: by mention, in direct messages, in replies that ping it. */
import { type APIMessage, GatewayIntentBits, REST, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatchesFor } from '../../../src/playground/stand-in/dispatches.ts';
import { createMessage } from '../../../src/playground/stand-in/messages.ts';
import { CHANNELS, GUILD_ID, PEOPLE } from '../../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../../src/playground/stand-in/stand-in.ts';
import { subscribe, type World } from '../../../src/playground/stand-in/world.ts';
import { createClock } from '../../support/clock.ts';

const INTENTS = GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

let standIn: StandIn;
let world: World;
let rest: REST;
/** What the gateway has told, oldest first. */
const told: APIMessage[] = [];
beforeAll(async () => {
  standIn = await startStandIn({ clock: createClock() });
  world = standIn.world;
  rest = new REST({ api: standIn.apiUrl, retries: 0 }).setToken(standIn.token);
  subscribe(world, (event) => {
    for (const [name, data] of dispatchesFor(world, event, INTENTS)) {
      if (name === 'MESSAGE_CREATE') told.push(data as APIMessage);
    }
  });
});
afterAll(() => standIn.close());

const member = () => standIn.as(PEOPLE.member);
const say = async (content: string, replyTo?: string, pings = true) => {
  await member().sendMessage(CHANNELS.general, content, [], replyTo, pings);
  return told.at(-1) as APIMessage;
};
/** The role that Discord gave the bot when it joined. */
async function ownRole(): Promise<string> {
  const roles = (await rest.get(Routes.guildRoles(GUILD_ID))) as {
    readonly id: string;
    readonly managed: boolean;
    readonly tags?: { readonly bot_id?: string };
  }[];
  const own = roles.filter(({ managed, tags }) => managed && tags?.bot_id === world.bot.id);
  expect(own).toHaveLength(1);
  return own[0]?.id ?? '';
}
/** A message of the bot's own. */
const posted = (): Promise<APIMessage> =>
  rest.post(Routes.channelMessages(CHANNELS.general), { body: { content: 'Six.' } }) as never;
/** As an answer to a command is: sent by the interaction's webhook. */
const answered = (): APIMessage => {
  const channel = world.channels.get(CHANNELS.general);
  if (channel === undefined) throw new Error('no channel');
  const extra = { webhook_id: world.application.id, application_id: world.application.id };
  return createMessage(world, {
    ...{ channel, authorId: world.bot.id, body: { content: 'Six.' }, files: [], extra },
  }).data;
};

describe('the text of what people write', () => {
  it('is delivered where the bot is mentioned, and withheld elsewhere', async () => {
    expect((await say('How many?')).content).toBe('');
    const asked = await say(`<@${world.bot.id}> How many?`);
    expect(asked).toMatchObject({ content: `<@${world.bot.id}> How many?`, guild_id: GUILD_ID });
    await member().sendMessage(CHANNELS.memberDm, 'How many?');
    expect(told.at(-1)).toMatchObject({ content: 'How many?' });
    expect(told.at(-1)).not.toHaveProperty('guild_id');
  });

  it('is withheld where only its role is mentioned, which is told', async () => {
    const role = await ownRole();
    expect(await say(`<@&${role}> How many?`)).toMatchObject({
      content: '',
      mentions: [],
      mention_roles: [role],
    });
    const both = await say(`<@&${role}> <@${world.bot.id}> How many?`);
    expect(both.content).toContain('How many?');
  });

  it('is delivered in a reply that pings a message of its own, with that message', async () => {
    const own = await posted();
    const reply = await say('And then?', own.id);
    expect(reply).toMatchObject({
      content: 'And then?',
      mentions: [{ id: world.bot.id }],
      referenced_message: { id: own.id, content: 'Six.', author: { id: world.bot.id } },
    });
    expect(await say('And then?', own.id, false)).toMatchObject({
      content: '',
      mentions: [],
      referenced_message: { id: own.id, content: 'Six.' },
    });
  });

  it('is withheld in a reply to what a command was answered with, pinged or not', async () => {
    const own = answered();
    expect(await say('And then?', own.id)).toMatchObject({ content: '', mentions: [] });
    expect((await say(`<@${world.bot.id}> And then?`, own.id)).content).toContain('And then?');
  });

  it('is withheld of a message that is replied to, and nothing is told beyond that', async () => {
    const theirs = await say('A secret.');
    const asked = await say(`<@${world.bot.id}> Is that so?`, theirs.id);
    expect(asked.referenced_message).toMatchObject({ id: theirs.id, content: '' });
    const further = await say(`<@${world.bot.id}> And that?`, asked.id);
    expect(further.referenced_message).toMatchObject({ content: expect.stringContaining('so?') });
    expect(further.referenced_message).not.toHaveProperty('referenced_message');
  });

  it('is withheld by REST, too', async () => {
    const theirs = await say('Another secret.');
    const asked = await say(`<@${world.bot.id}> And now?`);
    const query = new URLSearchParams({ limit: '2' });
    const listed = await rest.get(Routes.channelMessages(CHANNELS.general), { query });
    expect(listed).toMatchObject([{ id: asked.id, content: asked.content }, { content: '' }]);
    const one = Routes.channelMessage(CHANNELS.general, theirs.id);
    expect(await rest.get(one)).toMatchObject({ content: '' });
    await member().sendMessage(CHANNELS.memberDm, 'Between us.');
    const direct = await rest.get(Routes.channelMessages(CHANNELS.memberDm), { query });
    expect(direct).toMatchObject([{ content: 'Between us.' }, {}]);
  });
});
