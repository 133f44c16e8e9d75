/** What `/metrics` counts, by the hooks alone. */
import { expect, it } from 'vitest';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';

it('counts whether answers helped, as was said first, and no ids', async () => {
  const metrics = makeMetrics({
    ...{ version: '0', vitals: makeVitals(), library: makeMemoryLibrary([]), queues: () => ({}) },
  });
  for (const [helpful, isChange] of [
    [true, false],
    [false, false],
    [false, false],
    [true, true],
  ] as const) {
    metrics.hooks.onFeedback?.({ helpful, isChange });
  }
  const text = await metrics.text();
  await metrics.close();
  expect(text).toContain('footnote_feedback_total{result="helpful"} 1');
  expect(text).toContain('footnote_feedback_total{result="not_helpful"} 2');
});
