/** Links that lead to a passage within a page: `#:~:text=` (WICG, URL Fragment Text Directives). */
import { spansAcross } from '../articles/spans.ts';
import type { Excerpt, Piece, Span } from '../model.ts';
import { messageLinkOf } from './message-link.ts';
import { inText } from './quote.ts';

/** Encoded characters of a passage named whole; browsers find long ones by both ends as well. */
const WHOLE_MAX = 200;
/** Words that name an end of a longer passage: enough to be found once in a page. */
const END_WORDS = 6;
/** Where a language writes no spaces, a word is cut out by `Intl.Segmenter` beyond this length. */
const WORD_MAX = 40;
const ENDS_WITHIN = 2 * END_WORDS * WORD_MAX;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The address of a quote: with a text fragment where it fits, as it is where only that does.
 * @param url an absolute http(s) address; an element's id in its fragment is kept.
 * @param quote the words to lead to, best within one paragraph.
 * @param fits whether there is room for an address.
 * @returns null where not even the address itself can be used.
 */
export function quoteUrl(
  url: string | null,
  quote: string,
  fits: (url: string) => boolean,
): string | null {
  return urlTo(url, textDirective(quote), fits);
}

function urlTo(
  url: string | null,
  directive: string | null,
  fits: (url: string) => boolean,
): string | null {
  if (url === null || !/^https?:\/\/[^\s/]/i.test(url) || !fits(url)) return null;
  // Discord opens a message, and knows nothing of text in it.
  if (directive === null || messageLinkOf(url) !== null) return url;
  const [page, element = ''] = url.split('#', 2) as [string, string?];
  // A directive that is there already leads elsewhere.
  const deep = `${page}#${element.split(':~:', 1)[0]}:~:${directive}`;
  return fits(deep) ? deep : url;
}

/**
 * The address of an excerpt's source, leading to its highlight; otherwise as `quoteUrl`. Words are found
 * within one block of the page (a paragraph, an item, a cell) only: from the first of several a range
 * leads to the last.
 */
export function excerptUrl(excerpt: Excerpt, fits: (url: string) => boolean): string | null {
  const { url } = excerpt.citation;
  const [first = '', ...others] = pageBlocks(excerpt);
  const last = others.at(-1);
  return urlTo(url, last === undefined ? textDirective(first) : rangeDirective(first, last), fits);
}

/** What of the highlight stands in each block of the page; of code its first line. */
function pageBlocks(excerpt: Excerpt): string[] {
  const { text, pieces, highlight } = excerpt;
  const own = (span: Span) => {
    const { start, end } = inText(excerpt, within(span, highlight));
    return text.slice(start, end);
  };
  return spansAcross(pieces, highlight)
    .flatMap((piece) => blocksOf(piece).map(own))
    .map((block) => block.trimStart())
    .filter((block) => block !== '')
    .map((block) => block.split('\n', 1)[0] ?? '');
}

function blocksOf(piece: Piece): readonly Span[] {
  return piece.kind === 'row' ? piece.cells : [piece];
}

function within(span: Span, window: Span): Span {
  const start = Math.min(Math.max(span.start, window.start), window.end);
  return { start, end: Math.max(start, Math.min(span.end, window.end)) };
}

/** `text=start,end`, each some words of a block of its own. */
function rangeDirective(first: string, last: string): string | null {
  if (/\p{Cs}/u.test(first) || /\p{Cs}/u.test(last)) return null;
  const head = wordsOf(squeeze(first.slice(0, ENDS_WITHIN)));
  const tail = wordsOf(squeeze(last.slice(-ENDS_WITHIN)));
  const start = head.slice(0, END_WORDS).join('').trim();
  const end = tail.slice(-END_WORDS).join('').trim();
  return start === '' || end === '' ? null : `text=${encode(start)},${encode(end)}`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** `text=…` or `text=start,end`; null for what no page can hold. */
function textDirective(quote: string): string | null {
  const text = squeeze(quote);
  if (text === '' || /\p{Cs}/u.test(text)) return null;
  const whole = text.length <= WHOLE_MAX ? encode(text) : null;
  if (whole !== null && whole.length <= WHOLE_MAX) return `text=${whole}`;
  // Far enough from both ends for all the words that are named, and no further.
  const head = wordsOf(text.slice(0, ENDS_WITHIN));
  const tail = wordsOf(text.slice(-ENDS_WITHIN));
  if (head.length < 2 * END_WORDS || tail.length < 2 * END_WORDS) return null;
  const start = head.slice(0, END_WORDS).join('').trim();
  const end = tail.slice(-END_WORDS).join('').trim();
  return `text=${encode(start)},${encode(end)}`;
}

/** Words with the space behind them; joined they are the text. */
function wordsOf(text: string): string[] {
  return (text.match(/\S+\s*/gu) ?? []).flatMap((word) =>
    word.length <= WORD_MAX
      ? [word]
      : Array.from(words.segment(word), ({ segment }) => segment).filter((part) => part !== ''),
  );
}

/**
 * Percent-encodes what the directive's syntax or Markdown around the address would read: `-`, `,`
 * and `&` as the specification says, brackets and the like besides.
 */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[-!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
