import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateChoices } from '../../commands/shared/date-choices.ts';
import { readDate } from '../../commands/shared/dates.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import { sayIn } from '../../src/languages/say.ts';

const day = fc
  .date({ min: new Date('1700-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it('offers dates that some article has, all told apart, and what they leave', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(day, fc.constant(null)), { maxLength: 60 }),
      fc.oneof(
        fc.string({ maxLength: 8 }),
        day.map((text) => text.slice(0, 6)),
        fc.constant(''),
      ),
      fc.constantFrom('since' as const, 'until' as const),
      fc.constantFrom('en-GB', 'de', 'fr', 'ru', 'ja', 'nonsense', ''),
      (published, typed, side, locale) => {
        const options = { side, locale, say: sayIn(locale) };
        const choices = dateChoices(published, typed, options);
        expect(choices.length).toBeLessThanOrEqual(CHOICES_MAX);
        expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
        for (const { name, value } of choices) {
          expect(name.length).toBeLessThanOrEqual(CHOICE_NAME_MAX);
          expect(published.some((each) => each?.startsWith(value))).toBe(true);
          const limit = readDate(value, side === 'since' ? 'first' : 'last');
          const left = published.filter(
            (each) => each !== null && (side === 'since' ? each >= limit : each <= limit),
          );
          expect(name).toContain(String(left.length));
        }
        if (typed === '') expect(choices.length > 0).toBe(published.some((each) => each !== null));
      },
    ),
  );
});

it('finds a month by its name, in the language of who types', () => {
  const days = ['2024-11-05', '2024-03-01', '2023-11-30'];
  const of = (typed: string, locale: string) =>
    dateChoices(days, typed, { side: 'since', locale, say: sayIn(locale) }).map(
      ({ value }) => value,
    );
  expect(of('März', 'de')).toEqual(['2024-03', '2024-03-01']);
  expect(of('marz', 'de')).toEqual(['2024-03', '2024-03-01']);
  expect(of('ноябр', 'ru')).toEqual(['2024-11', '2023-11', '2024-11-05', '2023-11-30']);
  expect(of('2024-3', 'en-US')).toEqual(['2024-03', '2024-03-01']);
});
