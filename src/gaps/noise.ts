/** Tells what asks nothing of the articles, so that it is no gap of theirs. */
import { detectLanguage } from '../languages/detect.ts';
import { tokenize } from '../search/terms.ts';

/** How bots are called by what is typed: `!play`, `/help`, `$price`, in small letters. */
const COMMAND = /^\s*[!/$;~]\p{Ll}/u;

/**
 * Whether a text is a command of some bot's, or has small words alone, of which nobody could tell later what was
 * asked. Linear.
 */
export function isNoise(text: string): boolean {
  if (COMMAND.test(text)) return true;
  return tokenize(text, detectLanguage(text)).every(({ term }) => term === '');
}
