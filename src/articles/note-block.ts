/** Footnotes of documents: paragraphs behind what refers to them. */
import { endsSentence } from './chrome.ts';
import type { DraftBlock } from './draft.ts';

/** A footnote of fewer words, or without an end, refers to something and says nothing itself. */
const NOTE_WORDS = 8;

/** Whether a footnote answers nothing by itself. @param text tidy */
export function isReferenceNote(text: string): boolean {
  return !endsSentence(text) || text.split(' ').length < NOTE_WORDS;
}

/** A footnote as a block. @param text tidy */
export function noteBlock(text: string, line: number): DraftBlock {
  return { kind: 'paragraph', text, line, ...(isReferenceNote(text) && { isApart: true }) };
}
