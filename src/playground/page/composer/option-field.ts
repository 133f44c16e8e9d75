/** One option of a command as a chip: its name and a field, with a list of what fits. */

import { readFile } from '../connection.ts';
import type { PageContext } from '../context.ts';
import { OPTION } from '../discord.ts';
import { type Child, h, uniqueId } from '../dom.ts';
import { icon } from '../icons.ts';
import type { ListEntry } from '../widgets/listbox.ts';
import type { OptionValue } from '../wire.ts';
import { words } from '../words/words.ts';
import type { CallOption } from './calls.ts';
import { checkOption } from './check.ts';
import { closedEntries, fitting, type Picked } from './option-entries.ts';
import type { Suggestion, Suggestions } from './suggestions.ts';

/** Milliseconds without a key until suggestions are asked for. */
const PAUSE = 150;
/** A field is as wide as its text, within these numbers of characters. */
const WIDTH = { least: 3, most: 60 };

/** What a field needs of the command around it. */
export interface FieldHost {
  readonly page: PageContext;
  readonly suggestions: Suggestions;
  /** Asks the bot what fits; null when it was refused. */
  complete(
    option: string,
    typed: string,
  ): Promise<readonly { name: string; value: Picked }[] | null>;
  /**
   * Parts what was typed where it names options: `question: … count: 2`.
   * @returns whether it did.
   */
  spread(field: OptionField, typed: string): boolean;
  /** The person is done with this field: on to the next one, or to the button that sends. */
  next(field: OptionField): void;
  /** The person wants this field gone. */
  leave(field: OptionField): void;
}

/** A chip. */
export interface OptionField {
  readonly option: CallOption;
  readonly element: HTMLElement;
  /** What is given so far, also when it is not valid; null for nothing. */
  draft(): OptionValue | null;
  /** Checks what is given and shows the complaint. @returns false when there is one. */
  check(): boolean;
  /** What is given, complete; null for nothing. */
  value(): Promise<OptionValue | null>;
  /** Enters a text as if it were typed. */
  fill(text: string): void;
  focus(): void;
}

function heading(option: CallOption, complaint: string): Child[] {
  return [
    h('strong', {}, option.label),
    h('span', { class: complaint === '' ? '' : 'complaint' }, complaint || option.description),
    option.required === true && complaint === '' && h('span', { class: 'needed' }, words.required),
  ];
}

/** Makes the chip of an option. */
export function createOptionField(option: CallOption, host: FieldHost): OptionField {
  return option.type === OPTION.attachment ? fileField(option, host) : textField(option, host);
}

function chip(option: CallOption, id: string, input: HTMLElement): HTMLElement {
  return h(
    'span',
    { class: 'chip' },
    h('label', { for: id, class: 'chip-name' }, option.label),
    input,
  );
}

