/** A slash command being filled in: its name, a chip an option, and what could be added. */

import type { PageContext } from '../context.ts';
import { OPTION } from '../discord.ts';
import { button, h } from '../dom.ts';
import type { OptionValue } from '../wire.ts';
import { words } from '../words/words.ts';
import type { Call, CallOption } from './calls.ts';
import { createOptionField, type FieldHost, type OptionField } from './option-field.ts';
import type { Suggestion, Suggestions } from './suggestions.ts';
import { readOptions } from './typed.ts';

/** What a command line tells the composer. */
interface CommandLineHost {
  readonly page: PageContext;
  readonly suggestions: Suggestions;
  /** The person gave the command up. */
  cancel(): void;
}

/** A command being filled in. */
export interface CommandLine {
  readonly call: Call;
  readonly element: HTMLElement;
  focus(): void;
  /** Checks all fields, and goes to the first with a complaint. */
  check(): boolean;
  /** What is given, by option. */
  values(): Promise<Record<string, OptionValue>>;
}

/** @param first what was typed behind the command: for its first option, or options by name. */
export function createCommandLine(call: Call, host: CommandLineHost, first = ''): CommandLine {
  const { page, suggestions, cancel } = host;
  const fields: OptionField[] = [];
  const chips = h('span', { class: 'chips' });

  const left = () => call.options.filter((option) => !fields.some((one) => one.option === option));
  const entries = (): Suggestion[] =>
    left().map((option) => ({
      label: option.label,
      detail: option.description,
      value: () => add(option).focus(),
    }));
  const showLeft = () =>
    suggestions.show(
      more,
      [h('strong', {}, `/${call.label}`), h('span', {}, call.description)],
      entries(),
      -1,
    );
  // A combo box without text: arrow keys choose which option to add.
  const more = button(
    {
      class: 'more-options',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': words.addOption,
    },
    () => showLeft(),
  );
  more.addEventListener('focus', showLeft);
  more.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') suggestions.move(1);
    else if (event.key === 'ArrowUp') suggestions.move(-1);
    else if ((event.key === 'Enter' || event.key === ' ') && suggestions.hasActive)
      suggestions.pick();
    else if (event.key === 'Escape' && suggestions.isOpen) suggestions.close();
    else if (event.key === 'Enter') more.closest('form')?.requestSubmit();
    else if (event.key === 'Backspace') fields.at(-1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const update = () => {
    const count = left().length;
    more.hidden = count === 0;
    more.textContent = words.optionalLeft(count);
  };

  const isTyped = ({ type }: CallOption) => type !== OPTION.attachment;
  /** Puts what was typed into a field, and what follows an option's name in it into that option's. */
  const fill = (field: OptionField | undefined, typed: string): boolean => {
    const own = field?.option;
    const open = [...(own ? [own] : []), ...left()].filter(isTyped);
    const { before, given } = readOptions(open, typed);
    if (given.length === 0) {
      if (typed !== '') field?.fill(typed);
      return false;
    }
    const mine = given.find(({ option }) => option === own)?.value;
    field?.fill([before.trim(), mine].filter(Boolean).join(' '));
    for (const { option, value } of given)
      if (option !== own) {
        const other = add(option);
        other.fill(value);
        other.focus();
      }
    return true;
  };

  const fieldHost: FieldHost = {
    page,
    suggestions,
    async complete(focused, typed) {
      const channelId = page.snapshot?.channelId;
      if (channelId === undefined) return null;
      const drafts = fields.flatMap((field) => {
        const draft = field.option.name === focused ? typed : field.draft();
        return draft === null ? [] : [[field.option.name, draft] as const];
      });
      const result = await page.act({
        do: 'autocomplete',
        name: call.name,
        channelId,
        focused,
        options: Object.fromEntries(drafts),
      });
      return result?.choices ?? null;
    },
    spread: (field, typed) => {
      const isNamed =
        readOptions([field.option, ...left()].filter(isTyped), typed).given.length > 0;
      return isNamed && fill(field, typed);
    },
    next(field) {
      const next = fields[fields.indexOf(field) + 1];
      if (next !== undefined) next.focus();
      else if (left().length > 0) more.focus();
      else suggestions.close();
    },
    leave(field) {
      const at = fields.indexOf(field);
      if (field.option.required !== true) {
        fields.splice(at, 1);
        field.element.remove();
        update();
        const before = fields[at - 1] ?? fields[at];
        if (before === undefined) more.focus();
        else before.focus();
      } else if (at > 0) fields[at - 1]?.focus();
      else cancel();
    },
  };
  const add = (option: CallOption): OptionField => {
    const field = createOptionField(option, fieldHost);
    fields.push(field);
    chips.append(field.element);
    update();
    return field;
  };
  for (const option of call.options) if (option.required === true) add(option);
  update();
  fill(fields[0], first);
  // Without options there is nothing to type in: the line itself takes the keys.
  const isBare = call.options.length === 0;
  const element = h(
    'div',
    {
      class: 'command-line',
      role: 'group',
      'aria-label': isBare ? words.bareCommandLine(call.label) : words.commandLine(call.label),
      tabindex: isBare ? 0 : null,
    },
    h('span', { class: 'command-name' }, `/${call.label}`),
    chips,
    more,
  );
  element.addEventListener('keydown', (event) => {
    if (event.target !== element) return;
    if (event.key === 'Enter') element.closest('form')?.requestSubmit();
    else if (event.key === 'Backspace') cancel();
    else return;
    event.preventDefault();
  });
  return {
    call,
    element,
    focus: () => (isBare ? element : (fields[0] ?? more)).focus(),
    check() {
      // All are checked, so that all complaints show at once.
      const wrong = fields.filter((field) => !field.check());
      wrong[0]?.focus();
      return wrong.length === 0;
    },
    async values() {
      const pairs = await Promise.all(
        fields.map(async (field) => [field.option.name, await field.value()] as const),
      );
      return Object.fromEntries(
        pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
      );
    },
  };
}
