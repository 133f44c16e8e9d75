/** The whole way of an interaction, with discord.js on the other end. */
import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  DiscordAPIError,
  EmbedBuilder,
  Events,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/stand-in/seed.ts';
import { createClock } from '../../support/clock.ts';
import { createBodyValidator } from '../../support/discord-schema.ts';
import { refusedWords } from '../../support/refusals.ts';
import { type Pair, startPair } from '../with-client.ts';

let pair: Pair;
const clock = createClock();
const validate = createBodyValidator();

/** Sets what the bot does with the next interactions, and hands on what it throws. */
function onInteraction(handle: (interaction: Interaction) => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    pair.client.once(Events.InteractionCreate, (interaction) => {
      handle(interaction).then(resolve, reject);
    });
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof DiscordAPIError ? error.code : error;
}

beforeAll(async () => {
  pair = await startPair({ clock });
  await pair.client.application.commands.set([
    {
      name: 'ask',
      description: 'Asks.',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'question',
          description: 'What?',
          required: true,
          autocomplete: true,
        },
        { type: ApplicationCommandOptionType.Integer, name: 'count', description: 'How many?' },
        { type: ApplicationCommandOptionType.User, name: 'who', description: 'Who?' },
        { type: ApplicationCommandOptionType.Attachment, name: 'file', description: 'File.' },
      ],
      contexts: [0, 1, 2],
      integrationTypes: [0, 1],
    },
    {
      name: 'library',
      description: 'Looks into it.',
      options: [
        {
          type: ApplicationCommandOptionType.Subcommand,
          name: 'list',
          description: 'Lists.',
          options: [
            { type: ApplicationCommandOptionType.Integer, name: 'page', description: 'Page.' },
          ],
        },
      ],
    },
    { type: 3, name: 'Find sources' },
  ]);
});
afterEach(() => {
  pair.client.removeAllListeners(Events.InteractionCreate);
  // Every body that the client sent is as Discord describes it.
  if (validate !== null)
    for (const request of pair.standIn.requests)
      if (request.status < 300) expect(validate(request)).toEqual([]);
  expect(pair.errors).toEqual([]);
});
afterAll(() => pair.close());

