/** Who is quoted, as the last line of a quotation says it: “— Ada Lovelace”. */
import { endsSentence } from './chrome.ts';

/** UTF-16 units and words of a longest name, with what it is followed by. */
const LONGEST = 120;
const MOST_WORDS = 16;

/** A dash before a name; one hyphen is a list's mark. */
const DASHED = /^(?:[—–―]\s?|--\s?)(?=[\p{Lu}\p{Lo}\p{N}“"„«‘'@])/u;

/** Whether a line names whose words stand above it. Lines of a dialogue end as sentences do. */
export function namesSpeaker(line: string): boolean {
  if (line.length > LONGEST || !DASHED.test(line)) return false;
  return line.split(' ').length <= MOST_WORDS && !endsSentence(line);
}
