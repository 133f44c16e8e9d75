/** Verdicts on quotes as a person reads them in a terminal, and as a program reads them in JSON. */
import wrapAnsi from 'wrap-ansi';
import type { Citation } from '../model.ts';
import { MOST_PLACES } from '../quotes/exact.ts';
import type { Quotation } from '../quotes/extract.ts';
import { shortened } from '../quotes/shortened.ts';
import type { Altered, QuotePart, Verbatim, Verdict } from '../quotes/verdict.ts';
import { type Colors, indented, textColumns } from './layout.ts';
import { citationLine } from './print.ts';

/** A quotation with what is to be said of it. */
export interface Checked {
  readonly quotation: Quotation;
  readonly verdict: Verdict;
}

/** What a verdict is printed with. */
interface Source {
  citation(id: string): Citation;
}

/** As much of a quotation as tells which one it is. */
const LONGEST_SHOWN = 160;
/** As much of what an ellipsis leaves out as is worth reading. */
const LONGEST_OMISSION = 240;
/** As much of a sentence before a quote, of the quote in it, and after it. */
const LONGEST_AROUND = 400;

/**
 * A verdict for the terminal, with a line end. Without colours, what was left out stands in
 * `[-…-]` and what was put in in `{+…+}`, as in a word diff.
 * @param place such as `draft.md:12`, or null.
 */
export function printChecked(
  { quotation, verdict }: Checked,
  place: string | null,
  source: Source,
  colors: Colors,
  width: number,
): string {
  const at = place === null ? '' : `${colors.bold(place)} `;
  const lines =
    verdict.kind === 'verbatim'
      ? [
          `${at}${colors.green('✓ verbatim')}${remarks(verdict)}`,
          ...(place === null ? [] : [shorten(quotation.text, LONGEST_SHOWN)]),
          ...sentenceLines(verdict, colors),
          ...omissionLines(verdict),
          ...placesOf(verdict.parts, source, colors),
        ]
      : verdict.kind === 'altered'
        ? [
            `${at}${colors.yellow('✗ altered')}, ${Math.round(100 * verdict.similarity)} % alike${disguises(verdict)}`,
            verdict.diff.map((piece) => paint(piece, colors)).join(''),
            ...(verdict.pieces.length > 0
              ? [`Its ${verdict.pieces.length} pieces stand so, but not together:`]
              : []),
            ...placesOf(
              verdict.pieces.length > 0 ? verdict.pieces : [verdict.nearest],
              source,
              colors,
            ),
          ]
        : [
            verdict.kind === 'too-short'
              ? `${at}${colors.yellow('– too short to verify')}`
              : `${at}${colors.red('✗ not found')}`,
            shorten(quotation.text, LONGEST_SHOWN),
          ];
  const columns = textColumns(width);
  const wrapped = lines.map((line) => wrapAnsi(line, columns, { trim: true }));
  return indented(wrapped);
}

/** How many of a draft's quotations are what. */
export function printSummary(checked: readonly Checked[], colors: Colors): string {
  const count = (kind: Verdict['kind']) => checked.filter((c) => c.verdict.kind === kind).length;
  if (checked.length === 0) return 'No quotation was found.';
  const [altered, missing] = [count('altered'), count('not-found')];
  const short = count('too-short');
  const tooShort = short > 0 ? `, ${short} too short to verify` : '';
  const line = `${checked.length} quotations: ${count('verbatim')} verbatim, ${altered} altered, ${missing} not found${tooShort}.`;
  return altered + missing > 0 ? colors.yellow(line) : colors.green(line);
}

/** A verdict with the citations it names. Offsets of `start` and `end` into the draft. */
export function verdictJson({ quotation, verdict }: Checked, citation: Source['citation']) {
  const ids =
    verdict.kind === 'verbatim'
      ? verdict.parts
      : verdict.kind === 'altered'
        ? [verdict.nearest, ...verdict.pieces]
        : [];
  return {
    ...quotation,
    verdict,
    citations: [...new Set(ids.map(({ citationId }) => citationId))].map(citation),
  };
}

/** What a verdict's differences are called in a terminal, where their own names say too little. */
const NAMES: Readonly<Partial<Record<Verbatim['differences'][number], string>>> = {
  sic: '[sic]',
  'line-end hyphens': 'hyphens at the end of a line',
};

function remarks({ differences, joined, paragraphs, places, cutNumbers }: Verbatim): string {
  const named = differences.map((difference) => NAMES[difference] ?? difference);
  const said = [
    ...(named.length > 0 ? [`but for ${named.join(', ')}`] : []),
    ...(joined ? [`${inWords(paragraphs)} paragraphs joined`] : []),
    ...(places > 1 ? [`in ${places}${places >= MOST_PLACES ? ' or more' : ''} places`] : []),
    ...cutNumbers.map(({ quoted, text }) => `“${quoted}” is cut from “${text}”`),
  ];
  return said.length > 0 ? `, ${said.join('; ')}` : '';
}

const IN_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];

function inWords(count: number): string {
  return IN_WORDS[count] ?? String(count);
}

function disguises({ disguises }: Altered): string {
  const said = disguises.map((disguise) =>
    disguise === 'hidden words' ? 'words struck or hidden' : 'direction of text changed',
  );
  return said.map((one) => `; ${one}`).join('');
}

function omissionLines({ omissions }: Verbatim): string[] {
  return omissions.flatMap(({ text }) => {
    return text === ''
      ? []
      : [`[…] leaves out: ${oneLine(shortened(text, LONGEST_OMISSION, 'both'))}`];
  });
}

/** The quote's own words are in bold; without colours they stand between asterisks. */
function sentenceLines({ cutSentences }: Verbatim, colors: Colors): string[] {
  return cutSentences.map(({ before, quoted, after }) => {
    const own = oneLine(shortened(quoted, LONGEST_AROUND, 'both'));
    const marked = colors.isColorSupported ? colors.bold(own) : `*${own}*`;
    const [left, right] = [
      oneLine(shortened(before, LONGEST_AROUND, 'end')),
      oneLine(shortened(after, LONGEST_AROUND, 'start')),
    ];
    return `Part of: ${left}${marked}${right}`;
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function placesOf(parts: readonly QuotePart[], { citation }: Source, colors: Colors): string[] {
  return [...new Set(parts.map(({ citationId }) => citationId))].map((id) => {
    const where = citation(id);
    return `${colors.cyan(where.article)} ${colors.dim(citationLine(where))}`;
  });
}

function paint({ op, text }: { op: string; text: string }, colors: Colors): string {
  if (op === 'same') return text;
  if (!colors.isColorSupported) return op === 'left-out' ? `[-${text}-]` : `{+${text}+}`;
  return op === 'left-out'
    ? colors.red(colors.strikethrough(text))
    : colors.green(colors.underline(text));
}

function shorten(text: string, longest: number): string {
  const line = oneLine(text);
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
