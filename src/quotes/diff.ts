/** Words an alignment: what stays, what was left out, what was put in. */

import type { Step } from './align.ts';
import type { Likeness } from './altered.ts';
import { isTied } from './edges.ts';
import type { Reader, Run } from './reader.ts';
import type { Token } from './tokens.ts';
import type { DiffPiece } from './verdict.ts';

/** The difference, and the stretch of the article that it is about. */
export interface Difference {
  readonly source: Run;
  readonly diff: readonly DiffPiece[];
}

/** Puts a quote and its likeliest source side by side. */
export function differenceOf(
  quote: string,
  tokens: readonly Token[],
  likeness: Likeness,
  reader: Reader,
): Difference {
  const { stream } = likeness.source;
  const text = stream.article.text;
  const { from, steps } = completeEnds(likeness, tokens, reader);
  const pieces = new Pieces();
  let i = 0;
  let j = from;
  let lastOwn: Token | undefined;
  let lastSource: number | null = null;
  let before: Step | null = null;
  for (const step of steps) {
    const own = tokens[i];
    const source = reader.token(stream, j);
    const ownGap = own && lastOwn ? quote.slice(lastOwn.end, own.start) : '';
    const sourceGap = source && lastSource !== null ? gapBefore(stream, lastSource, j, reader) : '';
    if (step === 'match' && source) {
      const gap = before === 'put-in' || before === 'wildcard' ? ownGap : sourceGap;
      pieces.add('same', gap, text.slice(source.start, source.end));
    } else if (step === 'left-out' && source) {
      const apart = before === 'put-in' && source.kind !== 'mark' ? ' ' : '';
      pieces.add('left-out', sourceGap || apart, text.slice(source.start, source.end));
    } else if (step === 'put-in' && own) {
      const apart = before === 'left-out' && own.kind !== 'mark' ? ' ' : '';
      pieces.add('put-in', ownGap || apart, quote.slice(own.start, own.end));
    } else if (step === 'wildcard' && own) {
      pieces.add('same', ownGap, quote.slice(own.start, own.end));
    }
    if (step !== 'left-out' && step !== 'skip') {
      lastOwn = own;
      i += 1;
    }
    if (step === 'match' || step === 'left-out' || step === 'skip') {
      lastSource = j;
      j += 1;
    }
    before = step;
  }
  return { source: { stream, from, to: j }, diff: pieces.list };
}

function gapBefore(stream: Run['stream'], before: number, at: number, reader: Reader): string {
  const [a, b] = [reader.token(stream, before), reader.token(stream, at)];
  if (!a || !b || stream.passageAt(before) !== stream.passageAt(at)) return '\n\n';
  return reader.between(stream, a, b);
}

/** A word at an end that was put for another: so many are looked for. */
const MOST_END_WORDS = 4;

/** What the alignment does not see, since a quote may begin and end anywhere. */
function completeEnds(likeness: Likeness, tokens: readonly Token[], reader: Reader) {
  const { stream } = likeness.source;
  const steps: Step[] = [...likeness.alignment.steps];
  let from = likeness.source.from + likeness.alignment.from;
  let to = from;
  for (const step of steps) if (step !== 'put-in' && step !== 'wildcard') to += 1;
  const first = steps.findIndex((step) => step !== 'put-in');
  const last = steps.findLastIndex((step) => step !== 'put-in');
  if (first === -1) return { from, steps };
  const replacedBefore = replaced(stream, from, -1, tokens.slice(0, first), reader);
  const replacedAfter = replaced(
    stream,
    to,
    1,
    tokens.slice(tokens.length - (steps.length - 1 - last)),
    reader,
  );
  from -= replacedBefore;
  to += replacedAfter;
  steps.push(...new Array<Step>(replacedAfter).fill('left-out'));
  steps.unshift(...new Array<Step>(replacedBefore).fill('left-out'));
  // Cut inside of a word such as `non-violent`: the rest of it was left out.
  while (steps[0] !== 'put-in' && isTied(stream, from - 1, from, reader)) {
    from -= 1;
    steps.unshift('left-out');
  }
  while (steps.at(-1) !== 'put-in' && isTied(stream, to - 1, to, reader)) {
    steps.push('left-out');
    to += 1;
  }
  return { from, steps: leftOutFirst(steps) };
}

/** How many tokens of the source, from `at` onwards, stand where the quote has `putIn` at its end. */
function replaced(
  stream: Run['stream'],
  at: number,
  direction: 1 | -1,
  putIn: readonly Token[],
  reader: Reader,
): number {
  const words = putIn.filter(({ kind }) => kind === 'word').length;
  const marks = putIn.filter(({ kind }) => kind === 'mark').length;
  if (words > MOST_END_WORDS) return 0;
  const passage = stream.passageAt(direction === 1 ? at - 1 : at);
  let [count, wordsLeft, marksLeft] = [0, words, marks];
  for (;;) {
    const index = direction === 1 ? at + count : at - 1 - count;
    const token = reader.token(stream, index);
    if (!token || stream.passageAt(index) !== passage) return count;
    if (token.kind === 'word' ? wordsLeft === 0 : marksLeft === 0) return count;
    if (token.kind === 'word') wordsLeft -= 1;
    else marksLeft -= 1;
    count += 1;
  }
}

/** What was left out is shown before what was put in for it. */
function leftOutFirst(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  let putIn: Step[] = [];
  for (const step of steps) {
    if (step === 'put-in') putIn.push(step);
    else if (step === 'left-out') ordered.push(step);
    else {
      ordered.push(...putIn, step);
      putIn = [];
    }
  }
  return [...ordered, ...putIn];
}

/** Joins neighbouring pieces; white space around a change stays outside of it. */
class Pieces {
  readonly list: DiffPiece[] = [];

  add(op: DiffPiece['op'], gap: string, text: string): void {
    const last = this.list.at(-1);
    if (last?.op === op) {
      this.list[this.list.length - 1] = { op, text: last.text + gap + text };
      return;
    }
    if (op === 'same') {
      this.list.push({ op, text: gap + text });
      return;
    }
    if (gap !== '') this.add('same', '', gap);
    this.list.push({ op, text });
  }
}
