/** What was found in drafts as one page to be kept or handed on: no script, nothing fetched. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { quoteUrl } from '../citations/text-fragment.ts';
import { counted } from '../counted.ts';
import type { DiffPiece, QuotePart } from '../quotes/verdict.ts';
import { printable } from '../terminal.ts';
import {
  type CheckedDraft,
  countsOf,
  type DraftReport,
  isProblem,
  STANDARD_INPUT,
} from './draft-report.ts';
import { citationLine } from './print.ts';
import type { Checked } from './print-verdict.ts';
import { STYLE } from './report-style.ts';
import { tell } from './tell.ts';
import {
  cutSentencesOf,
  headline,
  namedParts,
  omissionsOf,
  oneLine,
  remarksOn,
} from './verdict-words.ts';

type Html = ReturnType<typeof html>;

/** What browsers take as an address without trouble. */
const URL_MAX = 2_000;
/** UTF-16 units of what was skipped. */
const LONGEST_SKIPPED = 160;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A whole HTML document. Words of drafts and articles are text in it, and cannot turn others around. */
export function htmlReport(report: DraftReport): string {
  const { drafts, unread, version } = report;
  const names = [...drafts, ...unread].map(({ file }) => nameOf(file));
  const title = `Quotes in ${names.length === 1 ? names[0] : counted(names.length, 'draft')}`;
  const body = html`<header><h1><bdi>${title}</bdi></h1>${countsLine(drafts)}</header>
${unread.map(({ file, why }) => html`<section><h2><bdi>${nameOf(file)}</bdi></h2><p class="unread">${tell(why)}</p></section>`)}
${drafts.map((draft, index) => draftSection(draft, index, report))}
<footer>Checked word for word by Footnote ${version}. <del>Struck</del>: in the article only. <ins>Underlined</ins>: in the draft only.</footer>`;
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`}`;
}

function nameOf(file: string): string {
  return file === STANDARD_INPUT ? 'standard input' : printable(file);
}

function countsLine(drafts: readonly CheckedDraft[]): Html {
  const { all, verbatim, altered, missing, skipped } = countsOf(drafts);
  if (all === 0) return html`<p class="counts">No quotation was found.</p>`;
  const shown = [
    { kind: 'altered', count: altered, name: 'altered' },
    { kind: 'not-found', count: missing, name: 'not found' },
    { kind: 'verbatim', count: verbatim, name: 'verbatim' },
    { kind: 'skipped', count: skipped, name: 'skipped' },
  ].filter(({ count }) => count > 0);
  return html`<ul class="counts">${shown.map(({ kind, count, name }) => html`<li class="${kind}"><b>${count}</b> ${name}</li>`)}</ul>`;
}

function draftSection(draft: CheckedDraft, index: number, report: DraftReport): Html {
  const { file, checked, skipped } = draft;
  const id = (i: number) => `d${index + 1}-${i + 1}`;
  const problems = checked.flatMap((each, i) => (isProblem(each) ? [{ each, i }] : []));
  const to = ({ each, i }: { each: Checked; i: number }) =>
    html`<a href="#${id(i)}">line ${each.quotation.line}</a>`;
  return html`<section>
<h2><bdi>${nameOf(file)}</bdi></h2>
${checked.length === 0 ? html`<p>No quotation was found.</p>` : ''}
${problems.length > 0 && checked.length > 1 ? html`<nav aria-label="To be looked at">To be looked at: ${problems.map(to)}</nav>` : ''}
${checked.map((each, i) => quoteArticle(each, id(i), report))}
${skipped.length > 0 ? html`<details><summary>${counted(skipped.length, 'short quotation')} skipped</summary><ul>${skipped.map(({ line, text }) => html`<li>line ${line}: <bdi>“${oneLine(text, LONGEST_SKIPPED)}”</bdi></li>`)}</ul></details>` : ''}
</section>`;
}

function quoteArticle({ quotation, verdict }: Checked, id: string, report: DraftReport): Html {
  const sign = verdict.kind === 'verbatim' ? '✓' : '✗';
  const words =
    verdict.kind === 'altered'
      ? verdict.diff.map(diffPiece)
      : html`${quotation.text.replaceAll('\r', '')}`;
  const notes = verdict.kind === 'verbatim' ? remarksOn(verdict) : [];
  const sentences = verdict.kind === 'verbatim' ? cutSentencesOf(verdict) : [];
  const omissions = verdict.kind === 'verbatim' ? omissionsOf(verdict) : [];
  const pieces = verdict.kind === 'altered' ? verdict.pieces.length : 0;
  return html`<article id="${id}" class="${verdict.kind}">
<h3><span class="sign" aria-hidden="true">${sign}</span> <span class="verdict">${headline(verdict)}</span> <a class="line" href="#${id}">line ${quotation.line}</a></h3>
<blockquote dir="auto">${words}</blockquote>
${notes.length > 0 ? html`<p class="note"><bdi>${notes.join('; ')}</bdi></p>` : ''}
${sentences.map(({ before, quoted, after }) => html`<p class="note">part of: <bdi>${before}<b>${quoted}</b>${after}</bdi></p>`)}
${omissions.map((text) => html`<p class="note">the ellipsis leaves out: <bdi>${text}</bdi></p>`)}
${pieces > 0 ? html`<p class="note">Its ${pieces} pieces stand so, but not together:</p>` : ''}
${namedParts(verdict).map((part) => source(part, report))}
</article>`;
}

function diffPiece({ op, text }: DiffPiece): Html {
  if (op === 'left-out') return html`<del><span class="said">left out: </span>${text}</del>`;
  if (op === 'put-in') return html`<ins><span class="said">put in: </span>${text}</ins>`;
  return html`${text}`;
}

function source({ citationId, articleId, start, end }: QuotePart, report: DraftReport): Html {
  const citation = report.citation(citationId);
  const words = report.textOf(articleId).slice(start, end);
  const url = quoteUrl(citation.url, words, ({ length }) => length <= URL_MAX);
  const named = html`<bdi>${citation.article}</bdi>`;
  return html`<p class="source">${url === null ? named : html`<a href="${url}" rel="noreferrer">${named}</a>`} <span class="where"><bdi>${citationLine(citation)}</bdi></span></p>`;
}