describe('a command', () => {
  it('is deferred, edited, followed up and deleted', async () => {
    const member = pair.standIn.as(PEOPLE.member);
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('not a command');
      expect(interaction.options.getString('question')).toBe('How many tanks?');
      expect(interaction.options.getInteger('count')).toBe(2);
      expect(interaction.options.getUser('who')?.username).toBe('sam');
      expect(interaction.inCachedGuild()).toBe(true);
      expect(interaction.memberPermissions?.has('ManageGuild')).toBe(false);
      expect(interaction.context).toBe(0);
      expect(interaction.locale).toBe('en-US');
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      expect(member.visibleMessages().at(-1)?.flags).toBe(
        MessageFlags.Ephemeral | MessageFlags.Loading,
      );
      await interaction.editReply({ embeds: [new EmbedBuilder().setDescription('Six.')] });
      const next = await interaction.followUp({ content: 'And more.' });
      await interaction.webhook.editMessage(next, { content: 'And still more.' });
      expect((await interaction.fetchReply()).embeds[0]?.description).toBe('Six.');
    });
    const sent = await member.runCommand({
      name: 'ask',
      options: { question: 'How many tanks?', count: 2, who: PEOPLE.moderator },
    });
    expect((await sent.acknowledged()).deferred).toBe(true);
    const reply = await sent.reply();
    await handled;
    expect(reply).toMatchObject({ kind: 'message', ephemeral: true, deferred: true });
    expect(reply.message?.embeds[0]).toMatchObject({ type: 'rich', description: 'Six.' });
    expect(reply.message?.interaction_metadata?.user.id).toBe(PEOPLE.member);
    expect((await sent.followUp()).content).toBe('And still more.');

    // Private to the asker; the follow-up is for all.
    const others = pair.standIn.as(PEOPLE.moderator).visibleMessages();
    expect(others.map((message) => message.content)).toEqual(['And still more.']);
    await member.dismiss(reply.message?.id ?? '');
    expect(member.visibleMessages().map((message) => message.content)).toEqual(['And still more.']);
  });

  it('reaches its subcommand with its options', async () => {
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('not a command');
      const page = interaction.options.getInteger('page');
      await interaction.reply(`${interaction.options.getSubcommand()} ${page}`);
    });
    const member = pair.standIn.as(PEOPLE.member);
    const sent = await member.runCommand({ name: 'library list', options: { page: 3 } });
    expect((await sent.reply()).message?.content).toBe('list 3');
    await handled;
  });

  it('carries files both ways', async () => {
    const data = new TextEncoder().encode('# Hello');
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('not a command');
      const file = interaction.options.getAttachment('file', true);
      expect(file).toMatchObject({ name: 'hello.md', size: 7, contentType: 'text/markdown' });
      const text = await (await fetch(file.url)).text();
      const named = { attachment: Buffer.from(`${text}!`), name: 'back.txt' };
      await interaction.reply({ files: [named] });
      const bare = await fetch(file.url.split('?')[0] ?? '');
      expect(bare.status).toBe(404);
    });
    const file = { filename: 'hello.md', contentType: 'text/markdown', data };
    const member = pair.standIn.as(PEOPLE.member);
    const sent = await member.runCommand({ name: 'ask', options: { question: 'this', file } });
    const attachment = (await sent.reply()).message?.attachments[0];
    await handled;
    expect(attachment?.filename).toBe('back.txt');
    expect(await (await fetch(attachment?.url ?? '')).text()).toBe('# Hello!');
  });

  it.each([
    [CHANNELS.memberDm, 1, { 0: '0' }],
    [CHANNELS.private, 2, { 1: PEOPLE.member }],
  ])('works outside the server, in %s', async (channelId, context, owners) => {
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('not a command');
      expect(interaction.context).toBe(context);
      expect(interaction.authorizingIntegrationOwners).toEqual(expect.objectContaining(owners));
      expect(interaction.inGuild()).toBe(false);
      expect(interaction.user.id).toBe(PEOPLE.member);
      await interaction.reply('Here too.');
    });
    const member = pair.standIn.as(PEOPLE.member);
    const sent = await member.runCommand({ name: 'ask', options: { question: 'hm?' }, channelId });
    expect((await sent.reply()).message?.content).toBe('Here too.');
    await handled;
    expect(member.visibleMessages(channelId).at(-1)?.content).toBe('Here too.');
  });

  it('gets five follow-ups where the app is only installed to the user', async () => {
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('not a command');
      await interaction.reply('0');
      for (let count = 1; count <= 5; count++) await interaction.followUp(String(count));
      await interaction.followUp('6');
    });
    const member = pair.standIn.as(PEOPLE.member);
    const channelId = CHANNELS.private;
    await member.runCommand({ name: 'ask', options: { question: 'hm?' }, channelId });
    expect(codeOf(await handled.catch((error: unknown) => error))).toBe(40094);
  });

  it('gets suggestions while it is typed', async () => {
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isAutocomplete()) throw new Error('not autocomplete');
      expect(interaction.options.getFocused(true)).toMatchObject({ name: 'question', value: 'ho' });
      await interaction.respond([{ name: 'How?', value: 'how' }]);
    });
    const sent = await pair.standIn
      .as(PEOPLE.member)
      .autocomplete({ name: 'ask', options: { question: 'ho' }, focused: 'question' });
    expect((await sent.reply()).choices).toEqual([{ name: 'How?', value: 'how' }]);
    await handled;
  });

  it('can be run on a message', async () => {
    const member = pair.standIn.as(PEOPLE.member);
    const target = await member.sendMessage(CHANNELS.general, 'A “claim” to look up');
    const handled = onInteraction(async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) throw new Error('not a message command');
      await interaction.reply(`${interaction.targetMessage.content}: found`);
    });
    const sent = await member.runMessageCommand('Find sources', target.id);
    expect((await sent.reply()).message?.content).toBe('A “claim” to look up: found');
    await handled;
  });
});

