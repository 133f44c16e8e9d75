/** Makes DOM nodes; text is only ever put in as text, and links lead to the web or nowhere. */

/** What an element may contain; nothing is shown for null, false and undefined. */
export type Child = Node | string | null | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Makes an element. `true` sets an empty attribute; null, false and undefined set none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, ...children);
  return node;
}

/** Appends what is to be shown. */
export function append(node: Element | DocumentFragment, ...children: Child[]): void {
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) node.append(child);
}

/** Makes a button that does something. */
export function button(
  attributes: Attributes,
  onClick: (event: MouseEvent) => void,
  ...children: Child[]
): HTMLButtonElement {
  const node = h('button', { type: 'button', ...attributes }, ...children);
  node.addEventListener('click', onClick);
  return node;
}

/** Whether an address leads to the web: not to a script, a file or this page. */
export function isWeb(url: string | null | undefined): url is string {
  return typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** A link that tells its target nothing and cannot reach back; only its text for other addresses. */
export function webLink(url: string | null | undefined, ...children: Child[]): HTMLElement {
  if (!isWeb(url)) return h('span', {}, ...children);
  const rel = 'noopener noreferrer nofollow';
  return h('a', { href: url, target: '_blank', rel }, ...children);
}

let ids = 0;

/** An id that no other element has. */
export function uniqueId(prefix: string): string {
  ids++;
  return `${prefix}-${ids}`;
}

/** What only a screen reader says. */
export function unseen(text: string): HTMLElement {
  return h('span', { class: 'unseen' }, text);
}
