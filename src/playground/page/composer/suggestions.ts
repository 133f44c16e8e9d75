/** What opens above the composer: commands, options or values, with a line that says what they are. */
import { append, type Child, h } from '../dom.ts';
import { createListbox, type ListEntry } from '../widgets/listbox.ts';
import { words } from '../words/words.ts';

/** An entry that does something when it is picked. */
export type Suggestion = ListEntry<() => void>;

/** The panel above the composer. */
export interface Suggestions {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  /** Whether there is an entry that Enter would pick. */
  readonly hasActive: boolean;
  /**
   * Shows entries for a field.
   * @param active index of the entry that Enter picks at once, -1 for none.
   */
  show(
    field: HTMLElement,
    heading: readonly Child[],
    entries: readonly Suggestion[],
    active: number,
  ): void;
  move(by: number): void;
  pick(): void;
  close(): void;
}

/** Makes the panel, closed. */
export function createSuggestions(): Suggestions {
  let field: HTMLElement | null = null;
  /** A text area is a combo box only while it has a list. */
  let lentRole = false;
  const list = createListbox<() => void>(words.suggestions, ({ value }) => value(), {
    onMove() {
      if (list.activeId === null) field?.removeAttribute('aria-activedescendant');
      else field?.setAttribute('aria-activedescendant', list.activeId);
    },
  });
  const heading = h('div', { class: 'suggestions-heading' });
  const element = h('div', { class: 'suggestions', hidden: true }, heading, list.element);

  const release = () => {
    if (field?.getAttribute('role') === 'combobox') field.setAttribute('aria-expanded', 'false');
    if (lentRole) for (const name of ['role', 'aria-expanded']) field?.removeAttribute(name);
    for (const name of ['aria-controls', 'aria-activedescendant']) field?.removeAttribute(name);
    lentRole = false;
  };
  const take = (next: HTMLElement) => {
    lentRole = next.getAttribute('role') !== 'combobox' || (lentRole && next === field);
    next.setAttribute('role', 'combobox');
    next.setAttribute('aria-expanded', 'true');
    next.setAttribute('aria-controls', list.id);
  };
  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    get hasActive() {
      return !element.hidden && list.active !== null;
    },
    show(next, title, entries, active) {
      if (field !== next || entries.length === 0) release();
      if (entries.length > 0) take(next);
      field = next;
      heading.replaceChildren();
      append(heading, ...title);
      heading.hidden = title.length === 0;
      list.element.hidden = entries.length === 0;
      element.hidden = title.length === 0 && entries.length === 0;
      list.show(entries, active);
    },
    move: (by) => list.move(by),
    pick: () => list.active?.value(),
    close() {
      element.hidden = true;
      list.show([]);
      release();
      field = null;
    },
  };
}
