import { describe, expect, it } from 'vitest';
import { makePace } from '../../embeddings/pace.ts';

/** As the bundled model's: 510 tokens, of which 32 UTF-16 units each are looked at. */
const WINDOW = 510;
const LONGEST = WINDOW * 32;

describe('the pace of batches', () => {
  it('takes eight texts where that is quick, and never more', () => {
    const pace = makePace(WINDOW, LONGEST, 5);
    expect(pace.take(Array(64).fill(500))).toBe(8);
    expect(pace.take([500, 500, 500])).toBe(3);
    expect(pace.take([])).toBe(0);
  });

  it('takes one text where each takes long, and several of short ones', () => {
    const pace = makePace(WINDOW, LONGEST, 900);
    expect(pace.take(Array(8).fill(3_000))).toBe(1);
    expect(pace.take(Array(8).fill(50))).toBeGreaterThan(1);
    expect(pace.take([50, 50, 50, 50, 50, 50, 50, 100_000])).toBeLessThan(8);
  });

  it.each([0.02, 0.3, 2])('keeps batches under a second at %f ms a token', (msPerToken) => {
    const pace = makePace(WINDOW, LONGEST, WINDOW * msPerToken);
    const lengths = Array.from({ length: 64 }, (_, i) => 20 + i * 40);
    for (let done = 0; done < lengths.length; ) {
      const batch = lengths.slice(done, done + pace.take(lengths.slice(done)));
      expect(batch.length).toBeGreaterThan(0);
      const tokens = batch.length * Math.min(WINDOW, Math.max(...batch) / 4);
      const ms = tokens * msPerToken;
      // One text cannot be done in parts.
      if (batch.length > 1) expect(ms).toBeLessThan(1_000);
      pace.took(batch, ms);
      done += batch.length;
    }
  });

  it('believes a worse speed at once, and a better one by and by', () => {
    const pace = makePace(WINDOW, LONGEST, 5);
    const batch = Array(8).fill(1_000);
    pace.took(batch, 4_000);
    expect(pace.take(batch)).toBe(1);
    pace.took([1_000], 1);
    expect(pace.take(batch)).toBe(1);
    for (let i = 0; i < 20; i++) pace.took([1_000], 1);
    expect(pace.take(batch)).toBe(8);
  });
});
