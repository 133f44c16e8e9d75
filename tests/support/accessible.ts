/** Looks at a page as axe does. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** axe finds nothing serious in the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger, which the page's own security policy does not bind.
  await page.evaluate(`${axe.source};0`);
  const violations = (await page.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => [id, ...nodes.map(({ target, failureSummary }) => target + ': ' + failureSummary)]))`,
  )) as unknown[];
  expect(violations).toEqual([]);
}
