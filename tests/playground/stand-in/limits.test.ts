/** Discord's limits on messages, embeds and components: what is accepted, and what is refused how. */
import { DiscordAPIError, REST, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkModal } from '../../../src/playground/stand-in/rules/modals.ts';
import { CHANNELS } from '../../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../../src/playground/stand-in/stand-in.ts';
import { createClock } from '../../support/clock.ts';

let standIn: StandIn;
let rest: REST;
beforeAll(async () => {
  standIn = await startStandIn({ clock: createClock() });
  rest = new REST({ api: standIn.apiUrl, retries: 0 }).setToken(standIn.token);
});
afterAll(() => standIn.close());

/** The code of the refusal, the HTTP status where there is none, or `accepted`. */
async function verdict(body: unknown): Promise<unknown> {
  try {
    await rest.post(Routes.channelMessages(CHANNELS.general), { body });
    return 'accepted';
  } catch (error) {
    if (error instanceof DiscordAPIError) return error.code;
    return (error as { status?: number }).status;
  }
}

const FLAG_V2 = 1 << 15;
const emoji = '🔷';
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (id: string, extra: object = {}) => ({
  type: 2,
  style: 1,
  label: 'x',
  custom_id: id,
  ...extra,
});
const row = (...components: object[]) => ({ type: 1, components });
const select = (extra: object = {}) => ({
  type: 3,
  custom_id: 'pick',
  options: [{ label: 'a', value: 'a' }],
  ...extra,
});
const text = (content: string) => ({ type: 10, content });
const legacy = (...rows: object[]) => ({ content: 'x', components: rows });
const v2 = (...components: object[]) => ({ flags: FLAG_V2, components });

describe('messages', () => {
  it.each([
    ['2000 characters', { content: 'x'.repeat(2000) }, 'accepted'],
    ['2001 characters', { content: 'x'.repeat(2001) }, 50035],
    ['2000 emoji, which are 4000 UTF-16 units', { content: emoji.repeat(2000) }, 'accepted'],
    ['nothing', {}, 50006],
    ['only white space', { content: ' \n ' }, 50006],
    ['content that is a number', { content: 5 }, 50035],
    ['11 embeds', { embeds: times(11, () => ({ description: 'x' })) }, 50035],
    ['an unknown kind of mention', { content: 'x', allowed_mentions: { parse: ['all'] } }, 50035],
    ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50035],
    [
      'the same, if it is there',
      { content: 'x', message_reference: { message_id: '1', fail_if_not_exists: false } },
      'accepted',
    ],
  ])('with %s', async (_what, body, expected) => {
    expect(await verdict(body)).toBe(expected);
  });

  it('are told which field is wrong', async () => {
    const sent = rest.post(Routes.channelMessages(CHANNELS.general), {
      body: { embeds: [{ description: 'x', fields: [{ name: 'x'.repeat(257), value: 'y' }] }] },
    });
    const error = (await sent.catch((thrown: unknown) => thrown)) as DiscordAPIError;
    expect(error.rawError).toMatchObject({
      message: 'Invalid Form Body',
      errors: {
        embeds: { 0: { fields: { 0: { name: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } } },
      },
    });
  });
});

describe('embeds', () => {
  it.each([
    ['a title of 256', { title: 'x'.repeat(256) }, 'accepted'],
    ['a title of 257', { title: 'x'.repeat(257) }, 50035],
    ['a description of 4096', { description: 'x'.repeat(4096) }, 'accepted'],
    ['a description of 4097', { description: 'x'.repeat(4097) }, 50035],
    ['2490 four-byte characters', { description: emoji.repeat(2490) }, 'accepted'],
    ['2500 four-byte characters', { description: emoji.repeat(2500) }, 500],
    ['26 fields', { fields: times(26, () => ({ name: 'a', value: 'b' })) }, 50035],
    ['an empty field value', { fields: [{ name: 'a', value: ' ' }] }, 50035],
    ['a field value of 1025', { fields: [{ name: 'a', value: 'x'.repeat(1025) }] }, 50035],
    ['a footer of 2049', { footer: { text: 'x'.repeat(2049) } }, 50035],
    ['an author of 257', { author: { name: 'x'.repeat(257) } }, 50035],
    ['a script for a link', { title: 'x', url: 'javascript:alert(1)' }, 50035],
    ['no link for a link', { title: 'x', url: 'somewhere' }, 50035],
    ['nothing', {}, 50035],
    ['a time that is none', { description: 'x', timestamp: 'soon' }, 50035],
  ])('with %s', async (_what, embed, expected) => {
    expect(await verdict({ embeds: [embed] })).toBe(expected);
  });

  it('share 6000 characters', async () => {
    const embeds = (last: number) => [
      { description: 'x'.repeat(4000) },
      { description: 'x'.repeat(last) },
    ];
    expect(await verdict({ embeds: embeds(2000) })).toBe('accepted');
    expect(await verdict({ embeds: embeds(2001) })).toBe(50035);
  });
});

