/** Several servers in the stand-in: who is where, what each place tells the bot, how they are listed. */
import {
  type ChatInputCommandInteraction,
  Events,
  type Interaction,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CHANNELS,
  GUILD_ID,
  OTHER_GUILD_ID,
  PEOPLE,
} from '../../../src/playground/stand-in/seed.ts';
import { createAnswerValidator } from '../../support/discord-schema.ts';
import { type Pair, startPair } from '../with-client.ts';

let pair: Pair;
const validate = createAnswerValidator();

beforeAll(async () => {
  pair = await startPair();
  await pair.client.application.commands.set([
    { name: 'where', description: 'Says.', contexts: [0, 1, 2], integrationTypes: [0, 1] },
    {
      name: 'manage',
      description: 'Manages.',
      contexts: [0],
      integrationTypes: [0],
      defaultMemberPermissions: 'ManageGuild',
    },
  ]);
});
afterEach(() => {
  pair.client.removeAllListeners(Events.InteractionCreate);
  expect(pair.errors).toEqual([]);
});
afterAll(() => pair.close());

/** The interaction that reaches the bot when somebody runs the command in a channel. */
async function interactionOf(userId: string, channelId: string) {
  const came = new Promise<ChatInputCommandInteraction>((resolve) => {
    pair.client.once(Events.InteractionCreate, (interaction: Interaction) => {
      if (interaction.isChatInputCommand()) resolve(interaction);
    });
  });
  const sent = await pair.standIn.as(userId).runCommand({ name: 'where', channelId });
  const interaction = await came;
  await interaction.reply('There.');
  await sent.reply();
  return interaction;
}

describe('a server', () => {
  it.each([
    [CHANNELS.general, PEOPLE.member, GUILD_ID, false],
    [CHANNELS.general, PEOPLE.moderator, GUILD_ID, true],
    [CHANNELS.quayside, PEOPLE.member, OTHER_GUILD_ID, false],
    [CHANNELS.quayside, PEOPLE.moderator, OTHER_GUILD_ID, false],
    [CHANNELS.quayside, PEOPLE.otherModerator, OTHER_GUILD_ID, true],
  ])('is told with who acts there: %s by %s', async (channelId, userId, guildId, manages) => {
    const interaction = await interactionOf(userId, channelId);
    expect(interaction).toMatchObject({ guildId, channelId, context: 0 });
    expect(interaction.authorizingIntegrationOwners).toMatchObject({ 0: guildId });
    expect(interaction.memberPermissions?.has('ManageGuild')).toBe(manages);
    const commands = pair.standIn.as(userId).commands(channelId);
    expect(commands.some(({ name }) => name === 'manage')).toBe(manages);
  });

  it('keeps strangers out', async () => {
    const { standIn } = pair;
    const stranger = standIn.as(PEOPLE.otherModerator);
    await expect(stranger.sendMessage(CHANNELS.general, 'Hello')).rejects.toThrow();
    expect(stranger.commands(CHANNELS.quayside)).not.toEqual([]);
    const path = (guild: string) => Routes.guildMember(guild, PEOPLE.otherModerator);
    await expect(pair.client.rest.get(path(GUILD_ID))).rejects.toMatchObject({ code: 10007 });
    const found = await pair.client.rest.get(path(OTHER_GUILD_ID));
    expect(found).toMatchObject({ user: { id: PEOPLE.otherModerator } });
    standIn.leave(OTHER_GUILD_ID, PEOPLE.otherModerator);
    await expect(pair.client.rest.get(path(OTHER_GUILD_ID))).rejects.toMatchObject({ code: 10007 });
    standIn.join(OTHER_GUILD_ID, PEOPLE.otherModerator);
  });

  it('without the bot is where people bring it along, and tells it nothing else', async () => {
    const { standIn } = pair;
    const { id, channelId } = standIn.addServer('Elsewhere', PEOPLE.otherModerator, [
      PEOPLE.member,
    ]);
    const heard: string[] = [];
    pair.client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
    const interaction = await interactionOf(PEOPLE.otherModerator, channelId);
    expect(interaction).toMatchObject({ guildId: id, context: 0 });
    // Discord leaves out the server: it has installed nothing.
    const owners = interaction.authorizingIntegrationOwners;
    expect(owners).toMatchObject({ guildId: null, userId: PEOPLE.otherModerator });
    expect(standIn.as(PEOPLE.otherModerator).commands(channelId)).toHaveLength(1);
    const bot = standIn.world.bot.id;
    await standIn.as(PEOPLE.member).sendMessage(channelId, `<@${bot}> do you hear?`);
    await standIn.as(PEOPLE.member).sendMessage(CHANNELS.quayside, `<@${bot}> and now?`);
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([`<@${bot}> and now?`]);
    pair.client.removeAllListeners(Events.MessageCreate);
    for (const path of [Routes.guild(id), Routes.guildMember(id, PEOPLE.member)]) {
      await expect(pair.client.rest.get(path)).rejects.toMatchObject({ code: 50001 });
    }
  });

  it('may let people’s own apps answer only them, whatever the app asks for', async () => {
    const { standIn } = pair;
    const who = standIn.addMember('Carrier');
    const { id, channelId } = standIn.addServer('Quiet', who);
    const channel = standIn.world.channels.get(channelId);
    if (!channel) throw new Error('there is the channel');
    const answer = async () => {
      const interaction = await interactionOf(who, channelId);
      const { flags } = await interaction.followUp('And more.');
      const seen = standIn.as(who).visibleMessages(channelId).slice(-2);
      return [flags.has('Ephemeral'), ...seen.map((one) => ((one.flags ?? 0) & 64) !== 0)];
    };
    expect(await answer()).toEqual([false, false, false]);
    const everyone = { id, type: 0, allow: 0n, deny: PermissionFlagsBits.UseExternalApps } as const;
    standIn.world.channels.set(channelId, { ...channel, overwrites: [everyone] });
    expect(await answer()).toEqual([true, true, true]);
    // Where the bot is installed that says nothing about it.
    standIn.join(id, standIn.world.bot.id);
    expect(await answer()).toEqual([false, false, false]);
    standIn.leave(id, standIn.world.bot.id);
  });
});

