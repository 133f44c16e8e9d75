/** What a paragraph of a Rich Text file is, by its style, its outline level and the mark before it. */
import type { BlockBuilder } from '../block-builder.ts';
import { tidyLine } from '../tidy.ts';

/** How a paragraph looks. */
export interface ParagraphLook {
  styleNumber: number;
  /** The name of its style; '' where it has none. */
  style: string;
  /** From 0; null for text of the body. */
  outline: number | null;
  /** Of a list, from 0. */
  level: number;
  /** From the left edge, in twentieths of a point. */
  indent: number;
  isInTable: boolean;
  isCentred: boolean;
  /** Whether all of it is bold, and in a font of one width; as long as there is nothing else. */
  isBold: boolean;
  isTyped: boolean;
  /** What a program that knows no lists shows before an item. */
  mark: string;
}

const HEADING = /^(?:heading|überschrift|titre|заголовок)\s*([1-9])\b/i;
const CODE = /^(?:html preformatted|preformatted text|source code|code|plain text)$/i;
const QUOTATION = /^(?:quote|quotations|intense quote|block text)$/i;
const CAPTION = /^(?:(?:table |image )?caption|table|illustration|figure|drawing)$/i;
const TERM = /^(?:definition term(?: tight)?|list heading)$/i;
const DEFINITION = /^(?:definition(?: definition)?(?: tight)?|list contents)$/i;
const CONTENTS = /^(?:toc|contents)\s*(?:heading|\d+)$/i;

/** A bullet, or a number with its stop. */
const BULLET_MARK = /^[•◦▪‣●○■□–\-*·\u00b7\uf0b7o]\s*$/u;
const NUMBER_MARK = /^\(?(\d{1,4}|[a-z]{1,4})[.)]\s*$/i;

/** A mark that was typed, or written as one by a program that knows no lists. */
const TYPED_MARK = /^([•◦▪‣●–—]|\(?(?:\d{1,3}|[a-z])[.)]) {0,5}\t[ \t]{0,20}(?=\S)/iu;

/** Items of one level more are set in by so much, in twentieths of a point. */
const LEVEL_INDENT = 360;

/** Body text has outline level 9 (RTF 1.9.1). */
const BODY_LEVEL = 9;

/** Puts a finished paragraph into the body. */
export function finishParagraph(body: BlockBuilder, given: string, look: ParagraphLook): void {
  const isCode = CODE.test(look.style) || look.isTyped;
  const text = isCode ? given : given.trimStart();
  const { style, outline, mark, level, indent } = look;
  const heading = HEADING.exec(style);
  const typed = mark === '' ? TYPED_MARK.exec(text) : null;
  if (tidyLine(text) === '') {
    // A blank line of code is one.
    if (CODE.test(style)) body.code('', null);
  } else if (heading) body.heading(text, Number(heading[1]));
  else if (outline !== null && outline < BODY_LEVEL) body.heading(text, outline + 1);
  else if (isTitle(look) && body.isEmpty()) body.heading(text, 1);
  else if (CONTENTS.test(style)) body.paragraph(text);
  else if (isCode) body.code(text, null);
  else if (QUOTATION.test(style)) body.quotation(text);
  else if (CAPTION.test(style)) body.caption(text);
  else if (TERM.test(style)) body.term(text);
  else if (DEFINITION.test(style)) body.definition(text);
  else if (typed) {
    const depth = Math.min(9, Math.max(0, Math.round(indent / LEVEL_INDENT) - 1));
    body.item({ text: text.slice(typed[0].length), depth, marker: markerOf(typed[1] ?? '') });
  } else if (mark.trim() !== '' && isMark(mark)) {
    body.item({ text, depth: level, marker: markerOf(mark) });
  } else body.paragraph(`${mark} ${text}`);
}

/** By its style, or by what people do who know no styles. */
function isTitle({ style, isCentred, isBold }: ParagraphLook): boolean {
  return /^title$/i.test(style) || (isCentred && isBold);
}

function isMark(mark: string): boolean {
  return BULLET_MARK.test(mark.trim()) || NUMBER_MARK.test(mark.trim());
}

function markerOf(mark: string): string | null {
  const number = NUMBER_MARK.exec(mark.trim())?.[1];
  return number === undefined ? null : `${number}.`;
}
