/** Which of the welcome's three steps were taken in this window. */
import { COMPONENT_INTERACTION, MESSAGE_FLAG } from './discord.ts';
import { citesIn } from './message/words.ts';
import type { Message } from './wire.ts';

/** A step. */
export type Step = 'ask' | 'share' | 'verify';

const KEY = 'footnote-steps';

/** Storage may be forbidden; the steps then last as long as the page. */
const taken = new Set<Step>(stored());

function stored(): Step[] {
  try {
    return (sessionStorage.getItem(KEY) ?? '').split(' ').filter((one) => one !== '') as Step[];
  } catch {
    return [];
  }
}

/** Those that were taken. */
export function stepsDone(): ReadonlySet<Step> {
  return taken;
}

/** The step that an answer shows to be taken; null for none. */
function stepOf(message: Message): Step | null {
  const { interaction_metadata: asked, flags = 0 } = message;
  if (asked?.name === 'verify') return 'verify';
  if (!citesIn(message)) return null;
  const isPublic = (flags & MESSAGE_FLAG.ephemeral) === 0;
  return isPublic && asked?.type === COMPONENT_INTERACTION ? 'share' : 'ask';
}

/** Takes note of an answer to what this person did, and marks its step. */
export function noteStep(message: Message): void {
  const step = stepOf(message);
  if (step === null || taken.has(step)) return;
  taken.add(step);
  document.querySelector(`[data-step="${step}"]`)?.classList.add('done');
  try {
    sessionStorage.setItem(KEY, [...taken].join(' '));
  } catch {
    // See above.
  }
}
