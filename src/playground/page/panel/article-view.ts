/** An article with the passage a citation points at, and how its file was read. */
import { append, type Child, h, webLink } from '../dom.ts';
import type { InsightArticle, Span } from '../wire.ts';
import { pieces } from './marks.ts';

/** Dropped lines that are listed; a dump may have thousands. */
const LISTED = 200;

function marked(text: string, span: Span, highlight: Span | null): Child[] {
  return pieces(span, highlight).map((piece) => {
    const part = text.slice(piece.start, piece.end);
    return piece.marked ? h('mark', {}, part) : part;
  });
}

function body(data: InsightArticle, highlight: Span | null): HTMLElement {
  const { text, passage } = data;
  const node = h('div', { class: 'article-text' });
  let section: string | null = null;
  for (const paragraph of data.blocks) {
    if (paragraph.section !== section && paragraph.section !== null)
      append(node, h('h4', {}, paragraph.section));
    section = paragraph.section;
    const cited = paragraph.start < passage.end && passage.start < paragraph.end;
    append(
      node,
      h(
        'p',
        { class: cited ? 'cited' : null, 'aria-label': null },
        h(
          'span',
          { class: 'number', title: `Paragraph ${paragraph.number}` },
          `¶ ${paragraph.number}`,
        ),
        ...marked(text, paragraph, highlight),
      ),
    );
  }
  return node;
}

function reading({ dropped, warnings }: InsightArticle): HTMLElement {
  const count = dropped.length;
  const summary =
    count === 0
      ? 'How it was read: every line is in the article'
      : `How it was read: ${count} ${count === 1 ? 'line' : 'lines'} left out`;
  const rows = dropped
    .slice(0, LISTED)
    .map(({ line, text, reason }) =>
      h('tr', {}, h('td', {}, String(line)), h('td', {}, text), h('td', {}, reason)),
    );
  const head = h(
    'tr',
    {},
    ...['Line', 'Text', 'Why'].map((title) => h('th', { scope: 'col' }, title)),
  );
  return h(
    'details',
    { class: 'reading' },
    h('summary', {}, summary),
    ...warnings.map((one) => h('p', { class: 'warning' }, one)),
    count > 0 && h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows)),
    count > LISTED && h('p', { class: 'faint' }, `And ${count - LISTED} more.`),
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
