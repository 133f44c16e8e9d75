/** Quote cards for whoever shows them: drawn in a process of their own, and kept for a while. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Quotable } from '../citations/quote.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { pauseQuietly } from '../supervision/deadline.ts';
import type { Card, CardContent, CardLook } from './card.ts';
import { altOf, contentOf } from './card-content.ts';
import { type DrawingProcess, type DrawingTiming, startDrawing } from './drawing-process.ts';

/** Draws quotes as pictures. */
export interface Cards {
  /** Whether that can be done on this machine; false until it is known. */
  isOffered(): boolean;
  /**
   * The quote as a picture, as it is at this moment: who shows it looks it up first.
   * @throws Refusal `cardTooLong`, `cardGlyphs`, `cardAway`.
   */
  draw(quote: Quotable, look: CardLook): Promise<Card>;
}

/** Cards that can be closed. */
export interface OpenCards extends Cards {
  /** Resolves with whether they are offered; null where that could not be told. Never rejects. */
  readonly known: Promise<boolean | null>;
  /** Ends the process; what is being drawn is refused. Safe to call twice. */
  close(): Promise<void>;
}

/** How cards are drawn and kept. */
export interface CardsOptions {
  readonly timing?: Partial<DrawingTiming>;
  /** Told what went wrong; nothing of a quote is in it. */
  readonly onError?: (error: unknown) => void;
  /** Begins a process; another one where the last one ended. */
  readonly start?: (timing: DrawingTiming) => DrawingProcess;
  /** Only after this is it looked whether cards can be drawn here; at once where it is left out. */
  readonly after?: Promise<unknown>;
}

const TIMING: DrawingTiming = { startMs: 10_000, drawMs: 5_000, idleMs: 120_000 };
/** Pictures have some 80 kB. */
const KEPT_BYTES_MAX = 8_000_000;
/** What was removed meanwhile is shown to nobody, and need not be in memory for ever. */
const KEPT_MS = 3_600_000;
/** Before each look whether cards can be drawn. Milliseconds. */
const TRIES_AFTER_MS = [0, 10_000, 300_000] as const;
/** Cards, after which a process gives way to another one: its memory has grown from 78 to 107 MB by then. */
const RECYCLED_AFTER = 200;
/** Each waits for a few hundredths of a second. */
const WAITING_MAX = 50;

/** A process for as long as cards are asked for. */
export function openCards(options: CardsOptions = {}): OpenCards {
  const { onError = () => {}, start = startDrawing, after = Promise.resolve() } = options;
  const timing = { ...TIMING, ...options.timing };
  let life: DrawingProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isOffered = false;
  const stop = new AbortController();
  let waiting = 0;
  let drawnByLife = 0;
  let turn: Promise<unknown> = Promise.resolve();

  function running(): DrawingProcess {
    if (life?.isAlive) return life;
    const begun = start(timing);
    life = begun;
    drawnByLife = 0;
    begun.ready.catch(() => begun.kill());
    void begun.exited.then(() => {
      if (life === begun) life = null;
    });
    return begun;
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => life?.kill(), timing.idleMs);
    idle.unref();
  }

  /** Where it does not load it never will; where it dies, or takes too long, it may the next time. */
  async function isThere(): Promise<boolean | null> {
    for (const pauseMs of TRIES_AFTER_MS) {
      await pauseQuietly(pauseMs, stop.signal);
      if (stop.signal.aborted) return null;
      try {
        isOffered = await running().ready;
        if (!isOffered) life?.kill();
        rest();
        return isOffered;
      } catch (error) {
        if (!stop.signal.aborted) onError(error);
      }
    }
    return null;
  }

  /** Draws in turn: a process that dies of one card is another one for the next. */
  async function drawn(content: CardContent, look: CardLook): Promise<Uint8Array> {
    if (stop.signal.aborted || waiting >= WAITING_MAX) throw new Refusal('cardAway');
    waiting++;
    const before = turn;
    let end = (): void => {};
    turn = new Promise<void>((resolve) => {
      end = resolve;
    });
    await before;
    clearTimeout(idle);
    try {
      if (stop.signal.aborted) throw new Refusal('cardAway');
      const process = running();
      if (!(await process.ready)) throw new Refusal('cardAway');
      const png = await process.draw(content, look);
      if (++drawnByLife >= RECYCLED_AFTER) {
        process.kill();
        // Nobody waits for the next one to start.
        running();
      }
      return png;
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (!stop.signal.aborted) onError(error);
      throw new Refusal('cardAway');
    } finally {
      waiting--;
      rest();
      end();
    }
  }

  const kept = new LRUCache<string, Uint8Array, { content: CardContent; look: CardLook }>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ byteLength }) => byteLength,
    ttl: KEPT_MS,
    // Who asks for the same meanwhile waits for the same.
    fetchMethod: (_key, _stale, { context: { content, look } }) => drawn(content, look),
  });
  const known = after.then(isThere, isThere);

  return {
    known,
    isOffered: () => isOffered,
    async draw(quote, look) {
      const content = contentOf(quote);
      const alt = altOf(content);
      const context = { content, look };
      const png = await kept.fetch(keyOf(content, look), { context });
      if (png === undefined) throw new Refusal('cardAway');
      return { png, alt };
    },
    async close() {
      stop.abort();
      clearTimeout(idle);
      const last = life;
      last?.kill();
      await last?.exited;
    },
  };
}

/** All that a picture is made of: a passage that changed is drawn anew. */
function keyOf(content: CardContent, look: CardLook): string {
  const made = JSON.stringify([content, look.theme, look.accent]);
  return `${content.citationId} ${createHash('sha256').update(made).digest('base64url')}`;
}
