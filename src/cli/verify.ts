/** `footnote verify`: is a text, or every quotation of some drafts, in the articles word for word? */
import { type Quotation, readQuotations } from '../quotes/extract.ts';
import type { Verdict } from '../quotes/verdict.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { print, printable, printJson } from '../terminal.ts';
import { colors, openedConfig, type SharedFlags, terminalWidth } from './context.ts';
import {
  type CheckedDraft,
  countsOf,
  type DraftReport,
  isProblem,
  STANDARD_INPUT,
} from './draft-report.ts';
import type { VerdictForm } from './forms.ts';
import { type Checked, printChecked, printSummary, verdictJson } from './print-verdict.ts';
import { type Quotable, withQuotable } from './quote-corpus.ts';
import { readDraft } from './read-draft.ts';
import { tell } from './tell.ts';
import { namedParts, oneLine } from './verdict-words.ts';

/** The flags of `footnote verify`. */
export interface VerifyFlags extends SharedFlags {
  /** Drafts, each quotation of which is verified. */
  readonly file?: readonly string[];
  readonly format?: VerdictForm;
  /** Whether what is verbatim is left out, in text. */
  readonly quiet?: boolean;
  /** The same as the format `json`. */
  readonly json?: boolean;
}

/** Some quotation is altered or not found. */
const EXIT_PROBLEM = 1;
/** The work could not be done, or not all of it; also where what could be done found a problem. */
const EXIT_UNABLE = 3;

/** UTF-16 units of what is skipped. */
const LONGEST_SKIPPED = 80;

/**
 * Prints a verdict on the text, or one on each quotation of the drafts, on standard output; sets the
 * exit code to 1 when one of them is not verbatim, and to 3 when a draft could not be read.
 * @throws Refusal when there is nothing to verify.
 */
export async function verify(text: string | undefined, flags: VerifyFlags): Promise<void> {
  const format = flags.json ? 'json' : (flags.format ?? 'text');
  if (flags.file === undefined) return verifyText(text, format === 'json', flags);
  const { read, unread } = await readDrafts([...new Set(flags.file)]);
  for (const { why } of unread) print(`${tell(why)}\n`, process.stderr);
  if (unread.length > 0) process.exitCode = EXIT_UNABLE;
  if (read.length === 0 && format === 'text') return;
  const config = await openedConfig(flags);
  const key = config.access.changes?.key ?? '';
  await withQuotable(config, async (quotable) => {
    const drafts: CheckedDraft[] = [];
    for (const { file, text: draft } of read) {
      const { quotations, skipped } = readQuotations(draft, { wholeIfNone: false });
      drafts.push({ file, text: draft, ...sorted(await judge(quotations, quotable), skipped) });
    }
    const { citation, textOf } = quotable;
    const report: DraftReport = { drafts, unread, citation, textOf, version: config.version };
    const hasProblem = drafts.some(({ checked }) => checked.some(isProblem));
    if (hasProblem && unread.length === 0) process.exitCode = EXIT_PROBLEM;
    await tellAbout(report, format, { key, isQuiet: flags.quiet === true });
  });
}

/** What turns out too short to say anything of is skipped, too. */
function sorted(judged: readonly Checked[], skipped: readonly Quotation[]) {
  const isShort = ({ verdict }: Checked) => verdict.kind === 'too-short';
  const short = judged.filter(isShort).map(({ quotation }) => quotation);
  return {
    checked: judged.filter((each) => !isShort(each)),
    skipped: [...skipped, ...short].sort((a, b) => a.start - b.start),
  };
}

async function verifyText(
  text: string | undefined,
  isJson: boolean,
  flags: VerifyFlags,
): Promise<void> {
  if (text === undefined || text.trim() === '') throw new Refusal('nothingToVerify');
  const config = await openedConfig(flags);
  const key = config.access.changes?.key ?? '';
  await withQuotable(config, async (quotable) => {
    const checked = await judge([{ text, start: 0, end: text.length, line: 1 }], quotable);
    if (checked.some(({ verdict }) => verdict.kind !== 'verbatim')) process.exitCode = EXIT_PROBLEM;
    if (isJson) printJson({ file: null, quotes: quotesJson(checked, quotable, key) });
    else {
      for (const each of checked) {
        print(`${printChecked(each, null, quotable, colors, terminalWidth())}\n`);
      }
    }
  });
}

async function readDrafts(files: readonly string[]) {
  const read: { file: string; text: string }[] = [];
  const unread: { file: string; why: Refusal }[] = [];
  for (const file of files) {
    try {
      read.push({ file, text: await readDraft(file) });
    } catch (why) {
      if (!isRefusal(why)) throw why;
      unread.push({ file, why });
    }
  }
  return { read, unread };
}

async function judge(
  quotations: readonly Quotation[],
  { quotes, know }: Quotable,
): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const quotation of quotations) {
    const verdict = await quotes.verify(quotation.text);
    checked.push({ quotation, verdict });
    await know(citedIn(verdict), articlesIn(verdict));
  }
  return checked;
}

function citedIn(verdict: Verdict): string[] {
  if (verdict.kind === 'altered') {
    return [verdict.nearest, ...verdict.pieces].map(({ citationId }) => citationId);
  }
  return namedParts(verdict).map(({ citationId }) => citationId);
}

function articlesIn(verdict: Verdict): string[] {
  return [...new Set(namedParts(verdict).map(({ articleId }) => articleId))];
}

function quotesJson(
  checked: readonly Checked[],
  { citation }: Pick<Quotable, 'citation'>,
  key: string,
) {
  return checked.map((each) => ({
    ...verdictJson(each, citation),
    ...(key !== '' && { collection: key }),
  }));
}

/** What of the place and the flags the forms want to know. */
interface Telling {
  /** The collection's key; '' for the default one. */
  readonly key: string;
  readonly isQuiet: boolean;
}

async function tellAbout(
  report: DraftReport,
  format: VerdictForm,
  telling: Telling,
): Promise<void> {
  switch (format) {
    case 'text':
      return tellInText(report, telling);
    case 'json':
      for (const { file, checked, skipped } of report.drafts) {
        printJson({ file, quotes: quotesJson(checked, report, telling.key), skipped });
      }
      return;
    case 'github': {
      const { githubReport } = await import('./report-github.ts');
      print(githubReport(report));
      return;
    }
    case 'sarif': {
      const { sarifReport } = await import('./report-sarif.ts');
      printJson(sarifReport(report));
      return;
    }
    case 'html': {
      const { htmlReport } = await import('./report-html.ts');
      print(htmlReport(report));
    }
  }
}

function tellInText(report: DraftReport, { isQuiet }: Telling): void {
  for (const { file, checked, skipped } of report.drafts) {
    const name = file === STANDARD_INPUT ? 'standard input' : printable(file);
    for (const each of checked) {
      if (isQuiet && !isProblem(each)) continue;
      const place = `${name}:${each.quotation.line}`;
      print(`${printChecked(each, place, report, colors, terminalWidth())}\n`);
    }
    if (isQuiet || skipped.length === 0) continue;
    for (const { line, text } of skipped) {
      const words = `skipped, too short: ${oneLine(text, LONGEST_SKIPPED)}`;
      print(`${colors.dim(`${name}:${line} ${words}`)}\n`);
    }
    print('\n');
  }
  const checked = report.drafts.flatMap((draft) => draft.checked);
  const { skipped } = countsOf(report.drafts);
  const more = skipped > 0 ? ` ${skipped} skipped.` : '';
  print(`${printSummary(checked, colors)}${more}\n`);
}
