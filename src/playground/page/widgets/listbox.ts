/** A list to choose from: what combo boxes and select menus open. Focus stays where it was. */
import { append, h, uniqueId } from '../dom.ts';

/** An entry. */
export interface ListEntry<T> {
  readonly value: T;
  readonly label: string;
  readonly detail?: string | undefined;
  /** Shown before the label, such as a drawing. */
  readonly lead?: Node | undefined;
  readonly selected?: boolean;
}

/** A list of entries, one of which is active. */
interface Listbox<T> {
  readonly element: HTMLElement;
  readonly id: string;
  readonly size: number;
  /** The active entry, null for none. */
  readonly active: ListEntry<T> | null;
  /** The element id of the active entry, for `aria-activedescendant`. */
  readonly activeId: string | null;
  /** @param active index of the active entry, -1 for none. */
  show(entries: readonly ListEntry<T>[], active?: number): void;
  /** Moves on by this many entries, around the ends. */
  move(by: number): void;
  /** Moves to the first (0) or the last (-1) entry. */
  moveTo(end: 0 | -1): void;
}

/** @param onPick called with the entry that is pressed. */
export function createListbox<T>(
  label: string,
  onPick: (entry: ListEntry<T>) => void,
  { multiple = false, onMove = () => {} }: { multiple?: boolean; onMove?: () => void } = {},
): Listbox<T> {
  const id = uniqueId('list');
  const element = h('div', {
    id,
    class: 'listbox',
    role: 'listbox',
    'aria-label': label,
    'aria-multiselectable': multiple ? 'true' : null,
  });
  let entries: readonly ListEntry<T>[] = [];
  let rows: HTMLElement[] = [];
  let active = -1;

  const mark = (index: number) => {
    rows[active]?.classList.remove('active');
    active = index;
    const row = rows[active];
    row?.classList.add('active');
    row?.scrollIntoView({ block: 'nearest' });
    onMove();
  };
  const row = (entry: ListEntry<T>, index: number) => {
    const text = h(
      'span',
      { class: 'entry-text' },
      h('span', { class: 'entry-label' }, entry.label),
    );
    if (entry.detail !== undefined)
      append(text, h('span', { class: 'entry-detail' }, entry.detail));
    const node = h(
      'div',
      {
        id: `${id}-${index}`,
        class: 'entry',
        role: 'option',
        'aria-selected': entry.selected === true ? 'true' : 'false',
      },
      entry.lead,
      text,
    );
    // A press must not take the focus away from the box that opened the list.
    node.addEventListener('mousedown', (event) => event.preventDefault());
    node.addEventListener('mousemove', () => {
      if (active !== index) mark(index);
    });
    node.addEventListener('click', () => onPick(entry));
    return node;
  };
  return {
    element,
    id,
    get size() {
      return entries.length;
    },
    get active() {
      return entries[active] ?? null;
    },
    get activeId() {
      return rows[active]?.id ?? null;
    },
    show(next, at = -1) {
      entries = next;
      rows = next.map(row);
      element.replaceChildren(...rows);
      active = -1;
      mark(at);
    },
    move(by) {
      if (entries.length === 0) return;
      const from = active < 0 && by < 0 ? 0 : active;
      mark((from + by + entries.length) % entries.length);
    },
    moveTo(end) {
      mark(end === 0 ? 0 : entries.length - 1);
    },
  };
}
