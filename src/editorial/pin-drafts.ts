/** Pins that somebody was shown and has not confirmed: a file each, so that a button outlives a restart. */
import { z } from 'zod';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { Refusal } from '../refusals.ts';
import { removeOlder, type StateFolder } from '../state/state-folder.ts';
import type { Pin } from './answers-file.ts';
import { DRAFT_MS, MOST_QUESTION, MOST_WORDS } from './limits.ts';

/** A pin that may be. */
export type PinDraft = Omit<Pin, 'line'>;

const Draft = z.object({
  question: z.string().min(1).max(MOST_QUESTION),
  citation: z.string(),
  words: z.string().min(1).max(MOST_WORDS),
}) satisfies z.ZodType<PinDraft>;

/** What was shown. */
export interface PinDrafts {
  /** Its id. */
  add(draft: PinDraft): Promise<string>;
  /** @throws Refusal `pinDraftGone`. */
  read(id: string): Promise<PinDraft>;
  /** Nothing happens where there is none. */
  drop(id: string): Promise<void>;
}

const DRAFTS = 'editorial/drafts';

/** The drafts in a collection's state. */
export function pinDraftsIn(state: StateFolder): PinDrafts {
  function placeOf(id: string): string {
    if (!isRandomId(id)) throw new Refusal('pinDraftGone');
    return `${DRAFTS}/${id}.json`;
  }

  return {
    async add(draft) {
      await removeOlder(state, DRAFTS, DRAFT_MS);
      const id = randomId();
      await state.write(placeOf(id), Buffer.from(JSON.stringify(draft)));
      return id;
    },
    async read(id) {
      const bytes = await state.read(placeOf(id));
      try {
        return Draft.parse(JSON.parse(String(bytes)));
      } catch (cause) {
        throw new Refusal('pinDraftGone', {}, { cause });
      }
    },
    async drop(id) {
      if (isRandomId(id)) await state.remove(placeOf(id));
    },
  };
}
