/** One process that draws cards, from its start to its end: given one at a time, with a deadline. */
import { asRefusal } from '../refusals.ts';
import { startChild } from '../supervision/child.ts';
import { within } from '../supervision/deadline.ts';
import type { CardContent, CardLook, FromCards, ToCards } from './card.ts';

/** How long what may take. Milliseconds. */
export interface DrawingTiming {
  /** Loading the renderer and the fonts takes 0.2 s. */
  readonly startMs: number;
  /** A card takes 0.02 s. */
  readonly drawMs: number;
  /** Unused for so long, the process ends, and its memory with it. */
  readonly idleMs: number;
}

/** Cards of a few kilobytes of text: what needs more is broken. */
const HEAP_MB = 48;

/** A running process. */
export interface DrawingProcess {
  /** Resolves with whether cards can be drawn on this machine, or rejects where it died before. */
  readonly ready: Promise<boolean>;
  /**
   * Draws one card; the next one only after that.
   * @throws Refusal `cardGlyphs`, `cardTooLong`; an Error where it failed, died, or took too long, and was
   *   ended for that.
   */
  draw(content: CardContent, look: CardLook): Promise<Uint8Array>;
  /** False as soon as it is ended, or has ended by itself. */
  readonly isAlive: boolean;
  readonly exited: Promise<unknown>;
  kill(): void;
}

/** Starts a process. @param module what it runs, where it is not to be as usual. */
export function startDrawing(
  timing: Pick<DrawingTiming, 'startMs' | 'drawMs'>,
  module = new URL('./card-process.ts', import.meta.url),
): DrawingProcess {
  let waiting: { readonly id: number; settle(message: FromCards): void } | null = null;
  let lastId = 0;
  let isAlive = true;
  let begun: (isThere: boolean) => void = () => {};
  const started = new Promise<boolean>((resolve) => {
    begun = resolve;
  });
  const child = startChild<ToCards, FromCards>({
    module,
    heapMb: HEAP_MB,
    onMessage(message) {
      if (message.kind === 'ready') begun(true);
      else if (message.kind === 'absent') begun(false);
      else if (message.id === waiting?.id) waiting.settle(message);
    },
  });
  const kill = (): void => {
    isAlive = false;
    child.kill();
  };
  const died = child.exited.then((): never => {
    isAlive = false;
    throw new Error('the process that draws cards ended');
  });
  died.catch(() => {});
  const late = (what: string) => (): never => {
    kill();
    throw new Error(`${what} took too long`);
  };
  return {
    ready: within(timing.startMs, Promise.race([started, died]), late('starting to draw')),
    exited: child.exited,
    kill,
    get isAlive() {
      return isAlive;
    },
    async draw(content, look) {
      const id = ++lastId;
      const drawn = new Promise<FromCards>((settle) => {
        waiting = { id, settle };
      });
      child.post({ id, content, look });
      const message = await within(
        timing.drawMs,
        Promise.race([drawn, died]),
        late('drawing a card'),
      );
      if (message.kind === 'drawn') return message.png;
      if (message.kind === 'refused') throw asRefusal(message.refusal);
      throw new Error(message.kind === 'failed' ? message.message : message.kind);
    },
  };
}
