/** A message that is to be kept, in every shape that Discord has: its author's words, and nobody else's as theirs. */
import { describe, expect, it } from 'vitest';
import { readKeptMessage } from '../../src/discord/kept-message.ts';
import { MESSAGE_KINDS } from '../support/message-kinds.ts';

const ID = '1300000000000000500';
const MESSAGE = {
  id: ID,
  channel_id: '1300000000000000020',
  author: { id: '1300000000000000010', username: 'mira', global_name: 'Mira' },
  content: '',
  timestamp: '2026-01-31T22:00:00.000000+00:00',
};
const read = (fields: object, channel: unknown = null) =>
  readKeptMessage({ message: { ...MESSAGE, ...fields }, channel });

/** Previews of links are no words of who linked, and what describes a file is none of a message's. */
const NOT_KEPT = ['an embed', 'fields of an embed', 'a described picture'];

describe('readKeptMessage', () => {
  it.each(MESSAGE_KINDS)('reads $name', ({ name, fields, speaks }) => {
    const kept = read(fields);
    if (speaks && !NOT_KEPT.includes(name)) expect(kept?.text).toContain('1931');
    else if (NOT_KEPT.includes(name)) expect(kept?.text).toBe('');
    const isPassedOn = name.startsWith('a forwarded') || name === 'forwarded';
    if (kept?.text && isPassedOn) expect(kept).toMatchObject({ isForwarded: true, author: null });
  });

  it('knows its author, day and channel, and what those are called whom it mentions', () => {
    const mentions = [
      { id: '1300000000000000011', username: 'sam', global_name: null, member: { nick: 'Sammy' } },
      { id: 'x', username: 'nobody' },
      null,
    ];
    const kept = read({ content: 'Hello', mentions, attachments: [{}, {}] }, { name: 'general' });
    expect(kept).toEqual({
      id: ID,
      channelId: MESSAGE.channel_id,
      channel: 'general',
      text: 'Hello',
      author: 'Mira',
      at: Date.UTC(2026, 0, 31, 22),
      isForwarded: false,
      files: 2,
      users: { '1300000000000000011': 'Sammy' },
    });
    // Without a date of its own, by its id.
    expect(read({ timestamp: 'soon' })?.at).toBe(Number(BigInt(ID) >> 22n) + 1_420_070_400_000);
  });

  it('takes embeds for the author’s own where an app wrote them', () => {
    const embeds = [
      {
        type: 'rich',
        title: 'Rules',
        description: 'Be kind.',
        fields: [{ name: 'A', value: 'b' }],
      },
      { type: 'link', title: 'A page', description: 'Somebody else’s.' },
    ];
    expect(read({ embeds })?.text).toBe('');
    const author = { ...MESSAGE.author, bot: true };
    expect(read({ embeds, author })?.text).toBe('## Rules\n\nBe kind.\n\n### A\n\nb');
  });

  it.each([null, 1, {}, { id: 1 }, { id: ID, channel_id: '../x' }])('is none of %o', (message) => {
    expect(readKeptMessage({ message, channel: undefined })).toBeNull();
  });
});
