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
  ...['referenced_message', 'id', 'author', 'flags', 'items', 'accessory'],
);
/** Whatever JSON may hold under the names that are read. */
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, 1, 9, 10, 12, 17, 21, -1, true, '', 'words'),
    fc.string(),
    fc.array(tie('message'), { maxLength: 4 }),
    fc.dictionary(keys, tie('message'), { maxKeys: 6 }),
  ),
}));

describe('a message', () => {
  it('of any shape is read, and never thrown at', () => {
    fc.assert(
      fc.property(message, (raw) => {
        const { own, embedded } = readTargetMessage(raw);
        expect(typeof own + typeof embedded).toBe('stringstring');
        expect(readPressedMessage(raw)).toMatchObject({ id: expect.stringMatching(/^\d+$/) });
      }),
    );
  });

  it('is read no deeper and no further than any of Discord’s goes', () => {
    let nested: unknown = { type: 10, content: 'far down' };
    for (let level = 0; level < 10_000; level++) nested = { type: 17, components: [nested] };
    expect(readTargetMessage({ components: [nested] }).own).toBe('');
    const many = Array.from({ length: 10_000 }, () => ({ title: 'x'.repeat(1_000) }));
    expect(readTargetMessage({ embeds: many, content: 'y'.repeat(1e6) })).toEqual({
      own: 'y'.repeat(20_000),
      embedded: expect.stringMatching(/^(x{1000}\n\n)+x+$/),
    });
  });

  it('is known of an interaction that it was noted for, and of no other', () => {
    const interaction = {};
    noteTarget(interaction, { own: 'words', embedded: '' });
    expect(targetOf(interaction).own).toBe('words');
    expect(targetOf({})).toEqual({ own: '', embedded: '' });
  });
});
