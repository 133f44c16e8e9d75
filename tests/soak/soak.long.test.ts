/** The short form of `npm run soak`: each stage once, with all of its promises kept. */
import { expect, it } from 'vitest';
import { STAGES } from './stages.ts';

it.each(Object.entries(STAGES))(
  '%s',
  async (name, stage) => {
    const seed = Date.now() % 2 ** 31;
    console.info(`${name}: seed ${seed}`);
    const lines = await stage({ seed, short: true, say: () => {} });
    expect(lines.length).toBeGreaterThan(0);
    // How fast it is, the long form says: beside other tests nothing is.
    const broken = lines.filter(({ kept, isTimed }) => !kept && !isTimed);
    expect(broken).toEqual([]);
  },
  300_000,
);
