/** Which messages are said to the bot, and what of them is. */
import {
  ApplicationCommandType,
  type GatewayMessageCreateDispatchData,
  MessageType,
} from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communityCommands as commands } from '../../commands/index.ts';
import { asksBack } from '../../src/discord/talk/asks-back.ts';
import { heard } from '../../src/discord/talk/heard.ts';
import { readPasted } from '../../src/discord/talk/pasted-command.ts';

const BOT = '1300000000000000001';
const ROLE = '1300000000000000031';
const OTHER = '1300000000000000010';
const SELF = { id: BOT, names: ['Footnote', 'Fußnote Ö'], roles: new Set([ROLE]) };

const message = (content: string, more: object = {}) =>
  ({
    ...{ id: '1', channel_id: '2', guild_id: '3', type: MessageType.Default, content },
    ...{ author: { id: OTHER }, mentions: [], mention_roles: [], ...more },
  }) as unknown as GatewayMessageCreateDispatchData;
const mentioned = { mentions: [{ id: BOT }] };
const own = { id: '4', author: { id: BOT }, content: 'An answer.' };
const reply = { type: MessageType.Reply, referenced_message: own };

describe('what is said to the bot', () => {
  it('is whatever is written to it directly', () => {
    const direct = (content: string) => heard(message(content, { guild_id: undefined }), SELF);
    expect(direct('How high?')).toEqual({ how: 'direct', text: 'How high?', to: null });
    expect(direct(`<@${BOT}> How high?`)?.text).toBe('How high?');
    expect(direct('@Footnote how high?')?.text).toBe('how high?');
    expect(direct('How high, @footnote?')?.text).toBe('How high,  ?');
    expect(direct('Footnote, how high?')?.text).toBe('how high?');
    expect(direct('@FUßNOTE Ö how high')?.text).toBe('how high');
    expect(direct('@Footnotes are nice')?.text).toBe('@Footnotes are nice');
    expect(direct('me@footnote')?.text).toBe('me@footnote');
    expect(direct('Footnote 3 of the article')?.text).toBe('Footnote 3 of the article');
    expect(direct('')).toEqual({ how: 'direct', text: '', to: null });
  });

  it('is what mentions it, by its name or its role', () => {
    const named = heard(message(`<@!${BOT}> how high is <@&${ROLE}> it`, mentioned), SELF);
    expect(named).toEqual({ how: 'named', text: 'how high is   it', to: null });
    const byRole = { mention_roles: [ROLE] };
    const role = heard(message(`<@&${ROLE}> how high`, byRole), SELF);
    expect(role).toEqual({ how: 'role', text: 'how high', to: null });
    expect(heard(message('', byRole), SELF)).toEqual({ how: 'role', text: '', to: null });
    expect(heard(message('<@&1300000000000000030>', { mention_roles: ['5'] }), SELF)).toBeNull();
  });

  it('is a reply that pings a message of its own', () => {
    expect(heard(message('And then?', { ...mentioned, ...reply }), SELF)).toEqual({
      ...{ how: 'reply', text: 'And then?', to: own },
    });
    expect(heard(message(`<@${BOT}> And then?`, { ...mentioned, ...reply }), SELF)).toEqual({
      ...{ how: 'named', text: 'And then?', to: own },
    });
    expect(heard(message('And then?', { guild_id: undefined, ...reply }), SELF)).toEqual({
      ...{ how: 'direct', text: 'And then?', to: own },
    });
    const theirs = { ...own, author: { id: OTHER } };
    const toTheirs = { ...mentioned, type: MessageType.Reply, referenced_message: theirs };
    expect(heard(message(`<@${BOT}> is it?`, toTheirs), SELF)?.to).toBeNull();
    expect(heard(message('is it?', toTheirs), SELF)).toBeNull();
  });

  it('is nothing else', () => {
    const asked = `<@${BOT}> How high?`;
    expect(heard(message('How high?'), SELF)).toBeNull();
    expect(heard(message('@everyone', { mention_everyone: true }), SELF)).toBeNull();
    expect(heard(message('', reply), SELF)).toBeNull();
    for (const more of [
      { author: { id: OTHER, bot: true } },
      { webhook_id: '7' },
      { type: MessageType.UserJoin },
      { mentions: [] },
    ]) {
      expect(heard(message(asked, { ...mentioned, ...more }), SELF)).toBeNull();
    }
  });
});