describe('components', () => {
  const row = (id: string) =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId(id).setLabel('Press').setStyle(ButtonStyle.Primary),
    );

  it('update their message, open forms, and the form answers', async () => {
    const member = pair.standIn.as(PEOPLE.member);
    const channel = await pair.client.channels.fetch(CHANNELS.general);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const message = await channel.send({ content: 'Buttons', components: [row('a')] });

    let handled = onInteraction(async (interaction) => {
      if (!interaction.isButton()) throw new Error('not a button');
      expect(interaction.customId).toBe('a');
      await interaction.update({ components: [row('b')] });
    });
    const updated = await (await member.click(message.id, 'a')).reply();
    await handled;
    expect(updated.kind).toBe('update');
    expect(await refusedWords(member.click(message.id, 'a'))).toContain('can no longer be pressed');

    handled = onInteraction(async (interaction) => {
      if (!interaction.isButton()) throw new Error('not a button');
      const input = new TextInputBuilder()
        .setCustomId('name')
        .setLabel('Name')
        .setStyle(TextInputStyle.Short);
      await interaction.showModal(
        new ModalBuilder()
          .setCustomId('form')
          .setTitle('Form')
          .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input)),
      );
    });
    const opened = await member.click(message.id, 'b');
    expect((await opened.reply()).modal?.title).toBe('Form');
    await handled;

    handled = onInteraction(async (interaction) => {
      if (!interaction.isModalSubmit()) throw new Error('not a form');
      expect(interaction.isFromMessage()).toBe(true);
      const name = interaction.fields.getTextInputValue('name');
      await interaction.reply({ content: name, flags: MessageFlags.Ephemeral });
    });
    const submitted = await member.submitModal(opened.id, { name: 'Ada' });
    expect(await submitted.reply()).toMatchObject({ ephemeral: true, message: { content: 'Ada' } });
    await handled;
    const stranger = pair.standIn.as(PEOPLE.moderator);
    expect(await refusedWords(stranger.submitModal(opened.id, { name: 'x' }))).toContain(
      "can't be seen",
    );
  });

  it('send selected values, and forged ids only when asked to', async () => {
    const member = pair.standIn.as(PEOPLE.member);
    const channel = await pair.client.channels.fetch(CHANNELS.general);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const menu = new StringSelectMenuBuilder()
      .setCustomId('pick')
      .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' });
    const message = await channel.send({
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });
    let handled = onInteraction(async (interaction) => {
      if (!interaction.isStringSelectMenu()) throw new Error('not a select');
      expect(interaction.componentType).toBe(ComponentType.StringSelect);
      await interaction.deferUpdate();
      await interaction.followUp({ content: interaction.values.join(), flags: 64 });
    });
    const picked = await member.select(message.id, 'pick', ['2']);
    expect((await picked.reply()).message?.content).toBe('2');
    await handled;

    expect(await refusedWords(member.click(message.id, 'forged'))).toContain('no longer');
    // Discord's client offers nothing else.
    for (const values of [['3'], [], ['1', '2'], ['1', '1']]) {
      expect(await refusedWords(member.select(message.id, 'pick', values))).toContain('no longer');
    }
    handled = onInteraction(async (interaction) => {
      if (!interaction.isButton()) throw new Error('not a button');
      await interaction.reply(`What is ${interaction.customId}?`);
    });
    const forged = await member.click(message.id, 'forged', { forged: true });
    expect((await forged.reply()).message?.content).toBe('What is forged?');
    await handled;
  });
});

describe('what Discord refuses', () => {
  const run = () =>
    pair.standIn.as(PEOPLE.member).runCommand({ name: 'ask', options: { question: 'hm?' } });
  const refusal = async (act: (interaction: Interaction) => Promise<unknown>) => {
    const handled = onInteraction(act);
    const sent = await run();
    const error = await handled.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { code: codeOf(error), error, sent };
  };

  it('an acknowledgement after three seconds', async () => {
    const { code, sent } = await refusal(async (interaction) => {
      clock.pass(3001);
      if (interaction.isRepliable()) await interaction.deferReply();
    });
    expect(code).toBe(10062);
    expect(await refusedWords(sent.reply())).toContain('did not respond in time');
  });

  it('a second acknowledgement', async () => {
    const { code } = await refusal(async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.deferReply();
      interaction.deferred = false;
      await interaction.deferReply();
    });
    expect(code).toBe(40060);
  });

  it('an edit after fifteen minutes', async () => {
    const { code } = await refusal(async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.deferReply();
      clock.pass(15 * 60_000 + 1);
      await interaction.editReply('late');
    });
    expect(code).toBe(50027);
  });

  it('an edit before the acknowledgement', async () => {
    const { code } = await refusal(async (interaction) => {
      if (interaction.isRepliable()) await interaction.webhook.editMessage('@original', 'early');
    });
    expect(code).toBe(10015);
  });

  it('an edit of a deleted answer', async () => {
    const { code } = await refusal(async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.reply('short-lived');
      await interaction.deleteReply();
      await interaction.editReply('again');
    });
    expect(code).toBe(10008);
  });

  it('autocompletion with the answer of a command', async () => {
    const handled = onInteraction(async (interaction) => {
      const { id, token } = interaction;
      await pair.client.rest.post(`/interactions/${id}/${token}/callback`, {
        auth: false,
        body: { type: 4, data: { content: 'no' } },
      });
    });
    await pair.standIn
      .as(PEOPLE.member)
      .autocomplete({ name: 'ask', options: { question: '' }, focused: 'question' });
    expect(codeOf(await handled.catch((error: unknown) => error))).toBe(50035);
  });

  it('too long a reply, which can then be sent again', async () => {
    const { code, sent } = await refusal(async (interaction) => {
      if (!interaction.isRepliable()) return;
      try {
        await interaction.reply('x'.repeat(2001));
      } finally {
        await interaction.reply('x'.repeat(2000));
      }
    });
    expect(code).toBe(50035);
    expect((await sent.reply()).message?.content).toHaveLength(2000);
  });
});
