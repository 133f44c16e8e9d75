/** What a verdict says in words, for reports that are no terminal. */
import type { Citation } from '../model.ts';
import type { Altered, QuotePart, Verbatim, Verdict } from '../quotes/verdict.ts';
import { citationLine } from './print.ts';

/** The verdict in a few words. */
export function headline(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'verbatim':
      return 'verbatim';
    case 'altered':
      return `altered, ${Math.round(100 * verdict.similarity)} % alike`;
    case 'not-found':
      return 'not found in the articles';
    case 'too-short':
      return 'too short to verify';
  }
}

/** The same as a sentence. */
export function verdictSentence(verdict: Verdict): string {
  return verdict.kind === 'not-found'
    ? 'This quote was not found in the articles.'
    : `This quote is ${headline(verdict)}.`;
}

/** The passages that a verdict names, each once. */
export function namedParts(verdict: Verdict): readonly QuotePart[] {
  const parts =
    verdict.kind === 'verbatim'
      ? verdict.parts
      : verdict.kind === 'altered'
        ? verdict.pieces.length > 0
          ? verdict.pieces
          : [verdict.nearest]
        : [];
  return [...new Map(parts.map((part) => [part.citationId, part])).values()];
}

/** A comparison as in a word diff: `[-left out-]`, `{+put in+}`. */
export function wordDiff({ diff }: Altered): string {
  const marked = { same: ['', ''], 'left-out': ['[-', '-]'], 'put-in': ['{+', '+}'] } as const;
  return diff.map(({ op, text }) => `${marked[op][0]}${text}${marked[op][1]}`).join('');
}

/** An article and where in it, in one line. */
export function sourceLine(citation: Citation): string {
  return `${citation.article}, ${citationLine(citation)}`;
}

/** What does not speak against a verbatim quote but is worth knowing, a sentence each. */
export function remarksOn({ differences, joined, paragraphs, places }: Verbatim): string[] {
  return [
    ...(differences.length > 0 ? [`But for ${differences.join(', ')}.`] : []),
    ...(joined ? [`${paragraphs} paragraphs joined.`] : []),
    ...(places > 1 ? [`It stands in ${places} places.`] : []),
  ];
}

/** A text as one line, cut to a length in UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
