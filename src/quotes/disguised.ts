/** Quotes whose words stand in the articles, but are not read so: struck, hidden, or in another direction. */
import { partedAtStandIns, standIns } from './hidden-words.ts';
import { stripMarkdown } from './markdown.ts';
import { hasControls, namesOf, partedAtControls, withoutControls } from './text-direction.ts';
import { tokenize } from './tokens.ts';
import type { Altered, DiffPiece, Disguise, Verbatim } from './verdict.ts';

/** What a quote says to whoever reads it, and why that is not what it is made of. */
export interface Disguised {
  readonly disguise: Disguise;
  /** Pieces that are read and pieces that are not, by turns; the former first. */
  readonly pieces: readonly string[];
  /** The quote as it is read. */
  readonly read: string;
}

/** In what a quote is disguised, if it is. */
export function disguised(quote: string): Disguised | null {
  const marked = standIns(quote);
  if (marked !== null) {
    const pieces = partedAtStandIns(stripMarkdown(marked));
    const read = pieces.filter((_, i) => i % 2 === 0).join('');
    if (pieces.some((piece, i) => i % 2 === 1 && says(piece))) {
      return { disguise: 'hidden words', pieces, read };
    }
  }
  if (!hasControls(quote)) return null;
  const stripped = stripMarkdown(quote);
  const pieces = partedAtControls(stripped);
  return { disguise: 'text direction', pieces, read: withoutControls(stripped) };
}

/**
 * The verdict on a disguised quote of which some reading is verbatim.
 * @param verify tells whether a text is.
 * @returns null where none is: it is compared as it is read.
 */
export function alteredByDisguise(
  { disguise, pieces, read }: Disguised,
  verify: (text: string) => Verbatim | null,
): Altered | null {
  const all = disguise === 'hidden words' ? pieces.join('') : read;
  const whole = verify(withoutControls(all));
  const place = whole ?? (disguise === 'hidden words' ? verify(withoutControls(read)) : null);
  if (place === null) return null;
  const hidden: DiffPiece['op'] = disguise === 'text direction' || !whole ? 'put-in' : 'left-out';
  const diff = pieces.flatMap((text, i): DiffPiece[] => {
    const op = i % 2 === 0 ? 'same' : hidden;
    const shown = i % 2 === 1 && disguise === 'text direction' ? `[${namesOf(text)}]` : text;
    return shown === '' ? [] : [{ op, text: shown }];
  });
  return {
    kind: 'altered',
    nearest: place.parts[0],
    similarity: shareRead(pieces, disguise),
    diff,
    pieces: [],
    disguises: [disguise],
  };
}

/** The share of the words that are read; never 0, never all. */
function shareRead(pieces: readonly string[], disguise: Disguise): number {
  if (disguise === 'text direction') return 0.99;
  const words = pieces.map((text) => tokenize(text).filter(({ kind }) => kind === 'word').length);
  const sum = (odd: number) => words.reduce((n, count, i) => (i % 2 === odd ? n + count : n), 0);
  return Math.min(0.99, Math.max(0.01, sum(0) / Math.max(1, sum(0) + sum(1))));
}

function says(text: string): boolean {
  return tokenize(text).some(({ kind }) => kind === 'word' || kind === 'symbol');
}
