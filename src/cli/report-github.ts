/** What was found in drafts as annotations of GitHub Actions, which show beside the lines of a change. */
import { counted } from '../counted.ts';
import {
  type CheckedDraft,
  countsOf,
  type DraftReport,
  isProblem,
  type Region,
  regionsIn,
  STANDARD_INPUT,
} from './draft-report.ts';
import type { Checked } from './print-verdict.ts';
import { relativePath } from './relative-path.ts';
import { tell } from './tell.ts';
import {
  cutNumbersOf,
  cutSentencesOf,
  LONGEST_REPORTED,
  namedParts,
  oneLine,
  reportedWords,
  sourceLine,
  verdictSentence,
} from './verdict-words.ts';

/**
 * Lines for standard output: `::error …::…` for what is altered, not found or could not be read, and
 * `::warning …::…` for a number that was cut; then a count. No word of a draft can begin a command of its own.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport(report: DraftReport): string {
  const lines = report.drafts.flatMap((draft) => [
    ...annotations(draft, report),
    ...draft.skipped.map((quotation) =>
      logLine(
        `skipped ${draft.file}:${quotation.line}: “${oneLine(quotation.text, LONGEST_REPORTED)}”`,
      ),
    ),
  ]);
  const unread = report.unread.map(({ file, why }) =>
    command('error', { ...placeOf(file), title: 'Draft not read' }, tell(why)),
  );
  const { all, verbatim, altered, missing, skipped } = countsOf(report.drafts);
  const count = `Footnote: ${counted(all, 'quotation')}, ${verbatim} verbatim, ${altered} altered, ${missing} not found, ${skipped} skipped.`;
  return `${[...unread, ...lines, count].join('\n')}\n`;
}

function annotations({ file, text, checked }: CheckedDraft, report: DraftReport): string[] {
  const regionOf = regionsIn(text);
  return checked.flatMap((each) => {
    const { quotation, verdict } = each;
    const place = { ...placeOf(file), ...inLines(regionOf(quotation)) };
    if (isProblem(each)) {
      const title = verdict.kind === 'altered' ? 'Altered quote' : 'Quote not found';
      return [command('error', { ...place, title }, message(each, report))];
    }
    if (verdict.kind !== 'verbatim') return [];
    const sentences = cutSentencesOf(verdict).map(({ before, quoted, after }) =>
      logLine(`part of a sentence ${file}:${quotation.line}: ${before}[${quoted}]${after}`),
    );
    const cut = cutNumbersOf(verdict);
    if (cut.length === 0) return sentences;
    const warning = command('warning', { ...place, title: 'Cut number' }, cut.join('\n'));
    return [warning, ...sentences];
  });
}

/** Columns count within one line only. */
function inLines({ startLine, startColumn, endLine, endColumn }: Region): Properties {
  const lines = { line: startLine, endLine };
  return startLine === endLine ? { ...lines, col: startColumn, endColumn } : lines;
}

function message({ quotation, verdict }: Checked, { citation }: DraftReport): string {
  return [
    verdictSentence(verdict),
    reportedWords(quotation.text, verdict),
    ...namedParts(verdict).map(({ citationId }) => sourceLine(citation(citationId))),
  ].join('\n');
}

type Properties = Readonly<Record<string, string | number>>;

function placeOf(file: string): Properties {
  return file === STANDARD_INPUT ? {} : { file: relativePath(file) };
}

function command(kind: 'error' | 'warning', properties: Properties, text: string): string {
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${kind} ${listed.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A line of the log; the runner takes `##[…]` for a command wherever it stands. */
function logLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll('##[', '## [');
}
