/**
 * Aligns a quote with a stretch of an article, token by token: Gotoh's algorithm (1982) with affine
 * gaps, the quote as a whole, the stretch from wherever to wherever it is best.
 */

/** A token as it is aligned: equal ids match. */
export interface Aligned {
  readonly id: number;
  /** What a match is worth. */
  readonly weight: number;
  /** Whether it stands for any number of tokens, none included. */
  readonly wildcard?: boolean;
}

/** `skip`: left out by an ellipsis of the quote. */
export type Step = 'match' | 'left-out' | 'put-in' | 'skip' | 'wildcard';

/** The steps from the first to the last; those at the source's ends are not among them. */
export interface Alignment {
  /** Index of the first source token that is part of it. */
  readonly from: number;
  readonly steps: readonly Step[];
}

/** A gap costs as much as most of a rare word, once: a change is one piece, not confetti. */
const OPEN_LEFT_OUT = 1.2;
const MORE_LEFT_OUT = 0.1;
const OPEN_PUT_IN = 1;
const MORE_PUT_IN = 0.2;

// How the best score of a cell came about, two bits; then whether each gap goes on.
const MATCH = 0;
const LEFT_OUT = 1;
const PUT_IN = 2;
const SKIP = 3;
const CHOICE = 3;
const LEFT_OUT_GOES_ON = 4;
const PUT_IN_GOES_ON = 8;
const SKIP_GOES_ON = 16;

/** Aligns all of `quote` with a part of `source`. Time and memory are their lengths' product. */
export function align(quote: readonly Aligned[], source: Int32Array): Alignment {
  const width = source.length + 1;
  const trace = new Uint8Array((quote.length + 1) * width);
  let above = new Float32Array(width);
  let row = new Float32Array(width);
  const putIn = new Float32Array(width).fill(Number.NEGATIVE_INFINITY);
  for (const [i, token] of quote.entries()) {
    let leftOut = Number.NEGATIVE_INFINITY;
    let skip = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < width; j += 1) {
      let bits = 0;
      if (token.wildcard) {
        if (skip > (above[j] ?? 0)) bits = SKIP | SKIP_GOES_ON;
        else {
          skip = above[j] ?? 0;
          bits = SKIP;
        }
        row[j] = skip;
        putIn[j] = Number.NEGATIVE_INFINITY;
        trace[(i + 1) * width + j] = bits;
        continue;
      }
      const opened = (above[j] ?? 0) - OPEN_PUT_IN;
      const longer = (putIn[j] ?? 0) - MORE_PUT_IN;
      if (longer > opened) bits |= PUT_IN_GOES_ON;
      putIn[j] = Math.max(opened, longer);
      let best = putIn[j] ?? 0;
      let choice = PUT_IN;
      if (j > 0) {
        const begun = (row[j - 1] ?? 0) - OPEN_LEFT_OUT;
        const further = leftOut - MORE_LEFT_OUT;
        if (further > begun) bits |= LEFT_OUT_GOES_ON;
        leftOut = Math.max(begun, further);
        if (leftOut > best) [best, choice] = [leftOut, LEFT_OUT];
        const matched = (above[j - 1] ?? 0) + token.weight;
        if (source[j - 1] === token.id && matched >= best) [best, choice] = [matched, MATCH];
      }
      row[j] = best;
      trace[(i + 1) * width + j] = bits | choice;
    }
    [above, row] = [row, above];
  }
  return follow(trace, width, quote, above.indexOf(Math.max(...above)));
}

function follow(
  trace: Uint8Array,
  width: number,
  quote: readonly Aligned[],
  last: number,
): Alignment {
  const steps: Step[] = [];
  let i = quote.length;
  let j = last;
  /** The gap that is being walked back through, if any. */
  let gap: typeof LEFT_OUT | typeof PUT_IN | typeof SKIP | null = null;
  while (i > 0) {
    const bits = trace[i * width + j] ?? 0;
    const choice: number = gap ?? bits & CHOICE;
    if (choice === LEFT_OUT) {
      steps.push('left-out');
      gap = bits & LEFT_OUT_GOES_ON ? LEFT_OUT : null;
      j -= 1;
    } else if (choice === PUT_IN) {
      steps.push('put-in');
      gap = bits & PUT_IN_GOES_ON ? PUT_IN : null;
      i -= 1;
    } else if (choice === SKIP) {
      if (bits & SKIP_GOES_ON && j > 0) {
        steps.push('skip');
        gap = SKIP;
        j -= 1;
      } else {
        steps.push('wildcard');
        gap = null;
        i -= 1;
      }
    } else {
      steps.push('match');
      i -= 1;
      j -= 1;
    }
  }
  return { from: j, steps: steps.reverse() };
}