describe('the list of servers', () => {
  const list = async (query: Record<string, string> = {}) => {
    const options = { query: new URLSearchParams(query) };
    const found = (await pair.client.rest.get(Routes.userGuilds(), options)) as { id: string }[];
    return found.map(({ id }) => id);
  };

  it('is of those that have the bot, page by page', async () => {
    const { standIn } = pair;
    const bot = standIn.world.bot.id;
    const added = ['A', 'B', 'C'].map((name) => standIn.addServer(name, PEOPLE.member, [bot]).id);
    const all = [GUILD_ID, OTHER_GUILD_ID, ...added];
    expect(await list()).toEqual(all);
    expect(await list({ limit: '2' })).toEqual(all.slice(0, 2));
    expect(await list({ after: OTHER_GUILD_ID, limit: '2' })).toEqual(added.slice(0, 2));
    expect(await list({ before: added[0] ?? '', limit: '1' })).toEqual([OTHER_GUILD_ID]);
    expect(await list({ after: added[2] ?? '' })).toEqual([]);
    // A page may be shorter than it was asked for, and more follows all the same.
    standIn.world.pages.servers = 1;
    expect(await list({ limit: '200' })).toEqual(all.slice(0, 1));
    standIn.world.pages.servers = 200;
    standIn.leave(OTHER_GUILD_ID, bot);
    expect(await list()).toEqual(all.filter((id) => id !== OTHER_GUILD_ID));
    standIn.join(OTHER_GUILD_ID, bot);
    const answers = standIn.requests.filter(({ route }) => route === '/users/@me/guilds');
    expect(answers.length).toBeGreaterThan(5);
    if (validate !== null) {
      for (const answer of answers) expect(validate(answer)).toEqual([]);
    }
  });
});
