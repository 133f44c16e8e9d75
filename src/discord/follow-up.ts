/** A question that follows a message of the bot: what that message carries over, and how the answer says so. */
import { excerptOf } from '../citations/look-up.ts';
import { articleRefOf, exactly } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { CarriedOver, Following } from '../library/ask-following.ts';
import type { Library } from '../library/library.ts';
import type { AnsweredMessage } from './answered-message.ts';
import { LEFT_OUT } from './fit.ts';
import { escapedLabel } from './label.ts';

/** What is used of a message that answered a question; see `readAnswer`. */
export type AnsweredBefore = Pick<AnsweredMessage, 'question' | 'asked' | 'refs'>;

/** UTF-16 units of what was carried over, and of a title, in the line that says so. */
const SHOWN_MAX = 120;

/** What a question that follows a message carries over. What the message cites may be gone by now. */
export async function followingOf(
  library: Pick<Library, 'excerpt'>,
  { question: typed, asked, refs }: AnsweredBefore,
): Promise<Following> {
  const question = asked ?? typed;
  const [first] = refs;
  const excerpt = first === undefined ? null : await excerptOf(library, exactly(first));
  if (excerpt === null) return { question, about: null, article: null };
  const { article: title, section } = excerpt.citation;
  const article = { ...articleRefOf(excerpt), title };
  return { question, about: section ?? title, article };
}

/** The line that says what was carried over into a question, escaped; none where nothing was. */
export function followingLine(say: Say, carried: CarriedOver | undefined): string[] {
  if (carried === undefined) return [];
  const shown = (text: string) => escapedLabel(text, SHOWN_MAX, LEFT_OUT);
  const subject = carried.subject === null ? null : shown(carried.subject);
  const article = carried.article === null ? null : shown(carried.article);
  if (subject !== null && article !== null) {
    return [`-# ${say('followingBoth', { subject, article })}`];
  }
  if (subject !== null) return [`-# ${say('followingSubject', { subject })}`];
  return article === null ? [] : [`-# ${say('followingArticle', { article })}`];
}
