/** Announcements of all collections that are open, as one: they come and go, and the way to Discord does. */
import type { Announcements } from '../announcements/announcer.ts';

/** See the head of this file. */
export interface AllAnnouncements extends Pick<Announcements, 'connect'> {
  /** From now on these are announced, too, where there is a way. */
  add(one: Announcements): void;
  /** They are closed. */
  drop(one: Announcements): void;
}

/** There are none yet. */
export function allAnnouncements(): AllAnnouncements {
  const ends = new Map<Announcements, (() => void) | null>();
  let channels: Parameters<Announcements['connect']>[0] | null = null;
  return {
    add: (one) => void ends.set(one, channels && one.connect(channels)),
    drop(one) {
      ends.get(one)?.();
      ends.delete(one);
    },
    connect(way) {
      channels = way;
      for (const one of ends.keys()) ends.set(one, one.connect(way));
      return () => {
        if (channels === way) channels = null;
        for (const [one, end] of ends) {
          end?.();
          ends.set(one, null);
        }
      };
    },
  };
}
