/** reStructuredText, as Sphinx and docutils have it: what its documents are made of, without running any of it. */

import { decodeText } from '../decode.ts';
import type { DraftMetadata, ReadFormat } from '../draft.ts';
import { noMetadata } from '../draft.ts';
import { claimedAuthor, claimedAuthors, claimedDate, titleFrom } from '../file-claims.ts';
import { httpUrl, languageTag } from '../front-matter.ts';
import { readBody } from './body.ts';

/** Fields at the top that say something of the document (docutils, "bibliographic fields"). */
const FIELDS: Readonly<Record<string, (value: string, metadata: DraftMetadata) => void>> = {
  author: (value, metadata) => {
    metadata.author ??= claimedAuthor(value);
  },
  authors: (value, metadata) => {
    metadata.author ??= claimedAuthors(value.split(';'));
  },
  organization: (value, metadata) => {
    metadata.publisher ??= claimedAuthor(value);
  },
  date: (value, metadata) => {
    metadata.published ??= claimedDate(value);
  },
  language: (value, metadata) => {
    metadata.language ??= languageTag(value);
  },
  url: (value, metadata) => {
    metadata.url ??= httpUrl(value);
  },
};

/** Reads reStructuredText: one article. Nothing is included or fetched. */
export const readRstFile: ReadFormat = (bytes) => {
  const { text, warnings } = decodeText(bytes);
  const { blocks: all, fields, dropped } = readBody(text);
  const metadata = noMetadata();
  for (const { name, value } of fields) FIELDS[name.toLowerCase()]?.(value, metadata);
  const { title, blocks } = titleFrom(all, null);
  return { drafts: [{ metadata: { ...metadata, title }, blocks }], dropped, warnings };
};
