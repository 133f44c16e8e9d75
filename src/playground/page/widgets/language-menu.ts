/** Chooses the language of the page, which is also that of this person's Discord. */
import { h } from '../dom.ts';
import { isLocale, LANGUAGES, language, speak } from '../words/language.ts';
import { words } from '../words/words.ts';

/** The box to choose from. */
export function languageMenu(): HTMLElement {
  const options = Object.entries(LANGUAGES).map(([locale, name]) =>
    h('option', { value: locale, selected: locale === language }, name),
  );
  const label = { class: 'language', 'aria-label': words.language, title: words.language };
  const menu = h('select', { ...label, 'data-key': 'language' }, ...options);
  menu.addEventListener('change', () => {
    if (isLocale(menu.value)) speak(menu.value);
  });
  return menu;
}
