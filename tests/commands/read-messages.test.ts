/** What both message commands read of a message, what they say of where it stands, and what quotes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKED } from '../../src/discord/layout.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { textFilesBy } from '../../src/quotes/text-file.ts';
import { Reader } from '../../src/reading/reader.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { makeQuotes } from '../support/quotes.ts';
import { partsOf, passagesIn, textOf, textsOf } from '../support/shown.ts';

const DAM = {
  title: 'The dam',
  body: [
    'The dam is 335 metres high. It was begun in 1976 and is not finished.',
    'Its keeper “sleeps beside the turbines” every night of the year.',
  ],
};
const TRUE = 'The dam is 335 metres high.';
const FALSE = 'The dam is 300 metres high.';
const VERBATIM = '✅ Verbatim: these words are in the articles.';
const library = makeMemoryLibrary([DAM]);
const reader = new Reader();
let pair: BotPair;
beforeAll(async () => {
  const readTextFile = textFilesBy(reader);
  pair = await startBotPair(library, { quotes: makeQuotes([DAM]), readTextFile });
});
afterAll(async () => {
  expectGoodRequests(pair.standIn);
  await pair.close();
  await reader.close();
});

/** A message with these fields, as Discord would deliver it. */
async function written(fields: object): Promise<string> {
  const { id } = await pair.member.sendMessage(CHANNELS.general, 'x');
  const stored = pair.standIn.world.messages.get(id);
  if (!stored) throw new Error('Just written');
  stored.data = { ...stored.data, content: '', ...fields };
  return id;
}

const file = (filename: string, text: string | Uint8Array<ArrayBuffer>) => ({
  ...{ filename, contentType: 'text/plain' },
  data: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});

async function withFiles(content: string, ...files: ReturnType<typeof file>[]): Promise<string> {
  return (await pair.member.sendMessage(CHANNELS.general, content, files)).id;
}

async function run(command: 'Verify quotes' | 'Find sources', id: string, who = pair.newcomer()) {
  const { message, ephemeral } = await answerTo(who.runMessageCommand(command, id));
  expect(ephemeral).toBe(true);
  return { message, who };
}

const quoted = (text: string) => `He said: “${text}”`;
const MEDIA = { url: 'https://cdn.discordapp.com/attachments/1/2/picture.png' };
const snapshot = (message: object) => ({ message_snapshots: [{ message }] });
const embed = (fields: object) => ({ embeds: [{ type: 'rich', ...fields }] });
const layout = (...components: object[]) => ({ flags: 1 << 15, components });

