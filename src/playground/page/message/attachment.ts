/** An uploaded file: a picture as it is, anything else as a card to download. */
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Attachment } from '../wire.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;
const KIB = 1024;
const ROUNDED = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** A file's path on this page's own server, whatever host its address names. */
export function ownPath(url: string): string {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

/** A size as people say it. @param bytes whole. */
function formatSize(bytes: number): string {
  if (bytes < KIB) return words.bytes(bytes);
  const kib = bytes / KIB;
  const rounded = (size: number) => size.toLocaleString(language, ROUNDED);
  return kib < KIB ? words.kilobytes(rounded(kib)) : words.megabytes(rounded(kib / KIB));
}

/** Whether a browser shows it in the page. */
export function isPicture(contentType: string | null | undefined): boolean {
  return PICTURE.test(contentType ?? '');
}

/** A file's nodes. */
export function renderAttachment(file: Attachment): HTMLElement {
  if (isPicture(file.content_type)) {
    const alt = file.description ?? file.filename;
    return h('img', { class: 'picture', src: ownPath(file.url), alt });
  }
  return fileCard(file.url, file.filename, file.size);
}

/** A file to download. @param size in bytes. */
export function fileCard(url: string, name: string, size: number): HTMLElement {
  return h(
    'div',
    { class: 'file' },
    icon('file'),
    h(
      'span',
      { class: 'file-text' },
      h('a', { href: ownPath(url), download: name }, name),
      h('small', {}, formatSize(size)),
    ),
  );
}
