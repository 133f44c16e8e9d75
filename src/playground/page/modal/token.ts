/** Asks for the token that lets one act as the moderator of a playground on another machine. */
import type { PageContext } from '../context.ts';
import { button, h, uniqueId } from '../dom.ts';
import { icon } from '../icons.ts';
import { words } from '../words/words.ts';

/**
 * Opens over the page until the token is right, or one gives up.
 * @param unlock takes a token; rejects with what to tell where it is wrong.
 * @param then called once it was right.
 */
export function askForToken(
  page: Pick<PageContext, 'focusComposer'>,
  unlock: (token: string) => Promise<void>,
  then: () => void,
): void {
  const [titleId, fieldId, hintId] = [uniqueId('token'), uniqueId('token'), uniqueId('token')];
  const field = h('input', {
    id: fieldId,
    type: 'password',
    autocomplete: 'off',
    required: true,
    'aria-describedby': hintId,
  });
  const failed = h('p', { class: 'complaint', role: 'alert' });
  const close = () => dialog.close();
  const form = h(
    'form',
    {},
    h(
      'header',
      {},
      h('h2', { id: titleId }, words.tokenTitle),
      button({ class: 'plain', 'aria-label': words.close }, close, icon('close')),
    ),
    h(
      'div',
      { class: 'fields' },
      h(
        'div',
        { class: 'field' },
        h('label', { for: fieldId }, words.token),
        h('p', { class: 'hint', id: hintId }, words.tokenHint),
        field,
      ),
      failed,
    ),
    h(
      'footer',
      {},
      button({ class: 'button secondary' }, close, words.cancel),
      h('button', { type: 'submit', class: 'button primary' }, words.goOn),
    ),
  );
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': titleId }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await unlock(field.value.trim());
    } catch (error) {
      failed.textContent = (error as Error).message;
      field.select();
      return;
    }
    close();
    then();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (document.activeElement === document.body) page.focusComposer();
  });
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
}
