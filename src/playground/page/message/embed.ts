/** An embed, with the citation in its footer as a way into the article. */
import { findCitationId } from '../../../citations/citation-id.ts';
import type { PageContext } from '../context.ts';
import { button, type Child, h, webLink } from '../dom.ts';
import { icon } from '../icons.ts';
import { inlineMarkdown, markdown } from '../markdown/render.ts';
import type { Embed } from '../wire.ts';

/** The citation id that an embed ends with, null for none. */
export function citationIn(embed: Embed): string | null {
  return findCitationId(embed.footer?.text ?? '');
}

function footer(data: Embed, quote: () => string | null, page: PageContext): Child {
  const text = data.footer?.text ?? '';
  const citationId = citationIn(data);
  if (text === '' && data.timestamp === undefined) return null;
  const parts: Child[] = [];
  if (citationId === null) parts.push(text);
  else {
    const at = text.indexOf(citationId);
    const open = button(
      {
        class: 'citation',
        title: 'Show this passage in its article',
        'aria-label': `Show passage ${citationId} in its article`,
        'data-key': `citation-${citationId}`,
      },
      () => page.openArticle({ citationId, highlight: quote() }),
      icon('file'),
      citationId,
    );
    parts.push(text.slice(0, at), open, text.slice(at + citationId.length));
  }
  if (data.timestamp !== undefined)
    parts.push(text === '' ? '' : ' • ', new Date(data.timestamp).toLocaleString());
  return h('div', { class: 'embed-footer' }, ...parts);
}

/** An embed's nodes. */
export function renderEmbed(data: Embed, page: PageContext): HTMLElement {
  const names = page.names;
  const description =
    data.description !== undefined &&
    h('div', { class: 'embed-text markup' }, ...markdown(data.description, names));
  const highlight = () =>
    (description &&
      [...description.querySelectorAll('strong')].map((one) => one.textContent).join('\n')) ||
    null;
  const fields = (data.fields ?? []).map((field) =>
    h(
      'div',
      { class: field.inline === true ? 'embed-field inline' : 'embed-field' },
      h('div', { class: 'embed-field-name' }, ...inlineMarkdown(field.name, names)),
      h('div', { class: 'markup' }, ...markdown(field.value, names)),
    ),
  );
  const title = data.title !== undefined && inlineMarkdown(data.title, names);
  const node = h(
    'div',
    { class: 'embed' },
    data.author && h('div', { class: 'embed-author' }, webLink(data.author.url, data.author.name)),
    title && h('div', { class: 'embed-title' }, webLink(data.url, ...title)),
    description,
    fields.length > 0 && h('div', { class: 'embed-fields' }, ...fields),
    footer(data, highlight, page),
  );
  if (data.color !== undefined)
    node.style.setProperty('--bar', `#${data.color.toString(16).padStart(6, '0')}`);
  return node;
}
