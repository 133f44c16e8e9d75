/** Choices of the same name are told apart: Discord refuses a list in which two are called alike. */
import { describe, expect, it } from 'vitest';
import { distinctChoices } from '../../src/discord/distinct-choices.ts';
import { CHOICE_NAME_MAX } from '../../src/discord/limits.ts';

const named = (...names: string[]) =>
  distinctChoices(names.map((name, value) => ({ name, value: String(value) })));

describe('distinctChoices', () => {
  it('numbers what is called alike, and leaves the rest and the order as they are', () => {
    expect(named('Rules', 'Ferry', 'Rules', 'Rules (2)', 'Rules')).toEqual([
      { name: 'Rules', value: '0' },
      { name: 'Ferry', value: '1' },
      { name: 'Rules (2)', value: '2' },
      { name: 'Rules (2) (2)', value: '3' },
      { name: 'Rules (3)', value: '4' },
    ]);
  });

  it('keeps within a name’s length', () => {
    const long = 'ä'.repeat(CHOICE_NAME_MAX);
    const names = named(long, long, long).map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(CHOICE_NAME_MAX);
  });
});