describe('a pasted command', () => {
  it.each([
    ['/ask question: How high is it?', 'How high is it?', false],
    ['/ask question:How high is it?', 'How high is it?', false],
    ['/ask How high is it?', 'How high is it?', false],
    ['  /Ask   question : How high: 1 or 2?', 'How high: 1 or 2?', false],
    ['</ask:1300000000000000099> question: How high?', 'How high?', false],
    ['/ask question: How high? count: 3', 'How high?', true],
    ['/ask since: 2024 question: How high?', 'How high?', true],
    ['/ask question: How high? publisher: The Times visible: True', 'How high?', true],
    ['/fragen frage: Wie hoch?', 'Wie hoch?', false],
    ['/demander question: Quelle hauteur ?', 'Quelle hauteur ?', false],
    ['/спросить вопрос: Какая высота? сколько: 2', 'Какая высота?', true],
    ['/ask', '', false],
    ['/ask question:', '', false],
  ])('%s', (typed, question, hasOptions) => {
    expect(readPasted(typed)).toEqual({ command: 'ask', question, hasOptions });
  });

  it('is known of every command that is typed, and every option of /ask', () => {
    for (const { data } of commands) {
      if (data.type !== undefined && data.type !== ApplicationCommandType.ChatInput) continue;
      const [command = ''] = readPasted(`/${data.name}`)?.command.split(' ') ?? [];
      expect(command).toBe(data.name);
      if (data.name !== 'ask') continue;
      const options = ('options' in data ? (data.options ?? []) : []).map(({ name }) => name);
      for (const option of options.filter((name) => name !== 'question')) {
        const asked = readPasted(`/ask question: How high? ${option}: 1`);
        expect(asked).toEqual({ command: 'ask', question: 'How high?', hasOptions: true });
      }
    }
  });

  it('is told from others, and from what is none', () => {
    expect(readPasted('/quote text: the dam')).toEqual({ command: 'quote' });
    expect(readPasted('/library list')).toEqual({ command: 'library list' });
    expect(readPasted('</help:1300000000000000099>')).toEqual({ command: 'help' });
    for (const none of [
      '',
      '/',
      '/shrug',
      '/asking',
      'ask question: x',
      'a /ask b',
      '/ask/b',
      '//ask',
    ]) {
      expect(readPasted(none), none).toBeNull();
    }
  });
});

const SOURCE = `source?
  Source
  sources?
  src?
  sauce?
  link please
  got a source for that?
  what's the source
  thanks! source?
  ok but source
  where is that from?
  where does it say that
  which article is that from?
  who says so?
  citation needed
  proof?
  prove it
  Quelle?
  quelle bitte
  hast du eine Quelle dafür?
  was ist die Quelle
  wo steht das?
  woher hast du das?
  Beleg?
  aus welchem Artikel?
  la source ?
  source stp
  tu as une source ?
  d'où ça vient ?
  quelle est la source ?
  c'est dans quel article ?
  источник?
  а источник
  пруф
  есть пруфы?
  откуда это?
  откуда инфа
  где это написано?
  дай ссылку пожалуйста
  из какой статьи?`;
const SURENESS = `are you sure?
  Are you sure about that
  you sure?
  are u sure
  really?
  ok, really?
  is that true?
  is that correct
  how sure are you?
  how do you know?
  I don't believe it
  can I trust this?
  for real?
  bist du sicher?
  bist du dir da ganz sicher
  sicher?
  wirklich?
  stimmt das?
  wie sicher ist das
  glaub ich nicht
  tu es sûr ?
  t'es sûr de ça
  vraiment ?
  c'est vrai ?
  c'est sûr ça
  ты уверен?
  точно?
  это точно?
  правда?
  а это правда
  насколько ты уверен?
  не верю`;
const NEITHER = `what is the source of the Nile?
  which article is the longest?
  who says so in the first article
  is the link between them known
  are you sure the dam is done?
  is it true that the dam leaks
  really high
  really
  sure
  how do you know when to water it
  thanks
  and how high is Rogun?
  Was ist die Quelle der Donau?
  ist die Quelle der Donau bekannt
  stimmt
  wirklich hoch
  quelle est la source du Nil ?
  c'est vrai
  откуда течёт река
  источник реки
  точно
  правда ли что плотина течёт

  ?`;
const lines = (text: string) => text.split('\n').map((line) => line.trim());

describe('what asks about an answer', () => {
  it.each(lines(SOURCE))('for its source: %s', (line) =>
    expect(asksBack(line)?.asks).toBe('source'),
  );
  it.each(lines(SURENESS))('how sure it is: %s', (line) =>
    expect(asksBack(line)?.asks).toBe('sureness'),
  );
  it.each(lines(NEITHER))('for neither: %s', (line) => expect(asksBack(line)).toBeNull());
});

it('reads whatever is written', () => {
  const given = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          `<@${BOT}>`,
          '@Footnote',
          '/ask',
          'question:',
          ' ',
          'count:',
          '<',
          ':',
          'Ö',
          '?',
        ),
        { maxLength: 20 },
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(given, (content) => {
      for (const more of [{ guild_id: undefined }, mentioned, { ...mentioned, ...reply }]) {
        const said = heard(message(content, more), SELF);
        expect(said === null || !said.text.includes(`<@${BOT}>`) || said.how === 'reply').toBe(
          true,
        );
      }
      const pasted = readPasted(content);
      if (pasted !== null && 'question' in pasted) expect(content).toContain(pasted.question);
      asksBack(content);
    }),
  );
});
