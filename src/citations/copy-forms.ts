/** A quote to be copied: word for word, as Markdown and as plain text, with a line of reference. */
import type { Say } from '../languages/say.ts';
import { paragraphLabel } from './paragraph-label.ts';
import { plainQuote } from './plain-quote.ts';
import { paragraphsOf, type Quotable } from './quote.ts';
import { excerptUrl } from './text-fragment.ts';

/** What browsers and mail programs take as an address without breaking it. */
const URL_MAX = 2_000;

/** Both forms of a quote, exactly as they are copied. */
export interface Copies {
  /** A block quote, its text escaped. */
  readonly markdown: string;
  /** The text unchanged, in quotation marks where it is prose. */
  readonly plain: string;
}

/** Writes words so that they mean themselves; which characters need that, each Markdown says. */
export interface MarkdownWriter {
  /** A name or title as plain text of one line. */
  oneLine(text: string): string;
  /** A name or title as Markdown of one line. */
  label(text: string): string;
  /** A block quote in Markdown. */
  quote(quotable: Quotable): string;
}

/** The two forms: the quote, and a line of reference that leads to its page where there is one. */
export function copyForms(
  say: Say,
  quotable: Quotable,
  { oneLine, label, quote }: MarkdownWriter,
): Copies {
  const { article, author, publisher, published, id } = quotable.citation;
  const link = excerptUrl(quotable, ({ length }) => length <= URL_MAX);
  const title = oneLine(article);
  const escaped = label(title).replaceAll(']', '\\]');
  const place = paragraphLabel(say, paragraphsOf(quotable));
  const reference = (named: string, write: (part: string) => string) => {
    const known = [publisher, published].filter((part) => part !== null).map(oneLine);
    const parts = [named, ...[...known, place, id].map(write)];
    return `— ${[...(author ? [write(oneLine(author))] : []), ...parts].join(', ')}`;
  };
  const linked = link === null ? escaped : `[${escaped}](<${link}>)`;
  const plainly = reference(say('titled', { title }), (part) => part);
  return {
    markdown: `${quote(quotable)}\n>\n> ${reference(linked, label)}`,
    plain: `${quotedPlainly(say, quotable)}\n${plainly}${link === null ? '' : `\n${link}`}`,
  };
}

/** What is not in quotation marks: around it they would be taken for a part of it. */
const NO_PROSE: ReadonlySet<string> = new Set(['code', 'item', 'row', 'speaker', 'term']);

function quotedPlainly(say: Say, quotable: Quotable): string {
  const isProse = !quotable.pieces.some(({ kind }) => NO_PROSE.has(kind));
  return isProse ? say('quoted', { quote: quotable.text }) : `${plainQuote(quotable)}\n`;
}
