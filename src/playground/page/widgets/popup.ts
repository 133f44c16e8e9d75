/** Places something beside what opened it, and puts it away again. */

/** Pixels between a popup, what opened it, and the window's edges. */
const GAP = 4;

/** Something open. */
export interface Popup {
  /** Puts it away. Safe to call twice. */
  close(): void;
}

/**
 * Shows an element below its opener, or above where there is more room.
 * @param width as wide as the opener, or as its content.
 * @param onClose called once, however it closes.
 */
export function openPopup(
  opener: HTMLElement,
  element: HTMLElement,
  { width = 'content', onClose = () => {} }: { width?: 'opener' | 'content'; onClose?: () => void },
): Popup {
  // Inside a dialog, or it would lie beneath it.
  const home = opener.closest('dialog') ?? document.body;
  element.classList.add('popup');
  home.append(element);

  const box = opener.getBoundingClientRect();
  if (width === 'opener') element.style.setProperty('width', `${box.width}px`);
  const below = innerHeight - box.bottom - 2 * GAP;
  const above = box.top - 2 * GAP;
  const isBelow = below >= Math.min(element.offsetHeight, above);
  element.style.setProperty('max-height', `${Math.max(isBelow ? below : above, 0)}px`);
  if (isBelow) element.style.setProperty('top', `${box.bottom + GAP}px`);
  else element.style.setProperty('bottom', `${innerHeight - box.top + GAP}px`);
  const left = Math.min(
    width === 'opener' ? box.left : box.right - element.offsetWidth,
    innerWidth - element.offsetWidth - GAP,
  );
  element.style.setProperty('left', `${Math.max(GAP, left)}px`);

  let open = true;
  const outside = (event: Event) => {
    const target = event.target as Node;
    if (!element.contains(target) && !opener.contains(target)) close();
  };
  const close = () => {
    if (!open) return;
    open = false;
    removeEventListener('pointerdown', outside, true);
    removeEventListener('resize', close);
    element.remove();
    onClose();
  };
  addEventListener('pointerdown', outside, true);
  addEventListener('resize', close);
  return { close };
}
