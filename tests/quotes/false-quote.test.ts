import { describe, expect, it } from 'vitest';
import { falseQuote } from '../../src/quotes/false-quote.ts';

describe('falseQuote', () => {
  it('changes one digit of the last number', () => {
    expect(falseQuote('In 1961 it was 304 metres.', '')).toBe('In 1961 it was 307 metres.');
    expect(falseQuote('Half of it is 1.8.', '')).toBe('Half of it is 1.1.');
  });

  it('changes the longest word where there is no number, for one of the text around', () => {
    const around = 'The tower stands beside the harbour. Gulls nest there.';
    expect(falseQuote('Gulls nest beneath the bell.', around)).toBe('Gulls nest tower the bell.');
  });

  it('leaves alone what has neither', () => {
    expect(falseQuote('So it was.', 'So it was.')).toBeNull();
    expect(falseQuote('', '')).toBeNull();
  });
});
