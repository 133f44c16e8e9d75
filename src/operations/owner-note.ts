/** Tells the owner privately when the bot has been broken for long, and when it is well again. */
import type { Logger } from 'pino';
import { instantMark } from '../discord/dates.ts';
import { type MessageBody, renderLine } from '../discord/message.ts';
import type { OwnerNote } from '../discord/owner.ts';
import { partLines } from '../discord/parts.ts';
import { sayIn } from '../languages/say.ts';
import { type BreakOptions, type BreakWatch, watchBreaks } from './breaks.ts';

/** How the owner is told. */
export interface OwnerNoteOptions extends Omit<BreakOptions, 'tellBroken' | 'tellWell'> {
  readonly logger: Logger;
  /** Makes a message to the owner: see `notesToOwner`. */
  readonly write: (body: MessageBody) => OwnerNote;
}

/** Watches until it is closed. Nothing is said in channels. */
export function noteOwner({ logger, write, ...options }: OwnerNoteOptions): BreakWatch {
  // Whose language it is, nobody knows outside of an interaction.
  const say = sayIn('en');
  /** What is being tried to be sent: the same message each time, so that it arrives once. */
  let pending: { readonly kind: 'broken' | 'well'; readonly note: OwnerNote } | null = null;
  let isSaidClosed = false;

  async function send(kind: 'broken' | 'well', content: string): Promise<boolean> {
    if (pending?.kind !== kind) pending = { kind, note: write(renderLine(content)) };
    try {
      const outcome = await pending.note.send();
      pending = null;
      if (outcome === 'sent') logger.info({ kind }, 'the owner was told');
      else if (!isSaidClosed) logger.warn('the owner takes no messages of the bot');
      isSaidClosed ||= outcome === 'closed';
      return true;
    } catch (error) {
      logger.debug({ kind, error: String(error) }, 'the owner could not be told yet');
      return false;
    }
  }

  return watchBreaks({
    ...options,
    tellBroken: (parts) =>
      send('broken', [say('ownerUnwell'), ...partLines(say, parts)].join('\n')),
    tellWell: (since, until) =>
      send(
        'well',
        say('ownerWell', { since: instantMark(since, 'f'), until: instantMark(until, 'f') }),
      ),
  });
}
