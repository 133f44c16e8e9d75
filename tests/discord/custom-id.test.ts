/** What a button does survives in its custom id, and no forged id is taken for one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEPS_MAX } from '../../src/citations/quote.ts';
import {
  type Action,
  encodeCustomId,
  encodesShortly,
  parseCustomId,
  REFS_MAX,
} from '../../src/discord/custom-id.ts';
import { CUSTOM_ID_MAX } from '../../src/discord/limits.ts';
import { FURTHER_EXCERPTS } from '../../src/library/library.ts';

const half = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
  minLength: 6,
  maxLength: 6,
});
const ref = fc.record({
  id: fc.tuple(half, half).map(([article, passage]) => `${article}-${passage}`),
  sentence: fc.integer({ min: 0, max: 61 }),
});
const key = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
  minLength: 5,
  maxLength: 5,
});
/** In the default collection or in another one. */
const where = fc.oneof(fc.constant({}), fc.record({ collection: key }));
const within = <T>(pointer: fc.Arbitrary<T>): fc.Arbitrary<T & { readonly collection?: string }> =>
  fc.tuple(pointer, where).map(([one, other]) => ({ ...one, ...other }));
/** Of one collection, or mixed of some. */
const refs = fc.oneof(
  fc.array(ref, { minLength: 1, maxLength: REFS_MAX }),
  fc
    .tuple(fc.array(ref, { minLength: 1, maxLength: 6 }), key)
    .map(([all, collection]) => all.map((one) => ({ ...one, collection }))),
  fc
    .tuple(fc.array(ref, { minLength: 5, maxLength: 5 }), fc.array(where, { size: 'small' }))
    .map(([all, some]) => all.map((one, i) => ({ ...one, ...some[i % (some.length || 1)] })))
    .filter((all) => new Set(all.map(({ collection }) => collection)).size <= 3),
);
const list = { count: fc.integer({ min: 1, max: 5 }), refs };
const page = fc.integer({ min: 0, max: 9_999 });
const view = fc.constantFrom('all' as const, 'out' as const);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    name: fc.constantFrom('share' as const, 'context' as const, 'wider' as const, 'copy' as const),
    ref: within(ref),
    steps: fc.integer({ min: 0, max: STEPS_MAX }),
  }),
  fc.record({
    name: fc.constantFrom('choose' as const, 'checkAll' as const, 'findSources' as const),
  }),
  fc.record({
    name: fc.constant('picture' as const),
    theme: fc.constantFrom('light' as const, 'dark' as const),
    ref: within(ref),
    steps: fc.integer({ min: 0, max: STEPS_MAX }),
  }),
  fc.record({
    name: fc.constant('remove' as const),
    userId: fc.constantFrom('1300000000000000010', null),
  }),
  fc.record({
    name: fc.constant('open' as const),
    as: fc.constantFrom('answer' as const, 'nearest' as const),
  }),
  fc.record({
    name: fc.constantFrom('followUp' as const, 'followedUp' as const),
    asked: fc.constantFrom(
      null,
      'who built the Nurek dam?',
      'а кто её построил: Нурек?',
      'x'.repeat(86),
    ),
  }),
  fc.record({ name: fc.constant('unfiltered' as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.constant({ name: 'cancel' as const }),
  fc.record({ name: fc.constant('source' as const), ref: within(ref) }),
  within(fc.record({ name: fc.constant('outline' as const), articleId: half })),
  within(fc.record({ name: fc.constant('read' as const), articleId: half, page })),
  fc.record({ name: fc.constant('list' as const), page }),
  fc.record({
    name: fc.constantFrom(
      'keep' as const,
      'discard' as const,
      'overview' as const,
      'correct' as const,
    ),
    staged: fc.uuid(),
  }),
  fc.record({
    name: fc.constant('keep' as const),
    staged: fc.uuid(),
    edition: fc.integer({ min: 1, max: 999_999_999 }),
  }),
  fc.record({
    name: fc.constantFrom('lines' as const, 'take' as const, 'leave' as const),
    staged: fc.uuid(),
    view,
    page,
  }),
  fc.record({
    name: fc.constant('corrected' as const),
    staged: fc.uuid(),
    shown: fc.stringMatching(/^[0-9a-z]{20}$/),
  }),
  within(fc.record({ name: fc.constant('delete' as const), articleId: half })),
  within(
    fc.record({
      name: fc.constant('removeSource' as const),
      source: fc.stringMatching(/^[a-z][a-z\d-]{0,59}$/),
      withArticles: fc.boolean(),
    }),
  ),
  fc.record({ name: fc.constant('undo' as const), removed: fc.uuid() }),
  fc.record({ name: fc.constant('forget' as const) }),
  fc.record({ name: fc.constant('more' as const), ...list }),
  fc.record({ name: fc.constant('near' as const), ...list }),
);

describe('custom ids', () => {
  it('carry every action there and back within their length', () => {
    fc.assert(
      fc.property(action, (action) => {
        const id = encodeCustomId(action);
        expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_MAX);
        expect(parseCustomId(id)).toEqual(action);
      }),
    );
  });

  it('have room for all the further excerpts of an answer', () => {
    expect(REFS_MAX).toBeGreaterThanOrEqual(FURTHER_EXCERPTS);
  });

  it('read anything, and only what they would write', () => {
    const nearly = action.chain((action) => {
      const id = encodeCustomId(action);
      return fc
        .tuple(fc.nat(id.length), fc.string({ maxLength: 2 }))
        .map(([at, put]) => id.slice(0, at) + put + id.slice(at + 1));
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), (id) => {
        const read = parseCustomId(id);
        if (read) expect(encodeCustomId(read)).toBe(id);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '',
    'share',
    '1:share:',
    '0:share:abcdefabcdef0',
    '2:share:abcdefabcdef0',
    '1:constructor:x',
    '1:more:0:abcdefabcdef0',
    '1:more:9:abcdefabcdef0',
    '1:share:abcdefabcdef0abcdefabcdef0',
    '1:share:abcdef-abcdef',
    '1:share:ABCDEFABCDEF0',
    '1:share:abcdefabcdef0:x',
    '1:share:abcdefabcdef0:0',
    '1:share:abcdefabcdef0:100',
    '1:remove:1300000000000000010x',
    '1:remove:null',
    '1:open:',
    '1:cancel:',
    '1:open:more',
    '1:read:abcdef:01',
    '1:keep:../etc/passwd',
    '1:keep:abcdefghijklmnop:0',
    '1:keep:abcdefghijklmnop:1:2',
    '1:lines:abcdefghijklmnop:most:0',
    '1:lines:../x:all:0',
    '1:take:abcdefghijklmnop:all:0:1',
    '1:leave:abcdefghijklmnop:all:01',
    '1:corrected:abcdefghijklmnop',
    '1:corrected:abcdefghijklmnop:ABCD',
    '__proto__:x:y',
    '1:share:~abcdefabcdef0',
    '1:share:abcd~abcdefabcdef0',
    '1:share:abcdi~abcdefabcdef0',
    '1:share:abcde~abcde~abcdefabcdef0',
    '1:outline:abcde~',
    '1:outline:abcde~abcdefg',
    // Keys that no pointer has, that stand twice, or in another order; numbers of none.
    '1:more:1:abcde*0abcdefabcdef0',
    '1:more:1:abcde*1abcdefabcdef0',
    '1:more:1:abcdeabcde*1abcdefabcdef02abcdefabcdef0',
    '1:more:1:abcdefghjk*2abcdefabcdef01abcdefabcdef0',
    '1:more:1:abcde*0abcdefabcdef02abcdefabcdef0',
    '1:more:1:abcde*0abcdefabcdef0xabcdefabcdef0',
    `1:more:1:${'abcdefabcdef0'.repeat(7)}abcdefabcdef0`,
  ])('refuse %j', (id) => {
    expect(parseCustomId(id)).toBeNull();
  });

  it('have the form that they always had where all is of the default collection', () => {
    const id = 'abcdef-ghjkmn';
    expect(encodeCustomId({ name: 'more', count: 3, refs: [{ id, sentence: 1 }] })).toBe(
      '1:more:3:abcdefghjkmn1',
    );
    // However that is said.
    const said = { id, sentence: 1, collection: '' };
    expect(encodeCustomId({ name: 'share', ref: said, steps: 0 })).toBe('1:share:abcdefghjkmn1');
    expect(encodeCustomId({ name: 'outline', articleId: 'abcdef', collection: '' })).toBe(
      '1:outline:abcdef',
    );
  });

  it('have room for six pointers with a key, and for five of three collections', () => {
    const refs = (collections: readonly string[]) =>
      collections.map((collection) => ({ id: 'abcdef-ghjkmn', sentence: 0, collection }));
    const fits = (collections: readonly string[]) =>
      encodesShortly({ name: 'near', count: 5, refs: refs(collections) });
    expect(fits(Array(6).fill('aaaaa'))).toBe(true);
    expect(fits(Array(7).fill('aaaaa'))).toBe(false);
    expect(fits(['', 'aaaaa', '', 'aaaaa', '', ''])).toBe(true);
    expect(fits(['', 'aaaaa', 'bbbbb', '', 'aaaaa'])).toBe(true);
  });

  it('keep the pointer when a sentence is beyond what one character counts', () => {
    const share = { name: 'share', steps: 0 } as const;
    const id = encodeCustomId({ ...share, ref: { id: 'abcdef-abcdef', sentence: 99 } });
    expect(parseCustomId(id)).toEqual({ ...share, ref: { id: 'abcdef-abcdef', sentence: 0 } });
  });
});
