/** What of a Word document is not for its readers: deletions, hidden text, its own table of contents. */
import type { DropReason } from '../../refusals.ts';
import { statement } from '../../refusals.ts';
import { tidyLine } from '../tidy.ts';
import { followXml } from '../xml.ts';

/** A part of a document without that, and what was in it. */
export interface CleanPart {
  readonly xml: string;
  readonly leftOut: readonly { readonly text: string; readonly reason: DropReason }[];
}

const REASONS: ReadonlyMap<string, DropReason> = new Map([
  ['w:del', statement('trackedDeletion')],
  ['w:moveFrom', statement('trackedDeletion')],
]);

/** Styles of the lines of a table of contents; programs translate no style's id but this one's name. */
const CONTENTS_STYLE = /^(?:TOC|Contents)(?:Heading|\d+)$/i;

const OFF = new Set(['0', 'false', 'off']);

/** Ids of the styles that hide their text. */
export function hiddenStyles(styles: string): ReadonlySet<string> {
  const hidden = new Set<string>();
  let style: string | null = null;
  followXml(styles, {
    open(name, attributes) {
      if (name === 'w:style') style = attributes['w:styleId'] ?? null;
      if (name === 'w:vanish' && style !== null && !OFF.has(attributes['w:val'] ?? '')) {
        hidden.add(style);
      }
    },
    close(name) {
      if (name === 'w:style') style = null;
    },
  });
  return hidden;
}

/** A run or a paragraph that is being read. */
interface Open {
  readonly name: string;
  readonly start: number;
  /** Why it is left out; null as long as nothing says so. */
  reason: DropReason | null;
  text: string;
}

/** Elements that may be left out whole. */
const WHOLE = new Set(['w:r', 'w:p', ...REASONS.keys()]);

/**
 * Leaves out what is not to be read.
 * @param hidden ids of styles, see `hiddenStyles`
 */
export function cleanPart(xml: string, hidden: ReadonlySet<string>): CleanPart {
  const leftOut: { text: string; reason: DropReason }[] = [];
  const kept: string[] = [];
  const open: Open[] = [];
  let from = 0;
  let inText = false;
  /** Of what is left out whole, the outermost: its reason stands before its text. */
  const outer = () => open.find(({ reason }) => reason !== null);
  const add = (text: string): void => {
    const whole = outer();
    if (whole !== undefined) whole.text += text;
  };

  followXml(xml, {
    open(name, attributes, start) {
      if (WHOLE.has(name)) open.push({ name, start, reason: REASONS.get(name) ?? null, text: '' });
      const innermost = open.at(-1);
      if (innermost === undefined) return;
      const value = attributes['w:val'] ?? '';
      if (innermost.name === 'w:r') {
        const isHidden =
          (name === 'w:vanish' && !OFF.has(value)) || (name === 'w:rStyle' && hidden.has(value));
        if (isHidden) innermost.reason ??= statement('hiddenText');
      } else if (innermost.name === 'w:p' && name === 'w:pStyle') {
        if (CONTENTS_STYLE.test(value)) innermost.reason ??= statement('contentsList');
        else if (hidden.has(value)) innermost.reason ??= statement('hiddenText');
      }
      inText = name === 'w:t' || name === 'w:delText';
      if (name === 'w:tab' || name === 'w:br') add(' ');
    },
    text(text) {
      if (inText) add(text);
    },
    close(name, end) {
      inText = false;
      if (open.at(-1)?.name !== name) return;
      const whole = outer();
      const closed = open.pop();
      if (closed === undefined || closed.reason === null || whole !== closed) return;
      const text = tidyLine(closed.text);
      // Without text it is a mark, such as of what became of a paragraph's end.
      if (text === '' || closed.start < from) return;
      leftOut.push({ text, reason: closed.reason });
      kept.push(xml.slice(from, closed.start));
      from = end;
    },
  });
  kept.push(xml.slice(from));
  return { xml: kept.join(''), leftOut };
}

/** The text of each element of a name, such as of each comment. */
export function textsWithin(xml: string, element: string): string[] {
  const texts: string[] = [];
  let text: string | null = null;
  let inText = false;
  followXml(xml, {
    open(name) {
      if (name === element) text = '';
      inText = name === 'w:t';
      if (text !== null && (name === 'w:p' || name === 'w:tab' || name === 'w:br')) text += ' ';
    },
    text(piece) {
      if (inText && text !== null) text += piece;
    },
    close(name) {
      inText = false;
      if (name !== element || text === null) return;
      const tidy = tidyLine(text);
      if (tidy !== '') texts.push(tidy);
      text = null;
    },
  });
  return texts;
}
