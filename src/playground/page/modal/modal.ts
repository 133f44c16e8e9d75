/** A form that the bot opens, over the page until it is sent or given up. */
import type { PageContext } from '../context.ts';
import { COMPONENT } from '../discord.ts';
import { button, type Child, h, uniqueId } from '../dom.ts';
import { icon } from '../icons.ts';
import { markdown } from '../markdown/render.ts';
import type { Component, Modal } from '../wire.ts';
import { words } from '../words/words.ts';
import { createFormField, type FormField } from './fields.ts';

/** Opens a form. @param interactionId of the interaction that was answered with it. */
export function openModal(modal: Modal, interactionId: string, page: PageContext): void {
  const titleId = uniqueId('modal');
  const fields: FormField[] = [];
  const add = (
    data: Component | undefined,
    around: { label: string; description?: string | null | undefined },
  ): Child => {
    const field = data && createFormField(data, around, page);
    if (field) fields.push(field);
    return field?.element;
  };
  const part = (top: Component): Child => {
    if (top.type === COMPONENT.textDisplay)
      return h('div', { class: 'markup' }, ...markdown(top.content ?? '', page.names));
    if (top.type === COMPONENT.label)
      return add(top.component, { label: top.label ?? '', description: top.description });
    const inner = top.components?.[0];
    return add(inner, { label: inner?.label ?? '' });
  };
  const parts = modal.components.map(part);
  const failed = h('p', { class: 'complaint', role: 'alert' });
  const close = () => dialog.close();
  const form = h(
    'form',
    {},
    h(
      'header',
      {},
      h('h2', { id: titleId }, modal.title),
      button({ class: 'plain', 'aria-label': words.close }, close, icon('close')),
    ),
    h('div', { class: 'fields' }, ...parts, failed),
    h(
      'footer',
      {},
      button({ class: 'button secondary' }, close, words.cancel),
      h('button', { type: 'submit', class: 'button primary' }, words.submit),
    ),
  );
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': titleId }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => field.check() !== '');
    if (wrong.length > 0) return wrong[0]?.focus();
    const pairs = await Promise.all(
      fields.map(async (field) => [field.customId, await field.value()] as const),
    );
    const sent = await page.act({
      do: 'submit',
      interactionId,
      fields: Object.fromEntries(pairs),
    });
    // A form that was refused stays open with what was entered.
    if (sent === null) failed.textContent = words.wentWrongAgain;
    else close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (document.activeElement === document.body) page.focusComposer();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}