function textField(option: CallOption, host: FieldHost): OptionField {
  const { page, suggestions } = host;
  const closed = closedEntries(option, page);
  const lists = closed !== null || option.autocomplete === true;
  const id = uniqueId('option');
  const input = h('input', {
    id,
    type: 'text',
    autocomplete: 'off',
    spellcheck: option.type === OPTION.string && !lists ? 'true' : 'false',
    inputmode: option.type === OPTION.integer ? 'numeric' : null,
    role: lists ? 'combobox' : null,
    'aria-expanded': lists ? 'false' : null,
    'aria-autocomplete': lists ? 'list' : null,
    'aria-required': option.required === true ? 'true' : null,
    'aria-description': option.description,
    name: option.name,
  });
  const element = chip(option, id, input);
  let picked: Picked | null = null;
  let complaint = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const resize = () => {
    input.size = Math.min(WIDTH.most, Math.max(WIDTH.least, input.value.length + 1));
  };
  const complain = (problem: string) => {
    complaint = problem;
    element.classList.toggle('invalid', problem !== '');
    if (problem === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-description', problem || option.description);
  };
  const choose = (label: string, value: Picked) => {
    picked = value;
    input.value = label;
    resize();
    complain('');
    host.next(field);
  };
  const show = (
    entries: readonly { label: string; detail?: string | undefined; value: Picked }[],
  ) => {
    const rows = entries.map(
      ({ label, detail, value }): Suggestion => ({
        label,
        detail,
        value: () => choose(label, value),
      }),
    );
    // Free text is sent as it stands; only where the list is closed Enter takes its first entry.
    suggestions.show(
      input,
      heading(option, complaint),
      rows,
      closed !== null && rows.length > 0 ? 0 : -1,
    );
  };
  const suggest = async () => {
    if (closed !== null) return show(fitting(closed, picked === null ? input.value : ''));
    if (option.autocomplete !== true) return show([]);
    const turn = ++asked;
    const found = await host.complete(option.name, input.value);
    // An answer that came late, or after the field was left, is of no use.
    if (turn !== asked || document.activeElement !== input || found === null) return;
    show(found.map(({ name, value }) => ({ label: name, value })));
  };
  input.addEventListener('focus', () => {
    show([]);
    void suggest();
  });
  input.addEventListener('blur', () => {
    clearTimeout(timer);
    asked++;
  });
  input.addEventListener('input', () => {
    if (host.spread(field, input.value)) return;
    picked = null;
    resize();
    complain('');
    clearTimeout(timer);
    if (closed !== null || option.autocomplete !== true) void suggest();
    else timer = setTimeout(() => void suggest(), PAUSE);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') suggestions.move(1);
    else if (event.key === 'ArrowUp') suggestions.move(-1);
    else if (
      (event.key === 'Enter' || event.key === 'Tab') &&
      suggestions.hasActive &&
      picked === null &&
      !event.shiftKey
    ) {
      // Tab goes on by itself from an empty field that may stay empty.
      if (event.key === 'Tab' && input.value === '') return;
      suggestions.pick();
    } else if (event.key === 'Escape' && suggestions.isOpen) suggestions.close();
    else if (event.key === 'Backspace' && input.value === '') host.leave(field);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const checked = () => checkOption(option, input.value, pickedValue(), closed !== null);
  /** An entry that was typed out in full counts as picked. */
  const pickedValue = () => {
    if (picked !== null) return picked;
    const typed = input.value.trim().toLowerCase();
    const isTyped = ({ label, value }: ListEntry<Picked>) =>
      [label, String(value)].some((one) => one.toLowerCase() === typed);
    return closed?.find(isTyped)?.value ?? null;
  };
  const field: OptionField = {
    option,
    element,
    draft: () => pickedValue() ?? (input.value === '' ? null : input.value),
    check() {
      const result = checked();
      complain('complaint' in result ? result.complaint : '');
      return !('complaint' in result);
    },
    async value() {
      const result = checked();
      return 'value' in result ? result.value : null;
    },
    fill(text) {
      picked = null;
      input.value = text;
      resize();
      complain('');
    },
    focus() {
      input.focus();
      if (complaint !== '') show(closed === null ? [] : fitting(closed, input.value));
    },
  };
  resize();
  return field;
}

function fileField(option: CallOption, host: FieldHost): OptionField {
  const id = uniqueId('option');
  const input = h('input', {
    id,
    type: 'file',
    name: option.name,
    'aria-required': option.required === true ? 'true' : null,
    'aria-description': option.description,
  });
  const element = chip(option, id, input);
  element.classList.add('file-chip');
  element.prepend(icon('file'));
  let complaint = '';
  const complain = (problem: string) => {
    complaint = problem;
    element.classList.toggle('invalid', problem !== '');
    input.setAttribute('aria-invalid', problem === '' ? 'false' : 'true');
  };
  input.addEventListener('focus', () =>
    host.suggestions.show(input, heading(option, complaint), [], -1),
  );
  input.addEventListener('change', () => complain(''));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Backspace' || input.files?.length !== 0) return;
    event.preventDefault();
    host.leave(field);
  });
  const file = () => input.files?.[0] ?? null;
  const field: OptionField = {
    option,
    element,
    draft: () => null,
    check() {
      const missing = option.required === true && file() === null;
      complain(missing ? words.requiredFile : '');
      return !missing;
    },
    async value() {
      const chosen = file();
      return chosen === null ? null : readFile(chosen);
    },
    // A file cannot be typed.
    fill() {},
    focus: () => input.focus(),
  };
  return field;
}
