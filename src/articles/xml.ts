/** Reads XML as it comes: no tree is built, nothing recurses, nothing is fetched, no entity is declared. */
import { SaxesParser } from 'saxes';
import { statement } from '../refusals.ts';
import { Unreadable } from './unreadable.ts';

/** Documents nest some 30 elements; what follows the elements recurses. */
const MAX_DEPTH = 400;

/** Prefix and all, as it is written: `w:p`. */
export type Attributes = Readonly<Record<string, string>>;

/** What is told of a document, in its order. Offsets are UTF-16 units of the source. */
export interface XmlHandler {
  /** @param start of its tag. */
  open?(name: string, attributes: Attributes, start: number): void;
  text?(text: string): void;
  /** @param end after its tag; of `<a/>` too, which is opened and closed. */
  close?(name: string, end: number): void;
}

/**
 * Follows a document. Entities beyond XML's own five are refused, so that none unpacks to more than is there.
 * @throws Unreadable for what is no well-formed XML, or nests too deep.
 */
export function followXml(source: string, { open, text, close }: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  let start = 0;
  parser.on('error', () => {
    throw new Unreadable(statement('unparsable'));
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw new Unreadable(statement('unparsable'));
  });
  parser.on('opentagstart', ({ name }) => {
    // Told right after the name, or after the `>`: the next tag may begin there.
    start = source.lastIndexOf(`<${name}`, parser.position - name.length - 1);
    depth += 1;
    if (depth > MAX_DEPTH) throw new Unreadable(statement('unparsable'));
  });
  if (open) parser.on('opentag', ({ name, attributes }) => open(name, attributes, start));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(name, parser.position);
  });
  parser.write(source).close();
}

/** The texts of elements by their names, each the first of its kind, white space around it left out. */
export function textsOf(source: string, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let inside: string | null = null;
  followXml(source, {
    open(name) {
      if (inside === null && names.includes(name) && !found.has(name)) {
        inside = name;
        found.set(name, '');
      }
    },
    text(text) {
      if (inside !== null) found.set(inside, (found.get(inside) ?? '') + text);
    },
    close(name) {
      if (name === inside) inside = null;
    },
  });
  return new Map([...found].map(([name, text]) => [name, text.trim()]));
}
