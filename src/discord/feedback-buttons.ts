/** The two quiet buttons by which people say whether an answer helped. */
import type { APIButtonComponent } from 'discord.js';
import type { Say } from '../languages/say.ts';
import type { Asked } from './asking.ts';
import { button } from './buttons.ts';

/** Helpful, and not; none under what is no answer, or where that is not counted. */
export function feedbackButtons(
  say: Say,
  { takesFeedback = false }: Pick<Asked, 'takesFeedback'>,
): APIButtonComponent[] {
  if (!takesFeedback) return [];
  return [
    button(say('button.helpful'), { name: 'helped', helpful: true }),
    button(say('button.unhelpful'), { name: 'helped', helpful: false }),
  ];
}