describe('all that a message shows is read', () => {
  const display = (content: string) => ({ type: 10, content });
  const places: readonly (readonly [string, (text: string) => object, string | null])[] = [
    ['content', (text) => ({ content: text }), null],
    ['an embed’s title', (text) => embed({ title: text }), null],
    ['its description', (text) => embed({ title: 'News', description: text }), null],
    ['its fields', (text) => embed({ fields: [{ name: 'Said', value: text }] }), null],
    ['its footer', (text) => embed({ title: 'News', footer: { text } }), null],
    ['its author', (text) => embed({ author: { name: text } }), null],
    [
      'an embed below words',
      (text) => ({ content: 'Look.', ...embed({ title: text }) }),
      'In the embed',
    ],
    [
      'the preview of a link',
      (text) => ({ content: 'https://a.example', embeds: [{ type: 'link', title: text }] }),
      'In the preview of the link',
    ],
    ['a layout', (text) => layout(display(text)), null],
    [
      'a section in a container',
      (text) =>
        layout({
          type: 17,
          components: [
            { type: 9, components: [display(text)], accessory: { type: 11, media: MEDIA } },
          ],
        }),
      null,
    ],
    ['what was forwarded', (text) => snapshot({ content: text }), null],
    [
      'an embed that was forwarded',
      (text) => snapshot({ content: '', ...embed({ title: text }) }),
      null,
    ],
    [
      'a layout that was forwarded',
      (text) => snapshot({ content: '', ...layout({ type: 17, components: [display(text)] }) }),
      null,
    ],
    [
      'what was forwarded with words',
      (text) => ({ content: 'Look.', ...snapshot({ content: text }) }),
      'In the forwarded message',
    ],
    [
      'the description of a picture',
      (text) => ({ attachments: [{ id: '1', filename: 'a.png', description: text, ...MEDIA }] }),
      'In the description of the picture',
    ],
    [
      'that of one in a gallery',
      (text) => layout({ type: 12, items: [{ media: MEDIA, description: text }] }),
      'In the description of the picture',
    ],
    [
      'that of a thumbnail',
      (text) =>
        layout({
          type: 9,
          components: [display('Look.')],
          accessory: { type: 11, media: MEDIA, description: text },
        }),
      'In the description of the picture',
    ],
    [
      'that of one that was forwarded',
      (text) => snapshot({ content: '', attachments: [{ filename: 'a.png', description: text }] }),
      'In the description of the picture',
    ],
  ];

  it.each(places)('%s', async (_name, fields, place) => {
    const where = place === null ? '' : `\n-# ${place}`;
    const { message } = await run('Verify quotes', await written(fields(quoted(TRUE))));
    expect(textsOf(message)[0]).toBe(VERBATIM + where);
    const { message: altered } = await run('Verify quotes', await written(fields(quoted(FALSE))));
    expect(textsOf(altered)[0]).toMatch(/^⚠️ Altered/);
    const { message: found } = await run('Find sources', await written(fields(`${FALSE} Really?`)));
    expect(passagesIn(found)[0]?.title).toBe(DAM.title);
  });

  it('in order, each with where it stands', async () => {
    const id = await written({
      content: quoted(TRUE),
      ...embed({ description: `> ${FALSE}` }),
      attachments: [
        { filename: 'a.png', description: quoted('Penguins waddle over ice and snow.') },
      ],
    });
    const { message } = await run('Verify quotes', id);
    const heads = textsOf(message).map((text) => text.split('\n> ')[0]);
    expect(heads).toEqual([
      VERBATIM,
      '❌ Not found in the articles.\n-# In the description of the picture',
      expect.stringMatching(/^⚠️ Altered: .*\n-# In the embed$/),
    ]);
  });
});

describe('text files', () => {
  it('are read, with the line that a quotation begins in', async () => {
    const notes = `# Notes\n\nOn the dam:\n\n> ${TRUE}\n\nand, somewhere,\n“${FALSE}”.\n`;
    const { message } = await run(
      'Verify quotes',
      await withFiles('My notes.', file('notes.txt', notes)),
    );
    expect(textsOf(message).map((text) => text.split('\n', 2).join('\n'))).toEqual([
      `${VERBATIM}\n-# In notes.txt, line 5`,
      expect.stringMatching(/^⚠️ Altered: .*\n-# In notes\.txt, line 8$/),
    ]);
    const one = await withFiles('', file('a_b.md', `---\ntitle: x\n---\n\n${quoted(TRUE)}`));
    expect(textsOf((await run('Verify quotes', one)).message)[0]).toBe(
      `${VERBATIM}\n-# In a\\_b.md, line 5`,
    );
  });

  it('in other encodings, and those that were forwarded or are shown in a layout', async () => {
    const utf16 = Buffer.from(`\ufeff${quoted(TRUE)}`, 'utf16le');
    const stored = pair.standIn.world.messages.get(await withFiles('', file('a.txt', utf16)));
    const { attachments = [] } = stored?.data ?? {};
    const [attachment] = attachments;
    const shown = layout({ type: 13, file: { url: attachment?.url }, name: 'a.txt', size: 3 });
    for (const fields of [{ attachments }, snapshot({ content: '', attachments }), shown]) {
      const { message } = await run('Verify quotes', await written(fields));
      expect(textsOf(message)[0]).toBe(`${VERBATIM}\n-# In a.txt, line 1`);
    }
  });

  it('are read with what cannot be seen in them: it may alter a quotation', async () => {
    const turned = quoted(TRUE.replace('335', '\u202e533\u202c'));
    const { message } = await run('Verify quotes', await withFiles('', file('a.txt', turned)));
    expect(textsOf(message)[0]).toMatch(/^⚠️ Altered/);
    const plain = `\ufeff> ${TRUE}\r\n`;
    const { message: whole } = await run(
      'Verify quotes',
      await withFiles('', file('a.txt', plain)),
    );
    expect(textsOf(whole)[0]).toBe(`${VERBATIM}\n-# In a.txt, line 1`);
  });

  it('are looked for where the message says too little by itself', async () => {
    const id = await withFiles('See here:', file('a.txt', `${FALSE} I heard.`));
    const { message } = await run('Find sources', id);
    expect(passagesIn(message)[0]?.title).toBe(DAM.title);
  });

  it('that cannot be read, or are not from Discord, are named, and the rest is checked', async () => {
    const binary = await withFiles(quoted(TRUE), file('a.txt', Buffer.from([1, 0, 2, 0, 0, 3])));
    const { message } = await run('Verify quotes', binary);
    expect(textsOf(message)[0]).toMatch(/^✅ Verbatim.*\n-# a\.txt: .+$/);
    const elsewhere = { filename: 'b.txt', url: 'http://127.0.0.1:9/b.txt', size: 3 };
    const large = { filename: 'c.md', url: 'https://cdn.discordapp.com/c.md', size: 2 ** 21 };
    const id = await written({ attachments: [elsewhere, large] });
    const { message: none } = await run('Verify quotes', id);
    expect(none.content.split('\n')).toEqual([
      'There is nothing to check in this message.',
      'b.txt: I only take files that were uploaded to Discord.',
      'c.md: This file is too large: at most 1 MB are taken.',
    ]);
  });

  it('are three at most, and no other files', async () => {
    const all = [1, 2, 3, 4].map((n) => file(`${n}.txt`, `${quoted(TRUE)} ${n}`));
    const { message } = await run('Verify quotes', await withFiles('', ...all));
    expect(textsOf(message)[0]).toBe('Only the first 3 text files are read.');
    expect(textOf(message).match(/✅/g)).toHaveLength(3);
    const id = await withFiles('🙂', file('a.csv', quoted(TRUE)));
    expect((await run('Verify quotes', id)).message.content).toMatch(/nothing to check/);
  });
});

describe('a message with a few words in quotation marks, or with code', () => {
  it.each([
    ['They call it “335 metres high”, I think.', /^✅/],
    ['They call it “300 metres high”, I think.', /^(?:⚠️|❌)/],
    ['```\nThe dam is 335 metres high.\n```', /^✅/],
    ['They call it “high”, I think.', /^No quotation here/],
  ])('%s', async (content, said) => {
    const { message } = await run('Verify quotes', await written({ content }));
    expect(textsOf(message)[0]).toMatch(said);
  });
});

describe('a message that quotes nothing', () => {
  const THOUGHT = 'I think the dam is 300 metres';

  it('is not judged: it can be checked as a whole, or looked for; after a restart, too', async () => {
    const { message, who } = await run('Verify quotes', await written({ content: THOUGHT }));
    expect(textsOf(message)).toEqual(['No quotation here.', `> ${THOUGHT}`]);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      'Check all of it',
      'Find sources',
    ]);
    await pair.restart();
    const press = (label: string) => answerTo(who.click(message.id, buttonId(message, label)));
    const checked = await press('Check all of it');
    expect(checked.ephemeral).toBe(true);
    expect(textsOf(checked.message)[0]).toMatch(/^(⚠️ Altered|❌ Not found)/);
    const found = await press('Find sources');
    expect(passagesIn(found.message)[0]?.title).toBe(DAM.title);
  });

  it('is verbatim where all of it is', async () => {
    const content = '**It was begun** in 1976\nand is not finished.';
    const { message, who } = await run('Verify quotes', await written({ content }));
    const { message: checked } = await answerTo(
      who.click(message.id, buttonId(message, 'Check all of it')),
    );
    expect(textsOf(checked)[0]).toMatch(/^✅ Verbatim/);
  });

  it('is altered where some of its words are struck or hidden', async () => {
    const content = 'The dam is ~~not~~ 335 metres ||below or|| high.';
    const { message, who } = await run('Verify quotes', await written({ content }));
    expect(textsOf(message)[0]).toBe('No quotation here.');
    const { message: checked } = await answerTo(
      who.click(message.id, buttonId(message, 'Check all of it')),
    );
    expect(textsOf(checked)[0]).toMatch(/^⚠️ Altered/);
  });

  it('is shown as it is written, in every part, and each part is checked by itself', async () => {
    const id = await written({
      content: '# *The dam* is <@1300000000000000011> `335` metres \\high, 1. > a',
      ...embed({ title: 'News', description: 'It was begun in 1976 and is not finished.' }),
      attachments: [{ filename: 'a.png', description: 'A picture of the dam.' }],
    });
    const { message, who } = await run('Verify quotes', id);
    expect(textsOf(message)).toEqual([
      'No quotation here.',
      '> \\# \\*The dam\\* is \\<@1300000000000000011> \\`335\\` metres \\\\high, 1. > a',
      '-# In the embed',
      '> News\n> \n> It was begun in 1976 and is not finished.',
      '-# In the description of the picture',
      '> A picture of the dam.',
    ]);
    const { message: checked } = await answerTo(
      who.click(message.id, buttonId(message, 'Check all of it')),
    );
    const places = textOf(checked).match(/^-# In .*$/gm);
    expect(places).toEqual(['-# In the embed', '-# In the description of the picture']);
  });

  it('that is long says that its beginning is checked, and nothing else is', async () => {
    const long = `${'A word about the dam and then another one. '.repeat(400)}${TRUE}`;
    const { message, who } = await run('Verify quotes', await withFiles('', file('a.txt', long)));
    const [first, where, shown, note] = textsOf(message);
    expect([first, where]).toEqual(['No quotation here.', '-# The beginning of a.txt']);
    expect(shown?.length).toBeGreaterThan(900);
    expect(shown?.length).toBeLessThan(1_010);
    expect(shown).toMatch(/ \w+\.?$/);
    expect(note).toMatch(/only the beginning/);
    const { message: checked } = await answerTo(
      who.click(message.id, buttonId(message, 'Check what is shown')),
    );
    expect(textOf(checked)).not.toContain('335');
  });

  it('has buttons that do nothing on anything else', async () => {
    const { message, who } = await run('Verify quotes', await written({ content: THOUGHT }));
    const [check, find] = ['Check all of it', 'Find sources'].map((one) => buttonId(message, one));
    const stored = pair.standIn.world.messages.get(message.id);
    if (!stored) throw new Error('Just answered');
    const words = partsOf(stored.data).find(({ id }) => id === MARKED.unquoted + 1);
    expect(words).toMatchObject({ content: `> ${THOUGHT}` });
    stored.data = JSON.parse(JSON.stringify(stored.data).replace(`"id":${words?.id}`, '"id":77'));
    for (const id of [check, find]) {
      const { message: told } = await answerTo(who.click(message.id, id ?? ''));
      expect(textOf(told)).toMatch(/older version|no longer|button/i);
    }
  });
});
