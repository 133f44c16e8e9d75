/** What somebody wants who writes to the bot, by the words alone. */
import { readAnswer } from '../answered-message.ts';
import { type AsksBack, asksBack } from './asks-back.ts';
import type { Heard } from './heard.ts';
import { withoutNoise } from './noise.ts';
import { readPasted } from './pasted-command.ts';
import { readsAsQuestion } from './reads-as-question.ts';
import { smallTalk, type TalkKind } from './small-talk.ts';

/** What is wanted; `text` is what was said, without noise. */
export type Wanted =
  /** The bot's role is mentioned, and Discord delivers no words. */
  | { readonly kind: 'role' }
  /** Nothing but the bot's name, or no words. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'talk'; readonly text: string; readonly talk: TalkKind }
  /** Something about the answer before. */
  | ({ readonly kind: 'back'; readonly text: string } & AsksBack)
  /** A command that was pasted, other than a question. */
  | { readonly kind: 'command'; readonly text: string; readonly command: string }
  /** `hasOptions` where it was pasted with options that are not heeded. */
  | { readonly kind: 'question'; readonly text: string; readonly hasOptions?: boolean };

/** Null where the bot keeps quiet. Linear. */
export function wantedBy({ how, text: said, to }: Heard): Wanted | null {
  const pasted = readPasted(said);
  if (pasted !== null && !('question' in pasted)) {
    return how === 'reply' ? null : { kind: 'command', text: said, command: pasted.command };
  }
  const text = withoutNoise(pasted === null ? said : pasted.question);
  if (how === 'reply') return wantedByReply(text, to);
  if (how === 'role' && said === '') return { kind: 'role' };
  if (text === '') return { kind: 'nothing' };
  const back = asksBack(text);
  if (back !== null) return { kind: 'back', text, ...back };
  const talk = smallTalk(text);
  if (talk !== null) return { kind: 'talk', text, talk: talk.kind };
  return { kind: 'question', text, ...(pasted !== null && { hasOptions: pasted.hasOptions }) };
}

/**
 * In a server most of what people write below an answer is for each other, and quotes and news that the bot
 * posted are nobody's question.
 */
function wantedByReply(text: string, to: unknown): Wanted | null {
  const answered = readAnswer(to);
  if (answered === null || answered.kind === 'quote') return null;
  const back = asksBack(text);
  if (back !== null) return { kind: 'back', text, ...back };
  const talk = smallTalk(text);
  if (talk?.kind === 'aboutBot') return { kind: 'talk', text, talk: talk.kind };
  return readsAsQuestion(text) ? { kind: 'question', text } : null;
}
