/** What a verdict says in words, for a terminal and for reports. */
import type { Citation } from '../model.ts';
import { MOST_PLACES } from '../quotes/exact.ts';
import { shortened } from '../quotes/shortened.ts';
import type { Altered, CutSentence, QuotePart, Verbatim, Verdict } from '../quotes/verdict.ts';
import { citationLine } from './print.ts';

/** The verdict in a few words. */
export function headline(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'verbatim':
      return 'verbatim';
    case 'altered':
      return [`altered, ${alike(verdict)}`, ...disguisesOf(verdict)].join('; ');
    case 'not-found':
      return 'not found in the articles';
    case 'too-short':
      return 'too short to verify';
  }
}

/** How alike a quote and its source are. */
export function alike({ similarity }: Altered): string {
  return `${Math.round(100 * similarity)} % alike`;
}

/** Why a quote is altered whose words stand so. */
export function disguisesOf({ disguises }: Altered): string[] {
  return disguises.map((disguise) =>
    disguise === 'hidden words' ? 'words struck or hidden' : 'direction of text changed',
  );
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

/** UTF-16 units of a quotation or a comparison in a report: a message of GitHub's has 4 KB. */
export const LONGEST_REPORTED = 800;

/** A quotation as a report has it, in one line: compared with the article where it differs from that. */
export function reportedWords(text: string, verdict: Verdict): string {
  return oneLine(verdict.kind === 'altered' ? wordDiff(verdict) : text, LONGEST_REPORTED);
}

/** An article and where in it, in one line. */
export function sourceLine(citation: Citation): string {
  return `${citation.article}, ${citationLine(citation)}`;
}

/** What differences are called, where their own names say too little. */
const NAMES: Readonly<Partial<Record<Verbatim['differences'][number], string>>> = {
  sic: '[sic]',
  'line-end hyphens': 'hyphens at the end of a line',
};
const NUMBERS = 'no one two three four five six seven eight nine ten'.split(' ');

/** What does not speak against a verbatim quote but is worth knowing, in a few words each. */
export function remarksOn(verbatim: Verbatim): string[] {
  const { differences, joined, paragraphs, places } = verbatim;
  const named = differences.map((difference) => NAMES[difference] ?? difference);
  return [
    ...(named.length > 0 ? [`but for ${named.join(', ')}`] : []),
    ...(joined ? [`${NUMBERS[paragraphs] ?? paragraphs} paragraphs joined`] : []),
    ...(places > 1 ? [`in ${places}${places >= MOST_PLACES ? ' or more' : ''} places`] : []),
    ...cutNumbersOf(verbatim),
  ];
}

/** Numbers of which a quote has a part. */
export function cutNumbersOf({ cutNumbers }: Verbatim): string[] {
  return cutNumbers.map(({ quoted, text }) => `“${quoted}” is cut from “${text}”`);
}

/** As much of what an ellipsis leaves out as is worth reading, in UTF-16 units. */
const LONGEST_OMISSION = 240;
/** As much of a sentence before a quote, of the quote in it, and after it. */
const LONGEST_AROUND = 400;

/** What ellipses leave out, each as one line. */
export function omissionsOf({ omissions }: Verbatim): string[] {
  return omissions.flatMap(({ text }) =>
    text === '' ? [] : [withoutBreaks(shortened(text, LONGEST_OMISSION, 'both'))],
  );
}

/** The sentences that a quote begins or ends inside of, each as one line in three parts. */
export function cutSentencesOf({ cutSentences }: Verbatim): Omit<CutSentence, keyof QuotePart>[] {
  return cutSentences.map(({ before, quoted, after }) => ({
    before: withoutBreaks(shortened(before, LONGEST_AROUND, 'end')),
    quoted: withoutBreaks(shortened(quoted, LONGEST_AROUND, 'both')),
    after: withoutBreaks(shortened(after, LONGEST_AROUND, 'start')),
  }));
}

function withoutBreaks(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** A text as one line, cut to a length in UTF-16 units. */
export function oneLine(text: string, longest: number): string {
  const line = withoutBreaks(text).trim();
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
