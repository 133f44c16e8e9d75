/** One community does not notice another, in the engine that is in this process. */
import { describe, it } from 'vitest';
import { embedded } from './embedded-world.ts';
import { expectNoInterference } from './non-interference.ts';

describe('what one community sees', () => {
  it.each([['own', 1]] as const)(
    'is the same beside another one: %s articles, seed %i',
    // A busy machine may be late with a suggestion, which is then left out; what leaks does so again.
    { retry: 1 },
    async (which, seed) => {
      await expectNoInterference(embedded, { which, seed, before: 60, acts: 60 });
    },
  );
});
