/** Dark or light: as the system is, until a person chooses; kept in this browser. */

const KEY = 'footnote-theme';

/** What a person may choose; `system` follows the system. */
type Theme = 'dark' | 'light' | 'system';

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : 'system';
  } catch {
    // Storage may be forbidden; the theme then lasts as long as the page.
    return 'system';
  }
}

/** Whether the page is dark at the moment. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return (
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  );
}

/** Shows the page in a theme. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // See above.
  }
}

/** Takes up what was chosen before. */
export function restoreTheme(): void {
  setTheme(stored());
}
