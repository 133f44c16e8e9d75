/** The same as `non-interference.test.ts`, for longer and with more numbers. */
import { describe, it } from 'vitest';
import { embedded } from './embedded-world.ts';
import { expectNoInterference } from './non-interference.ts';

describe('what one community sees', () => {
  const seeds = Array.from({ length: 4 }, (_, n) => 100 + n);
  const each = seeds.flatMap((seed) => [['own', seed] as const, ['default', seed] as const]);
  it.each(each)(
    'is the same beside another one: %s articles, seed %i',
    // A busy machine may be late with a suggestion, which is then left out; what leaks does so again.
    { retry: 1, timeout: 300_000 },
    async (which, seed) => {
      await expectNoInterference(embedded, { which, seed, before: 150, acts: 300 });
    },
  );
});
