/** `footnote verify`: is a text, or every quotation of a draft, in the articles word for word? */
import { extractQuotations } from '../quotes/extract.ts';
import type { Verdict } from '../quotes/verdict.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { print, printable, printJson } from '../terminal.ts';
import { colors, openedConfig, type SharedFlags, terminalWidth } from './context.ts';
import { openToRead, unreadable } from './open-to-read.ts';
import { type Checked, printChecked, printSummary, verdictJson } from './print-verdict.ts';
import { withQuotable } from './quote-corpus.ts';

/** The flags of `footnote verify`. */
export interface VerifyFlags extends SharedFlags {
  /** A draft, each quotation of which is verified. */
  readonly file?: string;
  readonly json?: boolean;
}

/** Larger drafts are something else. */
const LARGEST_DRAFT = 5_000_000;

/**
 * Prints a verdict on the text, or one on each quotation of the file, on standard output; sets the
 * exit code to 1 when one of them is altered or not found.
 * @throws Refusal when there is neither text nor file, or the file is no text.
 */
export async function verify(text: string | undefined, flags: VerifyFlags): Promise<void> {
  const { file } = flags;
  const quotations =
    file === undefined
      ? wholeText(text)
      : extractQuotations(await readDraft(file), {
          wholeIfNone: false,
        });
  const config = await openedConfig(flags);
  const key = config.access.changes?.key ?? '';
  await withQuotable(config, async ({ quotes, know, ...source }) => {
    const checked: Checked[] = [];
    for (const quotation of quotations) {
      const verdict = await quotes.verify(quotation.text);
      checked.push({ quotation, verdict });
      await know(citedIn(verdict), omittedIn(verdict));
    }
    if (checked.some(({ verdict }) => verdict.kind !== 'verbatim')) process.exitCode = 1;
    if (flags.json) {
      const found = checked.map((each) => ({
        ...verdictJson(each, source.citation),
        ...(key !== '' && { collection: key }),
      }));
      printJson({ file: file ?? null, quotes: found });
      return;
    }
    for (const each of checked) {
      const place = file === undefined ? null : `${printable(file)}:${each.quotation.line}`;
      print(`${printChecked(each, place, source, colors, terminalWidth())}\n`);
    }
    if (file !== undefined) print(`${printSummary(checked, colors)}\n`);
  });
}

function citedIn(verdict: Verdict): string[] {
  if (verdict.kind === 'not-found' || verdict.kind === 'too-short') return [];
  const parts = verdict.kind === 'altered' ? [verdict.nearest, ...verdict.pieces] : verdict.parts;
  return parts.map(({ citationId }) => citationId);
}

function omittedIn(verdict: Verdict): string[] {
  return verdict.kind === 'verbatim' ? verdict.omissions.map(({ articleId }) => articleId) : [];
}

function wholeText(text: string | undefined) {
  if (text === undefined || text.trim() === '') {
    throw new Refusal('nothingToVerify');
  }
  return [{ text, start: 0, end: text.length, line: 1 }];
}

async function readDraft(file: string): Promise<string> {
  const handle = await openToRead(file);
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_DRAFT) {
      throw new Refusal('draftTooLarge', { file, max: LARGEST_DRAFT });
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    if (cause instanceof TypeError) throw new Refusal('draftNotText', { file }, { cause });
    throw unreadable(file, cause);
  } finally {
    await handle.close();
  }
}
