/** Verdicts on quotes as a person reads them in a terminal, and as a program reads them in JSON. */
import wrapAnsi from 'wrap-ansi';
import { counted } from '../counted.ts';
import type { Citation } from '../model.ts';
import type { Quotation } from '../quotes/extract.ts';
import type { Altered, Verbatim, Verdict } from '../quotes/verdict.ts';
import { type Colors, indented, textColumns } from './layout.ts';
import { citationLine } from './print.ts';
import {
  alike,
  cutSentencesOf,
  disguisesOf,
  namedParts,
  omissionsOf,
  oneLine,
  remarksOn,
  wordDiff,
} from './verdict-words.ts';

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
          ...(place === null ? [] : [oneLine(quotation.text, LONGEST_SHOWN)]),
          ...sentenceLines(verdict, colors),
          ...omissionsOf(verdict).map((text) => `[…] leaves out: ${text}`),
          ...placesOf(verdict, source, colors),
        ]
      : verdict.kind === 'altered'
        ? [
            `${at}${colors.yellow('✗ altered')}, ${[alike(verdict), ...disguisesOf(verdict)].join('; ')}`,
            colors.isColorSupported ? coloured(verdict, colors) : wordDiff(verdict),
            ...(verdict.pieces.length > 0
              ? [`Its ${verdict.pieces.length} pieces stand so, but not together:`]
              : []),
            ...placesOf(verdict, source, colors),
          ]
        : [
            verdict.kind === 'too-short'
              ? `${at}${colors.yellow('– too short to verify')}`
              : `${at}${colors.red('✗ not found')}`,
            oneLine(quotation.text, LONGEST_SHOWN),
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
  const line = `${counted(checked.length, 'quotation')}: ${count('verbatim')} verbatim, ${altered} altered, ${missing} not found${tooShort}.`;
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

function remarks(verdict: Verbatim): string {
  const said = remarksOn(verdict);
  return said.length > 0 ? `, ${said.join('; ')}` : '';
}

/** The quote's own words are in bold; without colours they stand between asterisks. */
function sentenceLines(verdict: Verbatim, colors: Colors): string[] {
  return cutSentencesOf(verdict).map(({ before, quoted, after }) => {
    const marked = colors.isColorSupported ? colors.bold(quoted) : `*${quoted}*`;
    return `Part of: ${before}${marked}${after}`;
  });
}

function placesOf(verdict: Verdict, { citation }: Source, colors: Colors): string[] {
  return namedParts(verdict).map(({ citationId }) => {
    const where = citation(citationId);
    return `${colors.cyan(where.article)} ${colors.dim(`· ${citationLine(where)}`)}`;
  });
}

/** A comparison: what was left out struck in red, what was put in underlined in green. */
function coloured({ diff }: Altered, colors: Colors): string {
  const paint = {
    same: (text: string) => text,
    'left-out': (text: string) => colors.red(colors.strikethrough(text)),
    'put-in': (text: string) => colors.green(colors.underline(text)),
  };
  return diff.map(({ op, text }) => paint[op](text)).join('');
}
