/** An embed, with the citation in its footer as a way into the article. */
import type { PageContext } from '../context.ts';
import { type Child, h, webLink } from '../dom.ts';
import { inlineMarkdown, markdown } from '../markdown/render.ts';
import type { Embed } from '../wire.ts';
import { language } from '../words/language.ts';
import { boldIn, withCitation } from './citation.ts';

function footer(data: Embed, quote: () => string | null, page: PageContext): Child {
  const text = data.footer?.text ?? '';
  if (text === '' && data.timestamp === undefined) return null;
  const parts = withCitation(text, quote, page);
  if (data.timestamp !== undefined)
    parts.push(text === '' ? '' : ' • ', new Date(data.timestamp).toLocaleString(language));
  return h('div', { class: 'embed-footer' }, ...parts);
}

/** An embed's nodes. */
export function renderEmbed(data: Embed, page: PageContext): HTMLElement {
  const names = page.names;
  const description =
    data.description !== undefined &&
    h('div', { class: 'embed-text markup' }, ...markdown(data.description, names));
  const highlight = () => (description ? boldIn([description]) : null);
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
