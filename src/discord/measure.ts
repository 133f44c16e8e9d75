/** Follows one thing that is wanted of the bot, from its arrival to its end, for whoever counts. */
import type { Hooks, InteractionResult } from './hooks.ts';
import type { Reply } from './reply.ts';

/** What is being followed. */
export interface Measured {
  /** To be told instead of the hooks it was begun with, which are told the same. */
  readonly hooks: Required<Hooks>;
  /** Notices when the first of a reply's sends has gone through: that acknowledges. */
  watch(reply: Reply): Reply;
  /** Discord has taken a first answer. */
  acknowledged(): void;
  /** Nobody could be told any more. */
  expired(): void;
  /** It is over: tells `onInteraction`. */
  end(): void;
}

/** The worst that happened is what came of it. */
const WORST_FIRST: readonly InteractionResult[] = ['failed', 'refused', 'expired', 'abstained'];

/**
 * Begins to follow.
 * @param command a name from a list: see `InteractionEvent`.
 * @param afterMs milliseconds since it came, if it had to wait for its turn.
 * @param now milliseconds by a clock that is never set.
 */
export function measure(
  command: string,
  hooks: Required<Hooks>,
  afterMs = 0,
  now: () => number = () => performance.now(),
): Measured {
  const began = now() - afterMs;
  const happened = new Set<InteractionResult>();
  let acknowledgedMs: number | null = null;
  hooks.onArrival({ command });

  const acknowledged = (): void => {
    acknowledgedMs ??= now() - began;
  };
  return {
    hooks: {
      ...hooks,
      onAnswer(event) {
        if (!event.answered) happened.add('abstained');
        hooks.onAnswer(event);
      },
      onRefusal(event) {
        happened.add('refused');
        hooks.onRefusal(event);
      },
      onFault(event) {
        happened.add('failed');
        hooks.onFault(event);
      },
    },
    watch: (reply) => watched(reply, acknowledged),
    acknowledged,
    expired: () => void happened.add('expired'),
    end() {
      const result = WORST_FIRST.find((one) => happened.has(one)) ?? 'answered';
      hooks.onInteraction({ command, result, acknowledgedMs, tookMs: now() - began });
    },
  };
}

function watched(reply: Reply, acknowledged: () => void): Reply {
  const calls = Object.entries(reply).map(([name, send]: [string, unknown]) => {
    if (typeof send !== 'function') return [name, send];
    const call = async (...args: unknown[]): Promise<unknown> => {
      const sent: unknown = await send.apply(reply, args);
      acknowledged();
      return sent;
    };
    return [name, call];
  });
  return Object.fromEntries(calls) as Reply;
}
