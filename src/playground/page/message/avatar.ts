/** A round picture for someone: a letter on a colour of their own, or the bot's mark. */

import { displayName } from '../discord.ts';
import { h } from '../dom.ts';
import type { User } from '../wire.ts';

/** Colours in the style sheet: `.avatar.hue-0` and so on. */
const HUES = 5;

/** The picture; the name is said beside it. */
export function avatar(user: User, size: 'small' | 'large' = 'large'): HTMLElement {
  const hue = user.bot === true ? 'bot' : `hue-${Number(user.id.slice(-4)) % HUES}`;
  const letter = user.bot === true ? '¶' : (Array.from(displayName(user))[0] ?? '?');
  return h('span', { class: `avatar ${size} ${hue}`, 'aria-hidden': 'true' }, letter.toUpperCase());
}
