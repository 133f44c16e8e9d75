/** A menu: a button's list of things to do, by mouse or keyboard. */
import { button, type Child, h } from '../dom.ts';
import { openPopup } from './popup.ts';

/** Something that a menu offers. */
export interface MenuItem {
  readonly label: string;
  readonly lead?: Node;
  readonly danger?: boolean;
  /** Items are parted by a line where the group changes. */
  readonly group: string;
  run(): void;
}

/** Opens a menu beside a button. Focus goes into it, and back to the button when it closes. */
export function openMenu(opener: HTMLElement, label: string, items: readonly MenuItem[]): void {
  const nodes = items.map((item) =>
    button(
      { role: 'menuitem', class: item.danger === true ? 'danger' : null, tabindex: -1 },
      () => {
        popup.close();
        item.run();
      },
      h('span', {}, item.label),
      item.lead,
    ),
  );
  const children: Child[] = nodes.flatMap((node, index) => {
    const parted = index > 0 && items[index]?.group !== items[index - 1]?.group;
    return parted ? [h('hr'), node] : [node];
  });
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label }, ...children);
  menu.addEventListener('keydown', (event) => {
    const at = nodes.indexOf(document.activeElement as HTMLButtonElement);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1 + nodes.length,
      Home: 0,
      End: nodes.length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) nodes[next % nodes.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') popup.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  opener.setAttribute('aria-expanded', 'true');
  const popup = openPopup(opener, menu, {
    onClose() {
      opener.setAttribute('aria-expanded', 'false');
      if (document.activeElement === document.body || document.activeElement === null)
        opener.focus();
    },
  });
  nodes[0]?.focus();
}
