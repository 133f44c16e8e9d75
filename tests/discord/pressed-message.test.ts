/** The messages that components are on and answers are read back from: discord.js and we get along with any. */
import { Client, ComponentType, Message, MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readAnswer, readPressedAnswer } from '../../src/discord/answered-message.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { MARKED } from '../../src/discord/layout.ts';
import { readPressedMessage } from '../../src/discord/pressed-message.ts';

const client = new Client({ intents: [] });
afterAll(() => client.destroy());

/** As discord.js makes one of a packet. */
const made = (raw: unknown) =>
  Reflect.construct(Message, [client, readPressedMessage(raw)]) as Message;

const REF = { id: '8r88bs-awe4vs', sentence: 1 };
const ids = fc.constantFrom(
  ...[
    encodeCustomId({ name: 'share', ref: REF, steps: 0 }),
    encodeCustomId({ name: 'near', count: 3, refs: [REF] }),
    encodeCustomId({ name: 'followUp', asked: 'How high?' }),
    encodeCustomId({ name: 'open', as: 'answer' }),
  ],
  ...['', '1|', 'x'.repeat(200), '\0', '\ud800'],
);
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(undefined, null, 0, -1, '', [], {}, [null], true) },
  fc.anything({ maxDepth: 1, maxKeys: 2 }),
);
/** A component of any kind, each of its parts right or anything at all. */
const { component } = fc.letrec((tie) => ({
  component: fc.record(
    {
      type: fc.oneof(
        fc.constantFrom(...Object.values(ComponentType).filter((type) => Number.isInteger(type))),
        fc.constantFrom<unknown>(0, 99, -1, '1', null),
      ),
      id: fc.oneof(fc.constantFrom<unknown>(...Object.values(MARKED)), anything),
      components: parts(tie('component')),
      accessory: fc.oneof({ depthSize: 'small' }, anything, tie('component')),
      component: fc.oneof({ depthSize: 'small' }, anything, tie('component')),
      items: parts(fc.record({ media: anything }, { requiredKeys: [] })),
      options: parts(fc.record({ value: fc.oneof(ids, anything) }, { requiredKeys: [] })),
      content: fc.oneof(fc.constant('Question: How high?'), anything),
      custom_id: fc.oneof(ids, anything),
      media: anything,
      file: anything,
      emoji: anything,
      accent_color: anything,
      style: anything,
    },
    { requiredKeys: ['type'] },
  ),
}));

function parts(one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: fc.array(one, { maxLength: 3 }) }, anything);
}

const message = fc.record(
  {
    id: fc.oneof(fc.constant('1300000000000000777'), anything),
    channel_id: anything,
    type: anything,
    flags: fc.oneof(fc.constant(MessageFlags.Ephemeral), anything),
    content: fc.oneof(fc.constant('Question: How high?'), anything),
    author: fc.oneof(fc.record({ id: anything }), anything),
    components: parts(component),
    embeds: parts(fc.record({ color: anything })),
    ...Object.fromEntries(
      ['poll', 'attachments', 'reactions', 'mentions', 'interaction_metadata', 'thread'].map(
        (name) => [name, anything],
      ),
    ),
  },
  { requiredKeys: [] },
);

describe('the message that a component is on', () => {
  it('is one that discord.js can work with, whatever came', () => {
    fc.assert(
      fc.property(message, (raw) => {
        const pressed = made(raw);
        expect(typeof pressed.content).toBe('string');
        expect(pressed.flags.has(MessageFlags.Ephemeral)).toBeTypeOf('boolean');
        expect(pressed.components.map((part) => part.toJSON())).toHaveLength(
          pressed.components.length,
        );
        readPressedAnswer(pressed);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what is used of it, and drops single parts that are none', () => {
    const row = { type: 1, components: [{ type: 2, style: 2, label: 'Share', custom_id: 'x' }] };
    const { id, components, flags, content } = made({
      ...{ id: '1300000000000000777', channel_id: '2', type: 0, content: 'words', poll: 7 },
      ...{ flags: MessageFlags.Ephemeral, author: { id: '5' } },
      components: [
        row,
        null,
        { type: 1 },
        { type: 9, components: [] },
        { type: 17, components: 1 },
      ],
    });
    expect([id, flags.has(MessageFlags.Ephemeral), content]).toEqual([
      ...['1300000000000000777', true, 'words'],
    ]);
    expect(components.map((part) => part.toJSON())).toEqual([row]);
  });

  it('is read no deeper than any of Discord’s goes', () => {
    let nested: unknown = { type: 10, content: 'far down' };
    for (let level = 0; level < 10_000; level++) nested = { type: 17, components: [nested] };
    expect(made({ components: [nested] }).components).toEqual([]);
  });
});

describe('an answer read back', () => {
  it('is one or none, whatever came', () => {
    fc.assert(
      fc.property(message, (raw) => {
        const read = readAnswer(raw);
        for (const ref of [...(read?.refs ?? []), ...(read?.offered ?? [])]) {
          expect(ref.id).toMatch(/^[a-z0-9]{6}-[a-z0-9]{6}$/);
        }
        if (read) expect(read.question).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('is not looked for further or deeper than a message of Discord’s goes', () => {
    const share = { type: 2, custom_id: encodeCustomId({ name: 'share', ref: REF, steps: 0 }) };
    let nested: unknown = share;
    for (let level = 0; level < 10_000; level++) nested = { type: 17, components: [nested] };
    expect(readAnswer({ components: [nested] })).toBeNull();
    const text = { type: 10, content: 'x' };
    const many = (before: number) => [...Array(before).fill(text), share];
    expect(readAnswer({ components: many(199) })?.refs).toEqual([REF]);
    expect(readAnswer({ components: many(100_000) })).toBeNull();
    const loop: { components: unknown[]; type: number } = { type: 17, components: [] };
    loop.components.push(loop, loop, loop);
    expect(readAnswer(loop)).toBeNull();
  });

  it('takes a question for what it is: text, not marks of ours', () => {
    const line = (content: string, id: number = MARKED.question) =>
      readAnswer({ components: [{ type: 10, id, content }] })?.question;
    expect(line('-# Question: How *high*?')).toBe('How *high*?');
    expect(line('Question: a \\*b\\* \\\\c')).toBe('a *b* \\c');
    expect(line('Question: Question: Frage: ?')).toBe('Question: Frage: ?');
    expect([line('Question: '), line('Question:'), line('How high?')]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    expect(line('Question: How high?', 99)).toBeUndefined();
  });
});
