/** The line "… is typing". */
import { words } from './words/words.ts';

/** Milliseconds for which it shows, as in Discord. */
const SHOWN_MS = 10_000;

/** @returns shows for a while who types, or nobody where that is null. */
export function createTyping(
  line: HTMLElement,
  nameOf: (userId: string) => string | null,
): (userId: string | null) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (userId: string | null): void => {
    clearTimeout(timer);
    const name = userId === null ? null : nameOf(userId);
    line.textContent = name === null ? '' : words.typing(name);
    if (name !== null) timer = setTimeout(() => show(null), SHOWN_MS);
  };
  return show;
}
