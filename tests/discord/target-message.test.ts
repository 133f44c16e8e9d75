/** What is read of the message that a message command is on, whatever it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPressedMessage } from '../../src/discord/pressed-message.ts';
import { noteTarget, readTargetMessage, targetOf } from '../../src/discord/target-message.ts';

const keys = fc.constantFrom(
  ...[
    'content',
    'poll',
    'question',
    'answers',
    'text',
    'poll_media',
    'message_snapshots',
    'message',
  ],
  ...['components', 'embeds', 'fields', 'name', 'value', 'type', 'attachments', 'description'],
  ...['referenced_message', 'id', 'author', 'flags', 'items', 'accessory', 'media', 'url', 'file'],
  ...['filename', 'size', 'footer', 'title', 'custom_id', 'image'],
);
/** Whatever JSON may hold under the names that are read. */
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      null,
      1,
      9,
      10,
      12,
      17,
      21,
      -1,
      true,
      '',
      'words',
      'a.txt',
      'https://a.example/quote-aaaaaa-aaaaaa.png',
    ),
    fc.string(),
    fc.array(tie('message'), { maxLength: 4 }),
    fc.dictionary(keys, tie('message'), { maxKeys: 6 }),
  ),
}));

describe('a message', () => {
  it('of any shape is read, and never thrown at', () => {
    fc.assert(
      fc.property(message, (raw) => {
        const { texts, files, pointers } = readTargetMessage(raw);
        expect(
          texts.every(({ text }) => typeof text === 'string' && text.trim() === text && text),
        ).toBe(true);
        expect([files.length <= 10, pointers.length <= 6]).toEqual([true, true]);
        expect(readPressedMessage(raw)).toMatchObject({ id: expect.stringMatching(/^\d+$/) });
      }),
    );
  });

  it('is read no deeper and no further than any of Discord’s goes', () => {
    let nested: unknown = { type: 10, content: 'far down' };
    for (let level = 0; level < 10_000; level++) nested = { type: 17, components: [nested] };
    expect(readTargetMessage({ components: [nested] }).texts).toEqual([]);
    const many = Array.from({ length: 10_000 }, () => ({ title: 'x'.repeat(1_000) }));
    const { texts } = readTargetMessage({ embeds: many, content: 'y'.repeat(1e6) });
    expect(texts[0]).toEqual({ text: 'y'.repeat(20_000), place: 'message', isCard: false });
    expect(texts.slice(1).every(({ text }) => text === 'x'.repeat(1_000))).toBe(true);
    expect(texts).toHaveLength(21);
    const files = Array.from({ length: 99 }, (_, i) => ({ filename: `${i}.md`, url: 'https://a' }));
    expect(readTargetMessage({ attachments: files }).files).toHaveLength(10);
  });

  it('that forwards itself is read to a bound', () => {
    const loop: { content: string; message_snapshots: object[] } = {
      content: 'x',
      message_snapshots: [],
    };
    loop.message_snapshots.push({ message: loop });
    expect(readTargetMessage(loop).texts).toHaveLength(6);
  });

  it('is known of an interaction that it was noted for, and of no other', () => {
    const interaction = {};
    const target = readTargetMessage({ content: 'words' });
    noteTarget(interaction, target);
    expect(targetOf(interaction)).toBe(target);
    expect(targetOf({})).toEqual({ texts: [], files: [], pointers: [] });
  });
});
