/** What is opened when it is first needed, and closed when it was long unused or takes too much memory. */

/** How such things are opened and closed. */
export interface OnDemandOptions<T> {
  /** Opens one; it may go on with its work behind it. */
  readonly open: (id: string) => Promise<T>;
  readonly close: (item: T) => Promise<void>;
  /** Bytes that it takes now, about. */
  readonly bytesOf: (item: T) => number;
  /** Whether it is at some work that is not to be cut off, such as its first reading. */
  readonly isBusy: (item: T) => boolean;
  /** Whether it stays open whatever it takes. */
  readonly stays: (id: string) => boolean;
  /** Bytes of all together. What is held or busy stays all the same. */
  readonly mostBytes: number;
  /** Milliseconds after which one that nobody used is closed. */
  readonly idleMs: number;
  /** Told of what could not be closed. */
  readonly onFault: (error: unknown) => void;
}

/** One that is open, for as long as it is held. */
export interface Held<T> {
  readonly item: T;
  /** Nothing more is done with it. Safe to call twice. */
  release(): void;
}

/** Things that are opened on demand. */
export interface OnDemand<T> {
  /** Opens it where it is not open, and keeps it so until it is released. @throws what `open` does. */
  hold(id: string): Promise<Held<T>>;
  /** One that is open, without holding or opening it. */
  peek(id: string): T | null;
  /** Ids of what is open now. */
  open(): readonly string[];
  /** Bytes of what is open now. */
  bytes(): number;
  /**
   * Closes one for good, when nobody holds it any more or `LET_GO_MS` are over: until `allow`, `hold` rejects
   * with `refusal`.
   */
  ban(id: string, refusal: () => Error): Promise<void>;
  allow(id: string): void;
  /** Closes what is due. */
  tidy(): Promise<void>;
  /** Closes all. Safe to call twice. */
  close(): Promise<void>;
}

/** Openings at once: each keeps disk and event loop busy for a moment. */
const OPENING_AT_ONCE = 3;
/** How often it is looked for what is due. */
const TIDY_MS = 30_000;
/** Whoever holds one that is banned is waited for so long. */
const LET_GO_MS = 5_000;

interface Entry<T> {
  readonly opening: Promise<T>;
  item: T | null;
  holders: number;
  /** By the monotonic clock. */
  usedAt: number;
}

/** Nothing is open yet. */
export function onDemand<T>(options: OnDemandOptions<T>): OnDemand<T> {
  const { mostBytes, idleMs, onFault, stays } = options;
  /** In the order in which they were used, the last one last. */
  const entries = new Map<string, Entry<T>>();
  const closing = new Map<string, Promise<void>>();
  const banned = new Map<string, () => Error>();
  const released = new Set<() => void>();
  const waiting: (() => void)[] = [];
  let openingNow = 0;
  let ended: Promise<void> | null = null;

  async function inTurn<R>(work: () => Promise<R>): Promise<R> {
    if (openingNow >= OPENING_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else openingNow += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) openingNow -= 1;
      else next();
    }
  }

  function begin(id: string): Entry<T> {
    const opening = inTurn(() => options.open(id));
    const entry: Entry<T> = { opening, item: null, holders: 0, usedAt: performance.now() };
    entries.set(id, entry);
    opening.then(
      (item) => {
        entry.item = item;
        makeRoom();
      },
      () => {
        if (entries.get(id) === entry) entries.delete(id);
      },
    );
    return entry;
  }

  function touch(id: string, entry: Entry<T>): void {
    entry.usedAt = performance.now();
    if (entries.get(id) !== entry) return;
    entries.delete(id);
    entries.set(id, entry);
  }

  async function hold(id: string): Promise<Held<T>> {
    for (;;) {
      const refusal = banned.get(id);
      if (refusal !== undefined) throw refusal();
      if (ended !== null) throw new Error('closed');
      const leaving = closing.get(id);
      if (leaving === undefined) break;
      await leaving;
    }
    const entry = entries.get(id) ?? begin(id);
    entry.holders += 1;
    touch(id, entry);
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      entry.holders -= 1;
      touch(id, entry);
      for (const each of [...released]) each();
      makeRoom();
    };
    try {
      return { item: await entry.opening, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  function shut(id: string, { opening }: Entry<T>): Promise<void> {
    entries.delete(id);
    const done = opening
      .then((item) => options.close(item))
      .catch(onFault)
      .finally(() => closing.delete(id));
    closing.set(id, done);
    return done;
  }

  const bytes = (): number =>
    [...entries.values()].reduce(
      (sum, { item }) => sum + (item === null ? 0 : options.bytesOf(item)),
      0,
    );

  const mayClose = ([id, { item, holders }]: readonly [string, Entry<T>]): boolean =>
    holders === 0 && item !== null && !stays(id) && !options.isBusy(item);

  /** Closes what was not used for the longest time, until the others fit. */
  function makeRoom(): Promise<unknown> {
    let taken = bytes();
    const shutting: Promise<void>[] = [];
    for (const each of [...entries]) {
      if (taken <= mostBytes) break;
      const [id, entry] = each;
      if (!mayClose(each)) continue;
      taken -= entry.item === null ? 0 : options.bytesOf(entry.item);
      shutting.push(shut(id, entry));
    }
    return Promise.all(shutting);
  }

  async function tidy(): Promise<void> {
    const oldest = performance.now() - idleMs;
    const due = [...entries].filter((each) => each[1].usedAt < oldest && mayClose(each));
    await Promise.all(due.map(([id, entry]) => shut(id, entry)));
    await makeRoom();
  }

  /** Until nobody holds it. */
  async function letGo(id: string): Promise<void> {
    const until = performance.now() + LET_GO_MS;
    while ((entries.get(id)?.holders ?? 0) > 0 && performance.now() < until) {
      await new Promise<void>((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          released.delete(go);
          resolve();
        };
        const timer = setTimeout(go, until - performance.now());
        released.add(go);
      });
    }
  }

  const timer = setInterval(() => void tidy(), Math.min(TIDY_MS, Math.max(1, idleMs)));
  timer.unref();

  return {
    hold,
    peek: (id) => entries.get(id)?.item ?? null,
    open: () => [...entries.keys()],
    bytes,
    async ban(id, refusal) {
      banned.set(id, refusal);
      await letGo(id);
      const entry = entries.get(id);
      if (entry !== undefined) await shut(id, entry);
      await closing.get(id);
    },
    allow: (id) => void banned.delete(id),
    tidy,
    close() {
      clearInterval(timer);
      ended ??= (async () => {
        await Promise.all([...entries].map(([id, entry]) => shut(id, entry)));
        await Promise.all(closing.values());
      })();
      return ended;
    },
  };
}
