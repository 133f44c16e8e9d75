/** Files that hold a page as it was saved from a browser. */
import { statement } from '../refusals.ts';
import { decodeText } from './decode.ts';
import type { ReadFormat } from './draft.ts';
import { readHtml } from './html.ts';
import { Unreadable } from './unreadable.ts';

/** Reads a page: one article. */
export const readHtmlFile: ReadFormat = (bytes) => {
  const { text, warnings } = decodeText(bytes);
  const reading = readHtml(text);
  if (reading === null) throw new Unreadable(statement('tooManyTags'));
  return { ...reading, warnings: [...warnings, ...reading.warnings] };
};
