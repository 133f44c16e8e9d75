/** The list of channels where there is no room for it beside the messages: opened by a button, put away by anything else. */

/** @returns opens or closes it. */
export function createDrawer(sidebar: HTMLElement, opener: HTMLElement): (open: boolean) => void {
  const isOpen = () => sidebar.classList.contains('open');
  const toggle = (open: boolean): void => {
    sidebar.classList.toggle('open', open);
    opener.setAttribute('aria-expanded', String(open));
    if (open) sidebar.querySelector<HTMLElement>('.channel[aria-current]')?.focus();
  };
  opener.addEventListener('click', () => toggle(!isOpen()));
  addEventListener('pointerdown', ({ target }) => {
    const inside = sidebar.contains(target as Node) || opener.contains(target as Node);
    if (!inside && isOpen()) toggle(false);
  });
  addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !isOpen()) return;
    toggle(false);
    opener.focus();
  });
  return toggle;
}
