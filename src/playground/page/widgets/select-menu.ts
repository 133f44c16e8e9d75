/** A select menu: a button that shows what is chosen and opens a list. */
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { createListbox, type ListEntry } from './listbox.ts';
import { openPopup, type Popup } from './popup.ts';

/** What a select menu is made of. */
interface SelectMenuOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly entries: readonly ListEntry<string>[];
  /** How many must, and how many may be chosen. */
  readonly least: number;
  readonly most: number;
  readonly disabled?: boolean;
  /** Called when the list closes with another choice than before. */
  onChoose(values: readonly string[]): void;
}

/** A select menu. */
interface SelectMenu {
  readonly element: HTMLButtonElement;
  readonly values: readonly string[];
}

/** Makes a select menu. With one to choose the list closes at once, with several when left. */
export function createSelectMenu(options: SelectMenuOptions): SelectMenu {
  const { label, placeholder, entries, most, least } = options;
  const multiple = most > 1;
  let values = entries.filter(({ selected }) => selected === true).map(({ value }) => value);
  let before = values;
  let popup: Popup | null = null;

  const text = h('span', { class: 'select-text' });
  const element = h(
    'button',
    {
      type: 'button',
      class: 'select',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': label,
      disabled: options.disabled,
    },
    text,
    icon('chevron'),
  );
  const showText = () => {
    const chosen = entries.filter(({ value }) => values.includes(value));
    text.textContent = chosen.map((entry) => entry.label).join(', ') || placeholder;
    text.classList.toggle('empty', chosen.length === 0);
    element.setAttribute('aria-label', `${label}: ${text.textContent}`);
  };
  const pick = (entry: ListEntry<string>) => {
    if (!multiple) {
      // What may be left empty is emptied by choosing again what is chosen.
      const isTakenBack = least === 0 && values.includes(entry.value);
      values = isTakenBack ? [] : [entry.value];
      return popup?.close();
    }
    const without = values.filter((value) => value !== entry.value);
    if (without.length < values.length) values = without;
    else if (values.length < most) values = [...values, entry.value];
    const at = entries.findIndex(({ value }) => value === entry.value);
    showText();
    list.show(marked(), at);
  };
  const list = createListbox<string>(label, pick, {
    multiple,
    onMove() {
      if (list.activeId === null) element.removeAttribute('aria-activedescendant');
      else element.setAttribute('aria-activedescendant', list.activeId);
    },
  });
  const marked = () =>
    entries.map((entry) => ({ ...entry, selected: values.includes(entry.value) }));
  const open = () => {
    before = values;
    element.setAttribute('aria-expanded', 'true');
    element.setAttribute('aria-controls', list.id);
    // Before it opens, so that its size is known when its place is chosen.
    list.show(
      marked(),
      Math.max(
        0,
        entries.findIndex(({ value }) => values.includes(value)),
      ),
    );
    popup = openPopup(element, list.element, {
      width: 'opener',
      onClose() {
        popup = null;
        element.setAttribute('aria-expanded', 'false');
        element.removeAttribute('aria-controls');
        element.removeAttribute('aria-activedescendant');
        if (values.length < least) values = before;
        list.show([]);
        showText();
        const changed = values.join('\n') !== before.join('\n');
        if (changed) options.onChoose(values);
      },
    });
  };
  element.addEventListener('click', () => (popup === null ? open() : popup.close()));
  element.addEventListener('blur', () => popup?.close());
  element.addEventListener('keydown', (event) => {
    if (popup === null) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      open();
    } else if (event.key === 'ArrowDown') list.move(1);
    else if (event.key === 'ArrowUp') list.move(-1);
    else if (event.key === 'Home') list.moveTo(0);
    else if (event.key === 'End') list.moveTo(-1);
    else if (event.key === 'Escape') {
      values = before;
      popup.close();
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (list.active !== null) pick(list.active);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A button is pressed when the space key comes up again.
  element.addEventListener('keyup', (event) => {
    if (event.key === ' ' && popup !== null) event.preventDefault();
  });
  showText();
  return {
    element,
    get values() {
      return values;
    },
  };
}