describe('components', () => {
  it.each([
    [
      '5 rows of 5 buttons',
      legacy(...times(5, (r) => row(...times(5, (n) => button(`${r}${n}`))))),
      'accepted',
    ],
    ['6 rows', legacy(...times(6, (r) => row(button(`${r}`)))), 50035],
    ['6 buttons in a row', legacy(row(...times(6, (n) => button(`${n}`)))), 50035],
    ['an empty row', legacy(row()), 50035],
    ['a custom id of 100', legacy(row(button('x'.repeat(100)))), 'accepted'],
    ['a custom id of 101', legacy(row(button('x'.repeat(101)))), 50035],
    ['a custom id twice', legacy(row(button('a')), row(button('a'))), 50035],
    ['a label of 81', legacy(row(button('a', { label: 'x'.repeat(81) }))), 50035],
    ['a button without label and emoji', legacy(row(button('a', { label: undefined }))), 50035],
    [
      'a link',
      legacy(row({ type: 2, style: 5, label: 'x', url: 'https://example.org' })),
      'accepted',
    ],
    [
      'a link with a custom id',
      legacy(row(button('a', { style: 5, url: 'https://example.org' }))),
      50035,
    ],
    [
      'a link to a script',
      legacy(row({ type: 2, style: 5, label: 'x', url: 'javascript:1' })),
      50035,
    ],
    [
      'a link of 513',
      legacy(row({ type: 2, style: 5, label: 'x', url: `https://example.org/${'x'.repeat(493)}` })),
      50035,
    ],
    ['a select', legacy(row(select())), 'accepted'],
    ['a select beside a button', legacy(row(select(), button('a'))), 50035],
    [
      '26 options',
      legacy(row(select({ options: times(26, (n) => ({ label: 'a', value: `${n}` })) }))),
      50035,
    ],
    [
      'an option twice',
      legacy(row(select({ options: times(2, () => ({ label: 'a', value: 'a' })) }))),
      50035,
    ],
    ['a placeholder of 151', legacy(row(select({ placeholder: 'x'.repeat(151) }))), 50035],
    ['a text display without the flag', legacy(text('x')), 50035],
    ['a button without a row', legacy(button('a')), 50035],
  ])('with %s', async (_what, body, expected) => {
    expect(await verdict(body)).toBe(expected);
  });

  it.each([
    ['a text display', v2(text('x')), 'accepted'],
    ['content beside them', { ...v2(text('x')), content: 'x' }, 50035],
    ['embeds beside them', { ...v2(text('x')), embeds: [{ title: 'x' }] }, 50035],
    ['none', v2(), 50006],
    ['40 of them', v2(...times(40, () => text('x'))), 'accepted'],
    ['41, nested ones counted', v2({ type: 17, components: times(40, () => text('x')) }), 50035],
    ['4000 characters', v2(text('x'.repeat(2000)), text('x'.repeat(2000))), 'accepted'],
    ['4001 characters', v2(text('x'.repeat(2000)), text('x'.repeat(2001))), 50035],
    ['more than 10 kB', v2(text(emoji.repeat(2540))), 500],
    ['a section', v2({ type: 9, components: [text('x')], accessory: button('a') }), 'accepted'],
    [
      'a section of 4 texts',
      v2({ type: 9, components: times(4, () => text('x')), accessory: button('a') }),
      50035,
    ],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [text('x')] }] }),
      50035,
    ],
  ])('of the second version with %s', async (_what, body, expected) => {
    expect(await verdict(body)).toBe(expected);
  });

  it('get ids, and the flag stays for good', async () => {
    const path = Routes.channelMessages(CHANNELS.general);
    const sent = (await rest.post(path, { body: v2(text('a'), text('b')) })) as {
      id: string;
      components: { id: number }[];
    };
    expect(sent.components.map(({ id }) => id)).toEqual([1, 2]);
    const edit = rest.patch(Routes.channelMessage(CHANNELS.general, sent.id), {
      body: { flags: 0, content: 'x' },
    });
    await expect(edit).rejects.toMatchObject({ code: 50035 });
  });
});

describe('forms', () => {
  const input = { type: 4, custom_id: 'name', style: 1 };
  const form = (...components: object[]) => ({ custom_id: 'form', title: 'Form', components });
  const label = (component: object) => ({ type: 18, label: 'Name', component });

  it.each([
    ['a labelled input', form(label(input))],
    ['an input in a row', form(row({ ...input, label: 'Name' }))],
    ['a file upload', form(label({ type: 19, custom_id: 'file' }))],
    ['a text above', form(text('Read this.'), label(input))],
  ])('are accepted with %s', (_what, body) => {
    expect(checkModal(body)).toMatchObject({ custom_id: 'form' });
  });

  it.each([
    ['a title of 46', { ...form(label(input)), title: 'x'.repeat(46) }],
    ['no field', form()],
    ['6 fields', form(...times(6, (n) => label({ ...input, custom_id: `${n}` })))],
    ['the same field twice', form(label(input), label(input))],
    ['an input without a label', form(row(input))],
    ['a label of 46', form({ ...label(input), label: 'x'.repeat(46) })],
    ['a placeholder of 101', form(label({ ...input, placeholder: 'x'.repeat(101) }))],
    ['a button', form(label(button('a')))],
  ])('are refused with %s', (_what, body) => {
    expect(() => checkModal(body)).toThrow('Invalid Form Body');
  });
});
