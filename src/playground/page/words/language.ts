/** The language that the page speaks and Discord is in for whoever acts here; kept in this browser. */

/** Discord's locales that the page has words for, and what each calls itself. */
export const LANGUAGES = { 'en-US': 'EN', ru: 'RU', fr: 'FR', de: 'DE' } as const;

/** One of them. */
export type Locale = keyof typeof LANGUAGES;

/** As much of a browser as is needed here; tests of what draws nothing have none. */
interface Browser {
  readonly localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
  };
  readonly navigator?: { readonly languages?: readonly string[] };
  readonly location?: { reload(): void };
}

const KEY = 'footnote-language';
const browser = globalThis as Browser;

/** Whether it is one of them. */
export function isLocale(value: string | null | undefined): value is Locale {
  return value !== null && value !== undefined && Object.hasOwn(LANGUAGES, value);
}

/** Storage may be forbidden. */
function stored(): string | null {
  try {
    return browser.localStorage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

/** The first language of the browser's that there are words for. */
function ofBrowser(): Locale {
  const preferred = browser.navigator?.languages ?? [];
  const codes = preferred.map((one) => one.split('-')[0] ?? '');
  const known = codes.map((code) => (code === 'en' ? 'en-US' : code)).find(isLocale);
  return known ?? 'en-US';
}

const kept = stored();

/** As Discord names it. It stays what it is until the page is loaded anew. */
export const language: Locale = isLocale(kept) ? kept : ofBrowser();

/** Keeps another one, and loads the page anew in it. */
export function speak(locale: Locale): void {
  try {
    browser.localStorage?.setItem(KEY, locale);
  } catch {
    return;
  }
  browser.location?.reload();
}
