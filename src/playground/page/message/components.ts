/** Buttons, selects and the parts of Components V2 under a message. */

import type { PageContext } from '../context.ts';
import { BUTTON_STYLE, COMPONENT } from '../discord.ts';
import { append, button, type Child, h, webLink } from '../dom.ts';
import { icon } from '../icons.ts';
import { markdown } from '../markdown/render.ts';
import { selectEntries } from '../widgets/select-entries.ts';
import { createSelectMenu } from '../widgets/select-menu.ts';
import type { Act, Component } from '../wire.ts';
import { words } from '../words/words.ts';
import { boldIn, withCitation } from './citation.ts';
import { fileOf, gallery, thumbnail, veiled } from './media.ts';

/** `Node.TEXT_NODE`. */
const TEXT_NODE = 3;

const STYLES: Readonly<Record<number, string>> = {
  [BUTTON_STYLE.primary]: 'primary',
  [BUTTON_STYLE.secondary]: 'secondary',
  [BUTTON_STYLE.success]: 'success',
  [BUTTON_STYLE.danger]: 'danger',
};

/** What is done with a message's component. */
type UseComponent = (node: HTMLButtonElement, what: Act) => void;

interface Scope {
  readonly messageId: string;
  readonly page: PageContext;
  readonly use: UseComponent;
}

function buttonComponent(data: Component, { messageId, use }: Scope): Child {
  const label = [data.emoji?.name, data.label].filter(Boolean).join(' ');
  if (data.style === BUTTON_STYLE.link) {
    const link = webLink(data.url, label, icon('external'));
    link.classList.add('button', 'secondary');
    return link;
  }
  const customId = data.custom_id ?? '';
  const node = button(
    {
      class: `button ${STYLES[data.style ?? BUTTON_STYLE.secondary] ?? 'secondary'}`,
      disabled: data.disabled,
      'data-key': customId,
    },
    () => use(node, { do: 'click', messageId, customId }),
    label,
  );
  return node;
}

function selectComponent(data: Component, { messageId, page, use }: Scope): Child {
  const customId = data.custom_id ?? '';
  const placeholder = data.placeholder ?? words.makeSelection;
  const { element } = createSelectMenu({
    label: placeholder,
    placeholder,
    entries: selectEntries(data, page),
    least: data.min_values ?? 1,
    most: data.max_values ?? 1,
    disabled: data.disabled === true,
    onChoose: (values) => use(element, { do: 'select', messageId, customId, values }),
  });
  element.dataset.key = customId;
  return element;
}

function children(list: readonly Component[] | undefined, scope: Scope): Child[] {
  return (list ?? []).map((one) => renderComponent(one, scope));
}

/** A text display: Markdown, with the citation in its small line as a way into the article. */
function textComponent(data: Component, { page }: Scope): HTMLElement {
  const nodes = markdown(data.content ?? '', page.names);
  for (const small of nodes.filter((node) => node.classList.contains('subtext'))) {
    const shown = [...small.childNodes].flatMap((node): Child[] =>
      node.nodeType === TEXT_NODE
        ? withCitation(node.textContent ?? '', () => boldIn(nodes), page)
        : [node],
    );
    small.replaceChildren();
    append(small, ...shown);
  }
  return h('div', { class: 'markup text-display' }, ...nodes);
}

function containerComponent(data: Component, scope: Scope): HTMLElement {
  const node = h('div', { class: 'container' }, ...children(data.components, scope));
  if (typeof data.accent_color === 'number') {
    node.classList.add('accented');
    node.style.setProperty('--bar', `#${data.accent_color.toString(16).padStart(6, '0')}`);
  }
  return veiled(data.spoiler, node);
}

/** A component's nodes. Pictures from elsewhere are links: the page loads nothing from outside. */
export function renderComponent(data: Component, scope: Scope): Child {
  switch (data.type) {
    case COMPONENT.row:
      return h('div', { class: 'row' }, ...children(data.components, scope));
    case COMPONENT.button:
      return buttonComponent(data, scope);
    case COMPONENT.stringSelect:
    case COMPONENT.userSelect:
    case COMPONENT.roleSelect:
    case COMPONENT.mentionableSelect:
    case COMPONENT.channelSelect:
      return selectComponent(data, scope);
    case COMPONENT.textDisplay:
      return textComponent(data, scope);
    case COMPONENT.section: {
      const accessory = data.accessory && renderComponent(data.accessory, scope);
      const texts = h('div', { class: 'section-text' }, ...children(data.components, scope));
      return h('div', { class: 'section' }, texts, accessory);
    }
    case COMPONENT.container:
      return containerComponent(data, scope);
    case COMPONENT.separator: {
      const classes = [data.divider === false && 'invisible', data.spacing === 2 && 'large'];
      return h('hr', { class: classes.filter(Boolean).join(' ') || null });
    }
    case COMPONENT.gallery:
      return gallery(data);
    case COMPONENT.thumbnail:
      return thumbnail(data);
    case COMPONENT.file:
      return fileOf(data);
    default:
      return null;
  }
}
