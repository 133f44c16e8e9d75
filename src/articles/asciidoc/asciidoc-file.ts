/** AsciiDoc: its words as Asciidoctor makes HTML of them, in the mode in which nothing but the text is read. */
import { type Document, LoggerManager, load, NullLogger } from '@asciidoctor/core';
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import {
  convertedBlocks,
  elementsThat,
  markNotes,
  parseBody,
  takeOut,
  takeOutImages,
  wordsOf,
} from '../converted-html.ts';
import { decodeText } from '../decode.ts';
import { noMetadata, type ReadFormat } from '../draft.ts';
import { claimedDate, claimedText, titleFrom } from '../file-claims.ts';
import { languageTag } from '../front-matter.ts';
import { type HtmlElement, rawText } from '../html-tree.ts';
import { Unreadable } from '../unreadable.ts';
import { toPlainHtml } from './plain-html.ts';

/**
 * What a document may not set: words of the converter's own (`Table 1.`), its numbers and contents, and
 * how much an attribute may hold, since attributes hold each other.
 */
const LOCKED = {
  'table-caption': null,
  'figure-caption': null,
  'example-caption': null,
  'listing-caption': null,
  'chapter-signifier': null,
  'appendix-caption': null,
  'part-signifier': null,
  sectnums: null,
  partnums: null,
  toc: null,
  icons: null,
  'source-highlighter': null,
  docinfo: null,
  'allow-uri-read': null,
  'max-include-depth': '0',
  'max-attribute-value-size': '4096',
  relfilesuffix: null,
};

/** Reads AsciiDoc: one article. Nothing is included, fetched or run. */
export const readAsciidocFile: ReadFormat = async (bytes) => {
  const { text, warnings } = decodeText(bytes);
  // It would write what is odd about a stranger's text to standard error.
  LoggerManager.logger = new NullLogger();
  const document = (await load(text, { safe: 'secure', attributes: LOCKED })) as Document;
  const html = await document.convert({ standalone: false });
  if (typeof html !== 'string') throw new Unreadable(statement('unparsable'));
  const dropped: DroppedLine[] = [];
  const body = parseBody(html);
  const isInclude = (element: HtmlElement) => wordsOf(element, 'class').includes('include');
  takeOut(elementsThat(body, isInclude), statement('includedFile'), dropped);
  takeOutImages(body, dropped);
  const notes = toPlainHtml(body, dropped);
  const { blocks: all, dropped: more } = convertedBlocks(body);
  const attribute = (name: string) => claimedText(document.getAttribute(name));
  const { title, blocks } = titleFrom(
    markNotes(all, notes),
    claimedText(plainText(document.getDoctitle())),
  );
  return {
    drafts: [
      {
        metadata: {
          ...noMetadata(),
          title,
          author: attribute('authors') ?? attribute('author'),
          published: claimedDate(attribute('revdate')),
          language: languageTag(attribute('lang') ?? ''),
        },
        blocks,
      },
    ],
    dropped: [...dropped, ...more],
    warnings,
  };
};

/** A title as the converter gives it, which is HTML. */
function plainText(title: unknown): string | null {
  return typeof title === 'string' ? rawText(parseBody(title)) : null;
}
