/** Asciidoctor's HTML, which lays boxes out, to HTML that says what each thing is. */
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import { type HtmlElement, rename } from '../converted-html.ts';
import { tidyLine } from '../tidy.ts';

/** Titles of what has captions; of other blocks they are a line before it. */
const CAPTIONED = /\b(?:imageblock|listingblock|literalblock|videoblock|audioblock)\b/;

/** Changes a parsed document; what goes is noted. */
export function toPlainHtml(
  { body, create }: { body: HtmlElement; create(tag: string): HtmlElement },
  dropped: DroppedLine[],
): void {
  const all = (selector: string) => [...body.querySelectorAll(selector)];
  for (const mark of all('sup.footnote, sup.footnoteref')) mark.remove();
  for (const note of all('#footnotes .footnote')) {
    note.querySelector('a')?.remove();
    note.innerHTML = note.innerHTML.replace(/^\s*\.\s/, '');
    rename(note, 'p', create);
  }
  for (const mark of all('.conum')) mark.remove();
  for (const box of all('.admonitionblock')) {
    const content = box.querySelector('td.content');
    const label = tidyLine(box.querySelector('td.icon')?.textContent ?? '');
    if (label !== '') dropped.push({ line: 1, text: label, reason: statement('noteLabel') });
    const flow = create('div');
    flow.innerHTML = withParagraph(content?.innerHTML ?? '');
    box.replaceWith(flow);
  }
  for (const verse of all('.verseblock > pre')) {
    const quote = create('blockquote');
    quote.innerHTML = `<p>${verse.innerHTML.replaceAll('\n', '<br>')}</p>`;
    verse.replaceWith(quote);
  }
  for (const attribution of all('.quoteblock > .attribution, .verseblock > .attribution')) {
    const footer = create('footer');
    // The dash before a name is the converter's.
    footer.innerHTML = attribution.innerHTML.replace(/^\s*—\s*/, '').replace(/<br\s*\/?>/gi, ', ');
    const quote = attribution.parentNode?.querySelector('blockquote');
    attribution.remove();
    quote?.append(footer);
  }
  for (const title of all('div.title')) {
    const around = title.parentNode?.getAttribute('class') ?? '';
    rename(title, CAPTIONED.test(around) ? 'figcaption' : 'p', create);
  }
}

/** Content of one paragraph comes bare. */
function withParagraph(html: string): string {
  return /<(?:div|p|ul|ol|table)\b/i.test(html) ? html : `<p>${html}</p>`;
}
