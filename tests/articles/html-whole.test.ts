/** Nothing that a page shows disappears: each word is in the article or in a line that was left out. */
import { describe, it } from 'vitest';
import { expectWholePages } from './whole-pages.ts';

describe('a page', () => {
  it('loses no word that it shows, and quotes none that it hides', () => {
    expectWholePages(80);
  });
});
