/** An uploaded file: a picture as it is, anything else as a card to download. */
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Attachment } from '../wire.ts';

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;
const KIB = 1024;

/** A file's path on this page's own server, whatever host its address names. */
function ownPath(url: string): string {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

/** A size as people say it. @param bytes whole. */
function formatSize(bytes: number): string {
  if (bytes < KIB) return `${bytes} bytes`;
  const kib = bytes / KIB;
  return kib < KIB ? `${kib.toFixed(1)} KB` : `${(kib / KIB).toFixed(1)} MB`;
}

/** A file's nodes. */
export function renderAttachment(file: Attachment): HTMLElement {
  const path = ownPath(file.url);
  if (PICTURE.test(file.content_type ?? ''))
    return h('img', { class: 'picture', src: path, alt: file.description ?? file.filename });
  return h(
    'div',
    { class: 'file' },
    icon('file'),
    h(
      'span',
      { class: 'file-text' },
      h('a', { href: path, download: file.filename }, file.filename),
      h('small', {}, formatSize(file.size)),
    ),
  );
}
