/** What the styles of an OpenDocument text make of its paragraphs, spans and lists. */
import type { NumberFormat } from '../item-number.ts';
import { followXml } from '../xml.ts';

/** What a paragraph is by its style. */
export type OdtKind =
  | 'paragraph'
  | 'title'
  | 'author'
  | 'date'
  | 'code'
  | 'quotation'
  | 'caption'
  | 'term'
  | 'definition';

/** By the names of styles that LibreOffice and pandoc give them, of the outermost that has one. */
const KINDS: readonly (readonly [RegExp, OdtKind])[] = [
  [/^Title$/, 'title'],
  [/^Author$/, 'author'],
  [/^Date$/, 'date'],
  [/^(?:Preformatted Text|Source Code|Code)$/i, 'code'],
  [/^(?:Quotations|Quote|Block Text|Intense Quote)$/i, 'quotation'],
  [/^(?:Caption|Table|Illustration|Figure|Drawing|Text|TableCaption|FigureCaption)$/, 'caption'],
  [/^(?:Definition ?Term|List ?Heading)/, 'term'],
  [/^(?:Definition(?: ?Definition)?(?: ?Tight)?$|List ?Contents)/, 'definition'],
];

/** Styles derive from each other a few times. */
const MAX_PARENTS = 20;

/** The numbering of a list's level; null for bullets. */
export interface ListLevel {
  readonly format: NumberFormat;
  readonly start: number;
}

/** All styles of a document. */
export interface OdtStyles {
  kindOf(style: string | undefined): OdtKind;
  isHidden(style: string | undefined): boolean;
  /** @param level from 1 */
  listLevel(list: string | undefined, level: number): ListLevel | null;
}

interface Style {
  readonly parent: string | undefined;
  isHidden: boolean;
}

/** Gathers styles from the parts that have some. */
export function readStyles(parts: readonly string[]): OdtStyles {
  const styles = new Map<string, Style>();
  const levels = new Map<string, ListLevel>();
  for (const part of parts) {
    let style: Style | null = null;
    let list: string | null = null;
    followXml(part, {
      open(name, attributes) {
        if (name === 'style:style') {
          style = { parent: attributes['style:parent-style-name'], isHidden: false };
          styles.set(attributes['style:name'] ?? '', style);
        } else if (name === 'style:text-properties' && style !== null) {
          if (attributes['text:display'] === 'none') style.isHidden = true;
        } else if (name === 'text:list-style') list = attributes['style:name'] ?? null;
        else if (name === 'text:list-level-style-number' && list !== null) {
          const format = attributes['style:num-format'] ?? '';
          if (!/^[1aAiI]$/.test(format)) return;
          const start = Number(attributes['text:start-value'] ?? 1);
          const level = {
            format: format as NumberFormat,
            start: Number.isSafeInteger(start) ? start : 1,
          };
          levels.set(`${list} ${attributes['text:level'] ?? ''}`, level);
        }
      },
      close(name) {
        if (name === 'style:style') style = null;
        if (name === 'text:list-style') list = null;
      },
    });
  }

  function* lineage(style: string | undefined): Generator<string> {
    let name = style;
    for (let i = 0; i < MAX_PARENTS && name !== undefined; i += 1) {
      yield name;
      name = styles.get(name)?.parent;
    }
  }

  return {
    kindOf(style) {
      for (const name of lineage(style)) {
        const shown = name.replace(/_([0-9a-f]{2})_/g, (_, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        const kind = KINDS.find(([pattern]) => pattern.test(shown));
        if (kind) return kind[1];
      }
      return 'paragraph';
    },
    isHidden: (style) => [...lineage(style)].some((name) => styles.get(name)?.isHidden),
    listLevel: (list, level) => levels.get(`${list} ${level}`) ?? null,
  };
}
