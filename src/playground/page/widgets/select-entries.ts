/** What a select menu offers: its own options, or the people and channels there are. */
import type { PageContext } from '../context.ts';
import { COMPONENT } from '../discord.ts';
import { channelsHere } from '../places.ts';
import type { Component } from '../wire.ts';
import type { ListEntry } from './listbox.ts';

/** The entries of a select component. */
export function selectEntries(data: Component, page: PageContext): ListEntry<string>[] {
  const chosen = new Set((data.default_values ?? []).map(({ id }) => id));
  const people = (page.snapshot?.people ?? []).map(({ id, name }) => ({ id, label: name }));
  const channels = channelsHere(page.snapshot).map(({ id, name }) => ({ id, label: `#${name}` }));
  switch (data.type) {
    case COMPONENT.stringSelect:
      return (data.options ?? []).map((option) => ({
        value: option.value,
        label: option.label,
        detail: option.description,
        selected: option.default === true,
      }));
    case COMPONENT.userSelect:
    case COMPONENT.mentionableSelect:
      return people.map(({ id, label }) => ({ value: id, label, selected: chosen.has(id) }));
    case COMPONENT.channelSelect:
      return channels.map(({ id, label }) => ({ value: id, label, selected: chosen.has(id) }));
    default:
      return [];
  }
}
