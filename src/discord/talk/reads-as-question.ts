/** Whether what somebody wrote reads like a question, with its mark or without one. */
import { asksByItsWords } from './asking-words.ts';
import { smallTalk } from './small-talk.ts';

/** UTF-16 units that are looked at. */
const LOOKED_AT = 1_200;
/** Latin, full-width and Arabic: behind a letter, a digit, or what closes a quotation or brackets. */
const MARK = /[\p{L}\p{N}"”»)'’]\s?[?？؟]/u;

/**
 * Whether it reads like a question: by its mark, by how it begins or ends, or as something that whoever
 * answers is asked to do. Small talk does not. Linear.
 * @param text without noise: see `withoutNoise`.
 */
export function readsAsQuestion(text: string): boolean {
  const looked = text.slice(0, LOOKED_AT);
  if (smallTalk(looked) !== null) return false;
  return MARK.test(looked) || asksByItsWords(looked);
}
