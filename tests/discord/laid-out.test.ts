/** Lines and embeds in the place of what is laid out: the same words, which Discord takes. */
import { type APIEmbed, type APIMessageTopLevelComponent, ButtonStyle } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laidOut } from '../../src/discord/laid-out.ts';
import type { MessageBody } from '../../src/discord/message.ts';
import { hostileText } from '../support/hostile-text.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { buttonsIn, partsOf, textsOf } from '../support/shown.ts';

const row: APIMessageTopLevelComponent = {
  type: 1,
  components: [{ type: 2, style: ButtonStyle.Secondary, label: 'Press', custom_id: 'x' }],
};
const embed = fc.record<APIEmbed>(
  {
    title: hostileText,
    description: hostileText,
    color: fc.nat(0xffffff),
    url: fc.constant('https://example.org/'),
    footer: fc.record({ text: hostileText }),
    fields: fc.array(fc.record({ name: hostileText, value: hostileText }), { maxLength: 2 }),
    image: fc.constant({ url: 'https://example.org/picture.png' }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<APIEmbed>;

describe('a message laid out', () => {
  it('has all its words in their order, its colours, files and buttons', () => {
    fc.assert(
      fc.property(hostileText, fc.array(embed, { maxLength: 3 }), (content, embeds) => {
        const files = [{ name: 'list.csv', attachment: Buffer.from('a') }];
        const body: MessageBody = { content, embeds, components: [row], files };
        const made = laidOut(body);
        expectLayoutWithinLimits(made);
        const said = textsOf(made).join('\n');
        let from = 0;
        for (const words of [content, ...embeds.flatMap(({ description }) => description ?? [])]) {
          const at = said.indexOf(words, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + words.length;
        }
        const colours = partsOf(made).flatMap(({ accent_color: colour }) => colour ?? []);
        expect(colours).toEqual(
          expect.arrayContaining(
            embeds.flatMap(({ color, description }) =>
              description && color !== undefined ? [color] : [],
            ),
          ),
        );
        expect(made.files).toBe(files);
        expect(partsOf(made)).toContainEqual({ type: 13, file: { url: 'attachment://list.csv' } });
        expect(buttonsIn(made).map(({ label }) => label)).toEqual(['Press']);
      }),
    );
  });

  it('has no part without a word: Discord takes none', () => {
    const embeds = [{ image: { url: 'https://example.org/picture.png' } }, { description: '' }];
    expect(laidOut({ content: '', embeds, components: [row] })).toEqual({ layout: [row] });
  });

  it('stays as it is where it is laid out already', () => {
    const body = { layout: [row] };
    expect(laidOut(body)).toBe(body);
  });
});
