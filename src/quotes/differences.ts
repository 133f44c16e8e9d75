/** Names what differs between a quote and the place where it stands, word for word, all the same. */
import {
  APOSTROPHES,
  hasInvisible,
  plainApostrophes,
  plainLetterForms,
  QUOTE_MARKS,
  visible,
} from './characters.ts';
import type { Fitted, Part } from './edges.ts';
import type { Reader } from './reader.ts';
import type { Token } from './tokens.ts';
import type { Difference } from './verdict.ts';

const OTHER_THAN_QUOTE_MARKS = new RegExp(`[^${QUOTE_MARKS}]`, 'gu');
const OTHER_THAN_APOSTROPHES = new RegExp(`[^${APOSTROPHES}]`, 'gu');
const OTHER_THAN_SPACES = /\S/gu;

/** Adds what differs between a part of a quote and the place that fits it. */
export function nameDifferences(
  part: Part,
  place: Fitted,
  quote: string,
  reader: Reader,
  found: Set<Difference>,
): void {
  if (place.punctuation) found.add('final punctuation');
  const own = [
    ...part.head.slice(part.head.length - place.heads),
    ...part.core,
    ...part.tail.slice(0, place.tails),
  ];
  const { stream } = place;
  const text = stream.article.text;
  let before: { own: Token; source: Token; index: number } | null = null;
  for (const [offset, token] of own.entries()) {
    const index = place.from + offset;
    const source = reader.token(stream, index);
    if (!source) continue;
    const written = quote.slice(token.start, token.end);
    compareTokens(token, written, text.slice(source.start, source.end), found);
    if (before) {
      const ownGap = quote.slice(before.own.end, token.start);
      const gap = text.slice(before.source.end, source.start);
      const samePassage = stream.passageAt(before.index) === stream.passageAt(index);
      compareGaps(ownGap, samePassage ? gap : null, found);
    }
    before = { own: token, source, index };
  }
}

function compareTokens(token: Token, own: string, source: string, found: Set<Difference>): void {
  if (own === source) return;
  if (hasInvisible(own) || hasInvisible(source)) found.add('invisible characters');
  let [a, b] = [visible(own), visible(source)];
  if (a === b) return;
  if (token.kind === 'dash') found.add('dashes');
  else if (token.kind === 'ellipsis') found.add('ellipses');
  else {
    if (a.replace(OTHER_THAN_APOSTROPHES, '') !== b.replace(OTHER_THAN_APOSTROPHES, '')) {
      found.add('apostrophes');
    }
    [a, b] = [plainApostrophes(a), plainApostrophes(b)];
    if (plainLetterForms(a) !== a || plainLetterForms(b) !== b) found.add('letter forms');
    if (plainLetterForms(a) !== plainLetterForms(b)) found.add('case');
  }
}

/** What stands between two tokens: white space, quotation marks, and what cannot be seen. */
function compareGaps(own: string, source: string | null, found: Set<Difference>): void {
  if (own === source) return;
  if (hasInvisible(own) || (source !== null && hasInvisible(source))) {
    found.add('invisible characters');
  }
  if (source === null) return;
  const [a, b] = [visible(own), visible(source)];
  if (a.replace(OTHER_THAN_QUOTE_MARKS, '') !== b.replace(OTHER_THAN_QUOTE_MARKS, '')) {
    found.add('quotation marks');
  }
  if (a.replace(OTHER_THAN_SPACES, '') !== b.replace(OTHER_THAN_SPACES, '')) found.add('spaces');
}
