/** Words out of what feeds call a title, and HTML out of what they call content. */
import { parseHTML } from 'linkedom';
import { MAX_FIELD_LENGTH } from '../articles/front-matter.ts';
import { tidyLine } from '../articles/tidy.ts';

/** Marks that titles carry; anything else in angle brackets is part of the title. */
const TITLE_TAG =
  /<\/?(?:a|abbr|b|br|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,1000})?\/?>/gi;

/** Names of elements that text in a feed is marked up with. */
const ELEMENT =
  'a|article|b|blockquote|br|code|dd|div|dl|dt|em|figcaption|figure|h[1-6]|hr|i|img|li|ol|p|pre|section|span|strong|table|tbody|td|th|thead|tr|u|ul';
const TAG = new RegExp(`<(?:${ELEMENT})(?:\\s[^<>]{0,2000})?/?>`, 'i');
const ESCAPED_TAG = new RegExp(`&(?:lt|#60|#x3c);(?:${ELEMENT})(?:\\s|/?&(?:gt|#62|#x3e);)`, 'i');
const ESCAPED_END = new RegExp(`&(?:lt|#60|#x3c);/(?:${ELEMENT})\\s?&(?:gt|#62|#x3e);`, 'i');

/** Character references become what they stand for; nothing else changes. */
export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  const { document } = parseHTML('<html><body></body></html>');
  const room = document.createElement('p');
  room.innerHTML = text.replace(/</g, '&lt;');
  return room.textContent ?? '';
}

/** UTF-16 units of a title that are looked at. */
const LONGEST_TITLE = 2_000;

/** A title as a line of text, cut where front matter would; null where nothing of it is left. */
export function titleWords(text: string | undefined): string | null {
  const line = tidyLine(decoded((text ?? '').slice(0, LONGEST_TITLE).replace(TITLE_TAG, '')));
  if (line.length <= MAX_FIELD_LENGTH) return line === '' ? null : line;
  return `${line.slice(0, MAX_FIELD_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Plain text as HTML: each run of lines between blank ones is a paragraph. */
export function textAsHtml(text: string): string {
  return text
    .split(/\n[ \t\r]*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${escaped(part)}</p>`)
    .join('\n');
}

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/**
 * What a feed calls content, as HTML. Some escape it once more than they should: where there is no tag
 * at all but escaped ones that are closed, these are meant. Text without any is plain.
 */
export function contentAsHtml(content: string): string {
  if (TAG.test(content)) return content;
  if (ESCAPED_TAG.test(content) && ESCAPED_END.test(content)) return decoded(content);
  return textAsHtml(decoded(content));
}
