/** What a fetched page is, by its bytes and its server's word: judged in the reading process. */
import type { ArticleFormat } from '../articles/article-format.ts';
import { toUtf8 } from '../articles/charset.ts';
import { FORMATS } from '../articles/formats.ts';
import type { Submission } from './candidate.ts';
import { contentKind } from './content-kind.ts';
import type { FetchedPage } from './fetch-article.ts';

/** A page as it is read: its text in UTF-8, under the usual media type and ending of what it is. */
export function submissionOf({ bytes, url, contentType }: FetchedPage): Submission {
  const kind = contentKind(bytes, { name: new URL(url).pathname, contentType }) ?? 'text';
  const format = FORMATS[kind] as ArticleFormat;
  return {
    bytes: format.isText ? toUtf8(bytes, contentType) : bytes,
    name: pageName(url).replace(/\.[a-z]{1,8}$/i, '') + format.endings[0],
    sourceUrl: url,
    contentType: format.mediaTypes[0],
  };
}

/** The last part of an address; hostile, as every name from outside. */
export function pageName(address: string): string {
  const url = new URL(address);
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? url.hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    // A stray percent sign is part of the name.
    return last;
  }
}
