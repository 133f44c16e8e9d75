/** `footnote cite`: the passage with a citation id, or that a quote is from, in a form to be pasted. */
import { parseCitationId } from '../citations/citation-id.ts';
import { copyForms, type MarkdownWriter } from '../citations/copy-forms.ts';
import { excerptUrl } from '../citations/text-fragment.ts';
import type { Trace } from '../citations/trace.ts';
import { copiedMarkdown } from '../discord/copied-markdown.ts';
import { escapeTitle, oneLine } from '../discord/escape.ts';
import { sayIn } from '../languages/say.ts';
import type { Excerpt, Piece, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { print, printable, printJson } from '../terminal.ts';
import { bibtex } from './bibtex.ts';
import { openedConfig, type SharedFlags } from './context.ts';
import type { CitationForm } from './forms.ts';
import { citationLine } from './print.ts';
import { type Quotable, withQuotable } from './quote-corpus.ts';

/** The flags of `footnote cite`. */
export interface CiteFlags extends SharedFlags {
  readonly format?: CitationForm;
  /** The same as the format `json`. */
  readonly json?: boolean;
}

/** What browsers and mail programs take as an address without breaking it. */
const URL_MAX = 2_000;
const EXIT_FAILURE = 1;

const say = sayIn('en');
/** As `Copy` in Discord has it. */
const WRITER: MarkdownWriter = { oneLine, label: escapeTitle, quote: copiedMarkdown };

/**
 * Prints what is cited on standard output; what is to be known of it beside that on standard error.
 * The exit code is 1 where it is not in the articles any more.
 * @throws Refusal `citeUnknown`, `quoteNowhere`; `noLink` where a link is wanted and there is none.
 */
export async function cite(wanted: string, flags: CiteFlags): Promise<void> {
  const form = flags.json ? 'json' : (flags.format ?? 'markdown');
  const config = await openedConfig(flags);
  await withQuotable(config, async (quotable) => {
    const trace = await quotable.trace(wanted);
    if (trace.state === 'unknown') {
      tellPassages(await quoted(wanted, quotable), 'current', form);
    } else if (trace.state === 'current' || trace.state === 'moved') {
      if (trace.state === 'moved') tellBeside(say('citeMoved'));
      tellPassages([trace.excerpt], trace.state, form);
    } else {
      process.exitCode = EXIT_FAILURE;
      await tellFormer(trace, quotable, form);
    }
  });
}

/** The passages that a quote is from, of each what is quoted. */
async function quoted(quote: string, { quotes, trace }: Quotable): Promise<Excerpt[]> {
  const isId = parseCitationId(quote) !== null;
  const verdict = await quotes.verify(quote);
  if (verdict.kind !== 'verbatim') throw new Refusal(isId ? 'citeUnknown' : 'quoteNowhere');
  if (verdict.places > 1) tellBeside(`It stands in ${verdict.places} places; this is the first.`);
  const found: Excerpt[] = [];
  for (const part of verdict.parts) {
    const traced = await trace(part.citationId);
    if (traced.state === 'current') found.push(cutTo(traced.excerpt, part));
  }
  return found;
}

/** What of prose was quoted; rows, items and code stay what they are by standing whole. */
function cutTo(excerpt: Excerpt, { start, end }: Span): Excerpt {
  const isProse = excerpt.pieces.every(({ kind }) => kind === 'paragraph');
  if (!isProse || start < excerpt.start || end > excerpt.end) return excerpt;
  const cut = <S extends Span>(own: S): S => ({
    ...own,
    start: Math.max(own.start, start),
    end: Math.min(own.end, end),
  });
  const pieces = excerpt.pieces.map(cut<Piece>).filter((piece) => piece.start < piece.end);
  const { answering: _, sentences: __, ...rest } = excerpt;
  const text = excerpt.text.slice(start - excerpt.start, end - excerpt.start);
  return { ...rest, text, start, end, highlight: { start, end }, pieces };
}

function formsOf(excerpt: Excerpt) {
  const link = excerptUrl(excerpt, ({ length }) => length <= URL_MAX);
  const { markdown, plain } = copyForms(say, excerpt, WRITER);
  return { markdown, plain, link, bibtex: bibtex(excerpt.citation, link) };
}

function tellPassages(
  excerpts: readonly Excerpt[],
  state: Trace['state'],
  form: CitationForm,
): void {
  const passages = excerpts.map((excerpt) => ({ excerpt, forms: formsOf(excerpt) }));
  if (form === 'json') {
    const listed = passages.map(({ excerpt: { text, start, end, citation }, forms }) => {
      return { text, start, end, citation, ...forms };
    });
    printJson({ state, passages: listed });
    return;
  }
  const texts = passages.map(({ forms }) => {
    const text = forms[form];
    if (text === null) throw new Refusal('noLink');
    return text;
  });
  print(`${texts.join('\n\n')}\n`);
}

/** What has become of a passage that is not there any more. */
async function tellFormer(
  trace: Extract<Trace, { state: 'changed' | 'gone' }>,
  { quotes, know, citation }: Quotable,
  form: CitationForm,
): Promise<void> {
  const former = trace.state === 'changed' ? trace.former : null;
  const verdict = former && (await quotes.verify(former.text));
  const id = verdict?.kind === 'altered' ? verdict.nearest.citationId : null;
  if (id !== null) await know([id], []);
  const now = id === null ? null : citation(id);
  if (form === 'json') {
    const article = trace.state === 'changed' ? trace.article.title : null;
    printJson({ state: trace.state, passages: [], article, former, nearest: now });
    return;
  }
  if (trace.state === 'gone') return tellBeside(say('citeGone'));
  tellBeside(say('citeChanged', { title: printable(trace.article.title) }));
  if (former === null) return;
  const paragraph = say('paragraph', { number: former.paragraph });
  tellBeside(`${say('citeFormer', { title: former.title, paragraph })}\n${former.text}`);
  if (now) tellBeside(`${say('citeNow')}\n${now.article}, ${citationLine(now)}`);
}

function tellBeside(line: string): void {
  print(`${line}\n`, process.stderr);
}
