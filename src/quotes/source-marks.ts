/** Quotes that go without a mark of their source: `[1]`, `[sic]`, a hyphen where a line of it ended. */
import type { Likeness } from './altered.ts';
import { markedDifferently } from './editors-marks.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';
import type { Difference } from './verdict.ts';

/** Tokens in front of a mark by which it is known for one. */
const LOOK_BEHIND = 2;
/** Tokens of the source that may stand for the first or the last word of a quote. */
const MOST_AT_END = 4;

/** A quote with the marks of its source put back, and which. */
export interface WithMarks {
  readonly text: string;
  readonly differences: readonly Difference[];
}

/** A stretch that differs: half-open indexes into the quote's tokens and into the source's. */
interface Change {
  readonly own: number;
  readonly ownEnd: number;
  readonly theirs: number;
  readonly theirsEnd: number;
}

/** What stands in the source for what the quote has instead. */
interface Restored {
  readonly text: string;
  readonly differences: readonly Difference[];
}

/**
 * The quote as it would be with the marks of its source.
 * @param tokens of the quote, as they were aligned.
 * @returns null where it differs in anything else as well, or in nothing.
 */
export function withSourceMarks(
  quote: string,
  tokens: readonly Token[],
  likeness: Likeness,
  reader: Reader,
): WithMarks | null {
  const found = new Set<Difference>();
  let [restored, copied] = ['', 0];
  for (const change of changesOf(likeness)) {
    const own = restoredOf(quote, tokens, likeness, change, reader);
    if (own === null) return null;
    for (const each of own.differences) found.add(each);
    const [before, last] = [tokens[change.own - 1], tokens[change.ownEnd - 1]];
    restored += quote.slice(copied, before?.end ?? tokens[0]?.start ?? 0) + own.text;
    copied = last?.end ?? copied;
  }
  if (found.size === 0) return null;
  return { text: restored + quote.slice(copied), differences: [...found] };
}

function changesOf({ source, alignment: { from, steps } }: Likeness): Change[] {
  const changes: Change[] = [];
  let [i, j] = [0, source.from + from];
  for (let at = 0; at < steps.length; ) {
    const [own, theirs, begun] = [i, j, at];
    for (; steps[at] === 'left-out' || steps[at] === 'put-in'; at += 1) {
      if (steps[at] === 'put-in') i += 1;
      else j += 1;
    }
    if (at > begun) {
      changes.push({ own, ownEnd: i, theirs, theirsEnd: j });
      continue;
    }
    if (steps[at] !== 'skip') i += 1;
    if (steps[at] !== 'wildcard') j += 1;
    at += 1;
  }
  return changes;
}

/** What the source has, if it differs by marks alone. At the quote's ends the alignment leaves it out. */
function restoredOf(
  quote: string,
  tokens: readonly Token[],
  { source: { stream } }: Likeness,
  { own, ownEnd, theirs, theirsEnd }: Change,
  reader: Reader,
): Restored | null {
  const isOpen = theirs === theirsEnd;
  for (let more = isOpen ? 1 : 0; more <= (isOpen ? MOST_AT_END : 0); more += 1) {
    const from = own === 0 ? theirs - more : theirs;
    const to = own === 0 ? theirsEnd : theirsEnd + more;
    if (isOpen && own !== 0 && ownEnd !== tokens.length) return null;
    const [first, last] = [reader.token(stream, from), reader.token(stream, to - 1)];
    if (!first || !last) return null;
    const behind = own === 0 ? undefined : reader.token(stream, from - 1);
    const lookedAt = behind && (reader.token(stream, from - LOOK_BEHIND) ?? behind);
    const context = behind && lookedAt ? stream.article.text.slice(lookedAt.start, behind.end) : '';
    const theirStart = behind?.end ?? first.start;
    const leftOut = stream.article.text.slice(theirStart, last.end);
    const ownStart = tokens[own - 1]?.end ?? tokens[0]?.start ?? 0;
    const putIn = quote.slice(ownStart, tokens[ownEnd - 1]?.end ?? ownStart);
    const differences = markedDifferently(context + leftOut, context + putIn);
    if (differences !== null) return { text: leftOut, differences };
  }
  return null;
}
