/** The fields of a form: text, choices, ticks and files, each with what is entered and a check. */

import { readFile } from '../connection.ts';
import type { PageContext } from '../context.ts';
import { COMPONENT } from '../discord.ts';
import { h, uniqueId } from '../dom.ts';
import { selectEntries } from '../widgets/select-entries.ts';
import { createSelectMenu } from '../widgets/select-menu.ts';
import type { Component, FieldValue } from '../wire.ts';
import { words } from '../words/words.ts';

/** Discord's style of a text field with several lines. */
const PARAGRAPH = 2;

/** A field. */
export interface FormField {
  readonly customId: string;
  readonly element: HTMLElement;
  /** What is wrong with it, empty when nothing is. */
  check(): string;
  value(): Promise<FieldValue>;
  focus(): void;
}

/** What stands around a field. */
interface Labelled {
  readonly label: string;
  readonly description?: string | null | undefined;
}

function frame(
  { label, description }: Labelled,
  required: boolean,
  id: string,
  input: HTMLElement,
): { element: HTMLElement; complain(problem: string): void } {
  const note = h('p', { class: 'complaint', id: `${id}-note` });
  input.id = id;
  input.setAttribute('aria-describedby', note.id);
  const star = required && h('span', { class: 'star', 'aria-hidden': 'true' }, ' *');
  const isLabelable = input.matches('input, textarea, button');
  const title = isLabelable
    ? h('label', { for: id }, label, star)
    : h('span', { class: 'label', id: `${id}-label` }, label, star);
  if (!isLabelable) input.setAttribute('aria-labelledby', `${id}-label`);
  const hint = description ? h('p', { class: 'hint' }, description) : null;
  return {
    element: h('div', { class: 'field' }, title, hint, input, note),
    complain(problem) {
      note.textContent = problem;
      if (problem === '') input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    },
  };
}

function textField(data: Component, around: Labelled): FormField {
  const required = data.required !== false;
  const attributes = {
    placeholder: data.placeholder,
    'aria-required': required ? 'true' : null,
    autocomplete: 'off',
  };
  const input =
    data.style === PARAGRAPH
      ? h('textarea', { ...attributes, rows: 4 })
      : h('input', { ...attributes, type: 'text' });
  input.value = String(data.value ?? '');
  const { element, complain } = frame(around, required, uniqueId('field'), input);
  const check = () => {
    const length = Array.from(input.value).length;
    const { min_length: min = 0, max_length: max = 4000 } = data;
    if (length === 0) return required ? words.requiredField : '';
    if (length < min) return words.atLeast(String(min));
    return length > max ? words.atMost(String(max), String(length)) : '';
  };
  return {
    customId: data.custom_id ?? '',
    element,
    check() {
      const problem = check();
      complain(problem);
      return problem;
    },
    value: async () => input.value,
    focus: () => input.focus(),
  };
}

function selectField(data: Component, around: Labelled, page: PageContext): FormField {
  const required = data.required !== false;
  const least = data.min_values ?? 1;
  const menu = createSelectMenu({
    label: around.label,
    placeholder: data.placeholder ?? words.makeSelection,
    entries: selectEntries(data, page),
    least: required ? least : 0,
    most: data.max_values ?? 1,
    onChoose: () => complain(''),
  });
  const { element, complain } = frame(around, required, uniqueId('field'), menu.element);
  return {
    customId: data.custom_id ?? '',
    element,
    check() {
      const missing = required && menu.values.length < Math.max(1, least);
      const problem = missing ? words.chooseOne : '';
      complain(problem);
      return problem;
    },
    value: async () => menu.values,
    focus: () => menu.element.focus(),
  };
}

function groupField(data: Component, around: Labelled): FormField {
  const single = data.type === COMPONENT.radioGroup;
  const required = data.required !== false;
  const name = uniqueId('group');
  const inputs = (data.options ?? []).map((option) => {
    const type = single ? 'radio' : 'checkbox';
    return h('input', { type, name, value: option.value, checked: option.default });
  });
  const rows = (data.options ?? []).map((option, index) =>
    h('label', { class: 'choice' }, inputs[index], h('span', {}, option.label)),
  );
  const group = h('div', { role: single ? 'radiogroup' : 'group' }, ...rows);
  const { element, complain } = frame(around, required, uniqueId('field'), group);
  const values = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);
  return {
    customId: data.custom_id ?? '',
    element,
    check() {
      const problem = required && values().length === 0 ? words.chooseOne : '';
      complain(problem);
      return problem;
    },
    value: async () => (single ? (values()[0] ?? '') : values()),
    focus: () => inputs[0]?.focus(),
  };
}

function checkboxField(data: Component, around: Labelled): FormField {
  const input = h('input', { type: 'checkbox', checked: data.value === true });
  const { element } = frame(around, false, uniqueId('field'), input);
  element.classList.add('choice');
  return {
    customId: data.custom_id ?? '',
    element,
    check: () => '',
    value: async () => input.checked,
    focus: () => input.focus(),
  };
}

function fileField(data: Component, around: Labelled): FormField {
  const required = data.required !== false;
  const { min_values: least = 1, max_values: most = 1 } = data;
  const input = h('input', { type: 'file', multiple: most > 1 });
  const { element, complain } = frame(around, required, uniqueId('field'), input);
  return {
    customId: data.custom_id ?? '',
    element,
    check() {
      const count = input.files?.length ?? 0;
      let problem = '';
      if (required && count < Math.max(1, least)) problem = words.chooseFile;
      else if (count > most) problem = words.chooseAtMost(most);
      complain(problem);
      return problem;
    },
    value: async () => Promise.all([...(input.files ?? [])].map(readFile)),
    focus: () => input.focus(),
  };
}

/** The field of a component; null for one that takes nothing in. */
export function createFormField(
  data: Component,
  around: Labelled,
  page: PageContext,
): FormField | null {
  switch (data.type) {
    case COMPONENT.textInput:
      return textField(data, around);
    case COMPONENT.stringSelect:
    case COMPONENT.userSelect:
    case COMPONENT.roleSelect:
    case COMPONENT.mentionableSelect:
    case COMPONENT.channelSelect:
      return selectField(data, around, page);
    case COMPONENT.radioGroup:
    case COMPONENT.checkboxGroup:
      return groupField(data, around);
    case COMPONENT.checkbox:
      return checkboxField(data, around);
    case COMPONENT.fileUpload:
      return fileField(data, around);
    default:
      return null;
  }
}
