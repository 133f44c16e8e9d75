/** Asciidoctor's HTML, which lays boxes out, to HTML that says what each thing is. */
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import {
  around,
  elementsThat,
  moveInto,
  placeNote,
  remove,
  rename,
  takeOut,
  wordsOf,
} from '../converted-html.ts';
import { attribute, childElements, elementsBelow, type HtmlElement, isText } from '../html-tree.ts';

/** Titles of what has captions; of other blocks they are a line before it. */
const CAPTIONED = new Set([
  'imageblock',
  'listingblock',
  'literalblock',
  'videoblock',
  'audioblock',
]);

/** Between a name and what it is of, which stand on two lines. */
const BREAK = ', ';

/** Changes a parsed document; what goes is noted. @returns the texts of its footnotes */
export function toPlainHtml(body: HtmlElement, dropped: DroppedLine[]): string[] {
  const all = (tag: string | null, ...names: string[]): HtmlElement[] =>
    elementsThat(
      body,
      (each) =>
        (tag === null || each.tagName === tag) &&
        names.some((name) => wordsOf(each, 'class').includes(name)),
    );
  const marks = all('sup', 'footnote', 'footnoteref');
  for (const mark of all('b', 'conum')) {
    const siblings = around(mark)?.childNodes ?? [];
    const before = siblings[siblings.indexOf(mark) - 1];
    if (before !== undefined && isText(before))
      before.value = before.value.replace(/[ \t]{1,20}$/, '');
    remove(mark);
  }
  const notes = new Map<string, HtmlElement>();
  for (const note of all('div', 'footnote')) {
    for (const back of elementsBelow(note, 'a').slice(0, 1)) remove(back);
    const [text] = note.childNodes.filter(isText).filter(({ value }) => value.trim() !== '');
    if (text !== undefined) text.value = text.value.replace(/^\s*\.\s/, '');
    notes.set(`#${attribute(note, 'id') ?? ''}`, note);
  }
  const texts: string[] = [];
  for (const mark of marks) {
    const target = elementsBelow(mark, 'a').map((link) => attribute(link, 'href') ?? '')[0] ?? '';
    const note = notes.get(target);
    notes.delete(target);
    if (note !== undefined) texts.push(placeNote(mark, note));
    remove(mark);
  }
  for (const box of all('div', 'admonitionblock')) {
    takeOut(
      elementsThat(box, (each) => wordsOf(each, 'class').includes('icon')),
      statement('noteLabel'),
      dropped,
    );
    for (const part of elementsBelow(box, 'table', 'tbody', 'tr', 'td')) {
      // Only those of the box: what it holds may have tables of its own.
      if (part.tagName !== 'td' || wordsOf(part, 'class').includes('content')) rename(part, 'div');
      if (part.tagName === 'div' && wordsOf(part, 'class').includes('content')) break;
    }
  }
  for (const verse of all('pre', 'content')) {
    if (!wordsOf(around(verse) ?? verse, 'class').includes('verseblock')) continue;
    rename(verse, 'blockquote');
  }
  for (const attribution of all('div', 'attribution')) {
    const quote = childElements(around(attribution) ?? attribution).find(
      ({ tagName }) => tagName === 'blockquote',
    );
    if (quote === undefined) continue;
    for (const line of elementsBelow(attribution, 'br')) {
      const place = attribution.childNodes.indexOf(line);
      attribution.childNodes.splice(place, 1, {
        nodeName: '#text',
        value: BREAK,
        parentNode: attribution,
      });
    }
    rename(attribution, 'footer');
    moveInto(attribution, quote);
  }
  for (const title of all('div', 'title')) {
    const captioned = wordsOf(around(title) ?? title, 'class').some((name) => CAPTIONED.has(name));
    rename(title, captioned ? 'figcaption' : 'p');
  }
  for (const contents of elementsThat(body, (each) => attribute(each, 'id') === 'toc'))
    remove(contents);
  return texts;
}
