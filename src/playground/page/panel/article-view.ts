/** An article with the passage a citation points at, and how its file was read. */

import type { Span } from '../../../model.ts';
import { append, h, webLink } from '../dom.ts';
import type { InsightArticle } from '../wire.ts';
import { words } from '../words/words.ts';
import { quoteView } from './quote-view.ts';

/** Dropped lines that are listed; a dump may have thousands. */
const LISTED = 200;

function body(data: InsightArticle, highlight: Span | null): HTMLElement {
  const { text, passage } = data;
  const node = h('div', { class: 'article-text quoted' });
  let section: string | null = null;
  for (const block of data.blocks) {
    if (block.section !== section && block.section !== null)
      append(node, h('h4', {}, block.section));
    section = block.section;
    const cited = block.start < passage.end && passage.start < block.end;
    const { start, end, number, pieces } = block;
    const shown = { text: text.slice(start, end), start, pieces };
    append(
      node,
      h(
        'div',
        { class: cited ? 'block cited' : 'block' },
        h('span', { class: 'number', title: words.paragraph(number) }, `¶ ${number}`),
        ...quoteView(shown, cited ? markedOf(block, passage, highlight) : null),
      ),
    );
  }
  return node;
}

/** Of a table the row; what was in bold in its message may be the name of a column. */
function markedOf(
  { pieces }: InsightArticle['blocks'][number],
  passage: Span,
  highlight: Span | null,
): Span | null {
  const isRow = pieces.some(({ kind, start }) => kind === 'row' && start === passage.start);
  return isRow ? passage : highlight;
}

function reading({ dropped, warnings }: InsightArticle): HTMLElement {
  const count = dropped.length;
  const summary = count === 0 ? words.wholeRead : words.linesLeftOut(count);
  const rows = dropped
    .slice(0, LISTED)
    .map(({ line, text, reason }) =>
      h('tr', {}, h('td', {}, String(line)), h('td', {}, text), h('td', {}, reason)),
    );
  const head = h(
    'tr',
    {},
    ...[words.line, words.text, words.reason].map((title) => h('th', { scope: 'col' }, title)),
  );
  return h(
    'details',
    { class: 'reading' },
    h('summary', {}, summary),
    ...warnings.map((one) => h('p', { class: 'warning' }, one)),
    count > 0 && h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows)),
    count > LISTED && h('p', { class: 'faint' }, words.andMore(count - LISTED)),
  );
}

/** An article's nodes. @param highlight offsets into its text. */
export function articleView(data: InsightArticle, highlight: Span | null): HTMLElement {
  const facts = [data.author, data.publisher, data.published, data.language].filter(Boolean);
  return h(
    'div',
    { class: 'article' },
    h('h3', {}, webLink(data.url, data.title)),
    facts.length > 0 && h('p', { class: 'facts' }, facts.join(' · ')),
    h('p', { class: 'facts' }, h('code', {}, data.file)),
    reading(data),
    body(data, highlight),
  );
}
