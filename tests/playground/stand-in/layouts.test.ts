/** Messages of Components V2 in the stand-in: what may lie in what, files, ids, edits; checked against Discord's own description where it is at hand. */
import { DiscordAPIError, MessageFlags, REST, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../../src/playground/stand-in/stand-in.ts';
import { createClock } from '../../support/clock.ts';
import { createAnswerValidator, createBodyValidator } from '../../support/discord-schema.ts';

const ROUTE = { method: 'POST', route: '/channels/{channel_id}/messages' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const validateBody = createBodyValidator();
const validateAnswer = createAnswerValidator();
/** Faults of what a message shows; people are described with more than the bot reads. */
const faultsOf = (response: unknown) =>
  (validateAnswer?.({ ...ROUTE, response }) ?? []).filter((line) => !line.includes(' /author '));

let standIn: StandIn;
let rest: REST;
beforeAll(async () => {
  standIn = await startStandIn({ clock: createClock() });
  rest = new REST({ api: standIn.apiUrl, retries: 0 }).setToken(standIn.token);
});
afterAll(() => standIn.close());

interface Sent {
  readonly id: string;
  readonly flags: number;
  readonly content: string;
  readonly attachments: readonly { readonly id: string; readonly filename: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: components of any kind, read by tests
  readonly components: any[];
}

type Body = Readonly<Record<string, unknown>>;

const text = (content: string, extra: object = {}) => ({ type: 10, content, ...extra });
const button = (id: string) => ({ type: 2, style: 1, label: 'x', custom_id: id });
const link = { type: 2, style: 5, label: 'Source', url: 'https://example.org/' };
const row = (...components: object[]) => ({ type: 1, components });
const select = { type: 3, custom_id: 'open', options: [{ label: 'a', value: 'a' }] };
const section = (accessory: object | undefined, ...components: object[]) => ({
  type: 9,
  components,
  accessory,
});
const container = (...components: object[]) => ({ type: 17, components });
const gallery = (...items: object[]) => ({ type: 12, items });
const file = (url: string) => ({ type: 13, file: { url } });
const thumbnail = (extra: object = {}) => ({
  type: 11,
  media: { url: 'https://example.org/a.png' },
  ...extra,
});
const picture = (url: string, extra: object = {}) => ({ media: { url }, ...extra });
const v2 = (...components: object[]) => ({ flags: MessageFlags.IsComponentsV2, components });

function send(body: Body, names: readonly string[] = []): Promise<Sent> {
  const files = names.map((name) => ({ name, data: PNG }));
  return rest.post(Routes.channelMessages(CHANNELS.general), { body, files }) as Promise<Sent>;
}

function edit(id: string, body: Body, names: readonly string[] = []): Promise<Sent> {
  const files = names.map((name) => ({ name, data: PNG }));
  const path = Routes.channelMessage(CHANNELS.general, id);
  return rest.patch(path, { body, files }) as Promise<Sent>;
}

/** `accepted`, or every code that Discord names and the path to it; the status where it names none. */
async function verdict(sending: Promise<unknown>): Promise<string> {
  try {
    await sending;
    return 'accepted';
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) return String((error as { status?: number }).status);
    const raw = 'errors' in error.rawError ? error.rawError.errors : {};
    const codes = (node: unknown, path: string): string[] =>
      typeof node !== 'object' || node === null
        ? []
        : Object.entries(node).flatMap(([key, value]) =>
            key === '_errors'
              ? (value as { code: string }[]).map(({ code }) => `${path}: ${code}`)
              : codes(value, path === '' ? key : `${path}.${key}`),
          );
    return codes(raw, '').join('\n') || String(error.code);
  }
}

describe('a layout is accepted', () => {
  const accepted: Readonly<Record<string, [Body, ...string[]]>> = {
    'as an answer is': [
      v2(
        text('> How high is it?', { id: 700 }),
        {
          ...container(
            section(link, text('### A title'), text('words'), text('-# small')),
            text('> words'),
            row(button('share'), button('context'), button('copy')),
            { type: 14, divider: false, spacing: 2 },
            row(select),
          ),
          accent_color: 0x57d38c,
          spoiler: false,
        },
        row(button('follow')),
      ),
    ],
    'with a picture and its words': [
      v2(gallery(picture('attachment://card.png', { description: 'x'.repeat(1024) }))),
      'card.png',
    ],
    'with pictures of the web': [
      v2(gallery(picture('https://example.org/a.png')), section(thumbnail(), text('x'))),
    ],
    'with a file': [v2(container(file('attachment://notes.txt'))), 'notes.txt'],
    'of 100 % of its characters, counted as Discord does': [v2(text('🔷'.repeat(2500)))],
    'of texts of other scripts': [v2(...Array.from({ length: 40 }, () => text('щ'.repeat(100))))],
  };
  it.each(Object.entries(accepted))('%s', async (_what, [body, ...names]) => {
    const sent = await send(body, names);
    expect(sent.flags & MessageFlags.IsComponentsV2).not.toBe(0);
    expect(validateBody?.({ ...ROUTE, body }) ?? []).toEqual([]);
    expect(faultsOf(sent)).toEqual([]);
  });
});

describe('a layout is refused', () => {
  const tooMany = 'components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED';
  const missing = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';
  const refused: Readonly<Record<string, [Body, string, ...string[]]>> = {
    'of 41 components, accessories and what lies in rows counted': [
      v2(
        ...Array.from({ length: 10 }, () => section(link, text('x'))),
        row(...['a', 'b', 'c', 'd', 'e'].map(button)),
        row(...['f', 'g', 'h', 'i'].map(button)),
      ),
      tooMany,
    ],
    'of 4,001 characters': [
      v2(container(text('x'.repeat(2000))), text('x'.repeat(2001))),
      'components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    'of more bytes than Discord bears, texts counted with what each costs': [
      v2(...Array.from({ length: 40 }, () => text('中'.repeat(82)))),
      '500',
    ],
    'with content beside it': [
      { ...v2(text('x')), content: 'x' },
      'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    'with nothing in it but a file that nothing shows': [v2(), '50006', 'notes.txt'],
    'with a section without anything beside': [
      v2(section(undefined, text('x'))),
      'components.0.accessory: BASE_TYPE_REQUIRED',
    ],
    'with a section without text': [
      v2(section(link)),
      'components.0.components: BASE_TYPE_BAD_LENGTH',
    ],
    'with a select beside a section': [
      v2(section(select, text('x'))),
      'components.0.accessory.type: UNION_TYPE_CHOICES',
    ],
    'with a row in a section': [
      v2(section(link, row(button('a')))),
      'components.0.components.0.type: UNION_TYPE_CHOICES',
    ],
    'with a button outside of rows and sections': [
      v2(button('a')),
      'components.0.type: UNION_TYPE_CHOICES',
    ],
    'with a thumbnail by itself': [
      v2(container(thumbnail())),
      'components.0.components.0.type: UNION_TYPE_CHOICES',
    ],
    'with an empty container': [v2(container()), 'components.0.components: BASE_TYPE_BAD_LENGTH'],
    'with a colour that is none': [
      v2({ ...container(text('x')), accent_color: 0x1000000 }),
      'components.0.accent_color: NUMBER_TYPE_MAX',
    ],
    'with a gap that is none': [
      v2(text('x'), { type: 14, spacing: 3 }),
      'components.1.spacing: NUMBER_TYPE_MAX',
    ],
    'with a custom id twice, however deep': [
      v2(row(button('a')), container(section(button('a'), text('x')))),
      'components.1.components.0.accessory.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    'with an id twice, however deep': [
      v2(text('x', { id: 7 }), container(text('y', { id: 7 }))),
      'components.1.components.0.id: COMPONENT_ID_DUPLICATED',
    ],
    'with an address at a button that is no link': [
      v2(row({ ...button('a'), url: 'https://example.org/' })),
      'components.0.components.0: BUTTON_COMPONENT_INVALID',
    ],
    'with a picture that does not come with it': [
      v2(gallery(picture('attachment://card.png'))),
      `components.0.items.0.media.url: ${missing}`,
      'other.png',
    ],
    'with a picture of another scheme': [
      v2(gallery(picture('file:///etc/passwd'))),
      'components.0.items.0.media.url: URL_TYPE_INVALID_SCHEME',
    ],
    'with a file of the web': [
      v2(file('https://example.org/a.txt')),
      'components.0.file.url: URL_TYPE_INVALID_SCHEME',
    ],
    'with alternative text of 1,025': [
      v2(gallery(picture('https://example.org/a.png', { description: 'x'.repeat(1025) }))),
      'components.0.items.0.description: BASE_TYPE_BAD_LENGTH',
    ],
    'with 11 pictures': [
      v2(gallery(...Array.from({ length: 11 }, () => picture('https://example.org/a.png')))),
      'components.0.items: BASE_TYPE_BAD_LENGTH',
    ],
  };
  it.each(Object.entries(refused))('%s', async (_what, [body, expected, ...names]) => {
    expect(await verdict(send(body, names))).toBe(expected);
  });
});

describe('what a layout shows', () => {
  it('keeps ids that were given, and counts the others past them', async () => {
    const sent = await send(v2(text('a'), container(text('b', { id: 2 }), text('c')), text('d')));
    const [a, box, d] = sent.components;
    expect([a.id, box.id, d.id]).toEqual([1, 3, 5]);
    expect(box.components.map(({ id }: { id: number }) => id)).toEqual([2, 4]);
  });

  it('is a file that it no longer lists, and that its name still stands for in an edit', async () => {
    const body = v2(gallery(picture('attachment://card.png', { description: 'Words.' })));
    const sent = await send(body, ['card.png', 'other.png']);
    const { media, description } = sent.components[0].items[0];
    expect(sent.attachments.map(({ filename }) => filename)).toEqual(['other.png']);
    expect(description).toBe('Words.');
    expect(media).toMatchObject({ content_type: 'image/png' });
    const fetched = await fetch(media.url);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(PNG);

    const again = v2(file('attachment://card.png'), text('x'));
    const edited = await edit(sent.id, { ...again, content: null, embeds: [] });
    expect(edited.components[0]).toMatchObject({ name: 'card.png', size: PNG.length });
    expect(edited.components[0].file.attachment_id).toBe(media.attachment_id);
    const without = { ...again, attachments: [{ id: '0', filename: 'new.png' }] };
    expect(await verdict(edit(sent.id, without, ['new.png']))).toContain('ATTACHMENT_NOT_FOUND');
    await rest.delete(Routes.channelMessage(CHANNELS.general, sent.id));
    expect((await fetch(media.url)).status).toBe(404);
  });

  it('is pressed and chosen from wherever it lies', async () => {
    const sent = await send(v2(container(section(button('deep'), text('x')), row(select))));
    const member = standIn.as(PEOPLE.member);
    await member.click(sent.id, 'deep');
    await member.select(sent.id, 'open', ['a']);
    await expect(member.select(sent.id, 'open', ['b'])).rejects.toThrow('notPressable');
  });
});

describe('an edit', () => {
  it('turns lines into a layout only where nothing of them is left', async () => {
    const sent = await send({ content: 'Words', embeds: [{ title: 'x' }] });
    const legacy = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    expect(await verdict(edit(sent.id, v2(text('x'))))).toBe(
      `content: ${legacy}\nembeds: ${legacy}`,
    );
    const body = { ...v2(text('x')), content: null, embeds: [] };
    const edited = await edit(sent.id, body);
    expect(edited.content).toBe('');
    expect(faultsOf(edited)).toEqual([]);
  });

  it('never takes the layout back', async () => {
    const sent = await send(v2(text('x')));
    expect(await verdict(edit(sent.id, { flags: 0, components: [text('y')] }))).toBe(
      'flags: MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
    );
    expect(await verdict(edit(sent.id, { content: 'y' }))).toContain('content: MESSAGE_CANNOT_USE');
    expect(await verdict(edit(sent.id, { components: [] }))).toBe('50006');
    expect(await verdict(edit(sent.id, { components: [text('y')] }))).toBe('accepted');
  });
});

it('mentions whom its text names, where that is allowed', async () => {
  const words = v2(container(text(`Shared by <@${PEOPLE.member}>`)));
  const mentioned = async (allowed: object) => {
    const sent = (await send({ ...words, allowed_mentions: allowed })) as Sent & {
      mentions: { id: string }[];
    };
    return sent.mentions.map(({ id }) => id);
  };
  expect(await mentioned({ parse: ['users'] })).toEqual([PEOPLE.member]);
  expect(await mentioned({ parse: [] })).toEqual([]);
});
