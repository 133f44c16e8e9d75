/** One request at a time a host, with pauses between them; a host that asks to wait is left alone. */

import { pause } from '../supervision/deadline.ts';

/** A host's turns. Times in milliseconds. */
interface Host {
  /** Settles when the turn that was given out last is over. */
  last: Promise<void>;
  /** When its last turn ended, by `performance.now()`. */
  endedAt: number;
  /** Between two requests, where it asks for more than the usual. */
  pauseMs: number;
  /** Until when it is left alone, since 1970. */
  waitUntil: number;
  /** Turns that are given out or waited for. */
  turns: number;
}

/** Whose turn it is, of many hosts. */
export interface HostTurns {
  /** Does some work when it is its turn at a host. @throws the signal's reason where that ends the wait. */
  run<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Keeps so many milliseconds between two requests, where that is more than usual. */
  slowDown(host: string, pauseMs: number): void;
  /** Leaves a host alone until a time. */
  leaveAlone(host: string, until: number): void;
  /** Until when a host is left alone; 0 where it is not. */
  aloneUntil(host: string): number;
}

/** Hosts that are remembered without being asked just now; each takes some 100 bytes. */
const REMEMBERED = 1_000;

/** @param usualPauseMs between the end of a request and the next one. */
export function hostTurns(usualPauseMs: number): HostTurns {
  const hosts = new Map<string, Host>();

  function hostOf(name: string): Host {
    const known = hosts.get(name);
    if (known) return known;
    for (const [old, { turns, waitUntil }] of hosts) {
      if (hosts.size < REMEMBERED) break;
      if (turns === 0 && waitUntil < Date.now()) hosts.delete(old);
    }
    const made: Host = {
      last: Promise.resolve(),
      endedAt: Number.NEGATIVE_INFINITY,
      pauseMs: usualPauseMs,
      waitUntil: 0,
      turns: 0,
    };
    hosts.set(name, made);
    return made;
  }

  return {
    async run(name, signal, work) {
      const host = hostOf(name);
      const before = host.last;
      let isOver: () => void = () => {};
      host.last = new Promise((resolve) => {
        isOver = resolve;
      });
      host.turns += 1;
      try {
        await before;
        const left = host.endedAt + host.pauseMs - performance.now();
        if (left > 0) await pause(left, signal);
        signal.throwIfAborted();
        return await work();
      } finally {
        host.endedAt = performance.now();
        host.turns -= 1;
        isOver();
      }
    },
    slowDown(name, pauseMs) {
      hostOf(name).pauseMs = Math.max(usualPauseMs, pauseMs);
    },
    leaveAlone(name, until) {
      const host = hostOf(name);
      host.waitUntil = Math.max(host.waitUntil, until);
    },
    aloneUntil: (name) => {
      const until = hosts.get(name)?.waitUntil ?? 0;
      return until > Date.now() ? until : 0;
    },
  };
}
