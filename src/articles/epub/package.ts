/** What a book's package says of it: what is read in which order, and who wrote it (EPUB 3.3, 5; OPF 2.0). */
import { posix } from 'node:path';
import { statement } from '../../refusals.ts';
import { Unreadable } from '../unreadable.ts';
import { followXml } from '../xml.ts';
import type { Archive } from '../zip.ts';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';

/** Fonts that are only mangled leave the book readable (EPUB 3.3, 6.1; Adobe's older way). */
const FONT_MANGLING = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

const PAGE_TYPES = new Set(['application/xhtml+xml', 'text/html', 'text/x-oeb1-document']);

/** A page of the book. */
export interface BookPage {
  /** Of its part in the archive. */
  readonly name: string;
  /** It is the book's own table of contents. */
  readonly isContents: boolean;
}

/** A book's package. */
export interface BookPackage {
  /** In reading order. */
  readonly pages: readonly BookPage[];
  /** Of the table of contents of EPUB 2, which is no page; null where there is none. */
  readonly ncx: string | null;
  readonly titles: readonly string[];
  readonly creators: readonly string[];
  readonly publisher: string | null;
  readonly date: string | null;
  readonly language: string | null;
  /** Of `dc:source` and `dc:identifier`; any may be an address. */
  readonly sources: readonly string[];
}

/** @throws Unreadable for what is no book, or is encrypted. */
export async function readPackage(archive: Archive): Promise<BookPackage> {
  if (archive.has(ENCRYPTION) && hidesText(await archive.text(ENCRYPTION))) {
    throw new Unreadable(statement('encrypted'));
  }
  if (!archive.has(CONTAINER)) throw new Unreadable(statement('documentDamaged'));
  let path: string | null = null;
  followXml(await archive.text(CONTAINER), {
    open(name, attributes) {
      if (local(name) === 'rootfile') path ??= attributes['full-path'] ?? null;
    },
  });
  if (path === null || !archive.has(path)) throw new Unreadable(statement('documentDamaged'));
  return parsePackage(await archive.text(path), path, archive);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function hidesText(xml: string): boolean {
  let hides = false;
  followXml(xml, {
    open(name, attributes) {
      if (local(name) !== 'EncryptionMethod') return;
      if (!FONT_MANGLING.has(attributes.Algorithm ?? '')) hides = true;
    },
  });
  return hides;
}

/** The name of a part by an address in another; null for what is none of the archive's. */
export function resolvePart(from: string, href: string, archive: Archive): string | null {
  const [path = ''] = href.split('#', 1);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    decoded = path;
  }
  const name = posix.join(posix.dirname(from), decoded);
  return archive.has(name) ? name : null;
}

function parsePackage(xml: string, path: string, archive: Archive): BookPackage {
  const items = new Map<string, { name: string | null; type: string; isContents: boolean }>();
  const order: string[] = [];
  const values = new Map<string, string[]>();
  let ncx: string | null = null;
  let inside: { key: string; text: string } | null = null;
  followXml(xml, {
    open(name, attributes) {
      const key = local(name);
      if (key === 'item') {
        items.set(attributes.id ?? '', {
          name: resolvePart(path, attributes.href ?? '', archive),
          type: (attributes['media-type'] ?? '').toLowerCase(),
          isContents: /(?:^|\s)nav(?:\s|$)/.test(attributes.properties ?? ''),
        });
      } else if (key === 'itemref') order.push(attributes.idref ?? '');
      else if (key === 'spine') ncx = attributes.toc ?? null;
      else if (name.startsWith('dc:')) {
        const isOther =
          (key === 'creator' && !/^(?:aut)?$/.test(attributes['opf:role'] ?? '')) ||
          (key === 'date' && !/^(?:publication)?$/.test(attributes['opf:event'] ?? ''));
        inside = isOther ? null : { key, text: '' };
      }
    },
    text(text) {
      if (inside !== null) inside.text += text;
    },
    close(name) {
      if (inside === null || local(name) !== inside.key) return;
      const of = values.get(inside.key) ?? [];
      if (inside.text.trim() !== '') of.push(inside.text.trim());
      values.set(inside.key, of);
      inside = null;
    },
  });
  const seen = new Set<string>();
  const pages: BookPage[] = [];
  for (const id of order) {
    const item = items.get(id);
    if (!item || item.name === null || !PAGE_TYPES.has(item.type) || seen.has(item.name)) continue;
    seen.add(item.name);
    pages.push({ name: item.name, isContents: item.isContents });
  }
  const first = (key: string) => values.get(key)?.[0] ?? null;
  return {
    pages,
    ncx: items.get(ncx ?? '')?.name ?? null,
    titles: values.get('title') ?? [],
    creators: values.get('creator') ?? [],
    publisher: first('publisher'),
    date: first('date'),
    language: first('language'),
    sources: [...(values.get('source') ?? []), ...(values.get('identifier') ?? [])],
  };
}
