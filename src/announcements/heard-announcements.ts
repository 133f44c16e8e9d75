/** What became of announcements that another process makes: read from what it keeps, and nothing is announced here. */
import type { Sources } from '../sources/sources.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { closedChannelOf, loadAnnouncements } from './announcement-file.ts';
import type { Announcements } from './announcer.ts';

const EVERY_MS = 60_000;

/** Whether something waits to be announced. */
export async function hasNews(state: StateFolder): Promise<boolean> {
  const { queue, sending } = await loadAnnouncements(state);
  return queue.length > 0 || sending !== null;
}

/** @param state of the collection. */
export async function heardAnnouncements(
  state: StateFolder,
  sources: Pick<Sources, 'list'>,
): Promise<Announcements> {
  let { closed } = await loadAnnouncements(state);
  const timer = setInterval(() => {
    loadAnnouncements(state).then(
      (now) => {
        closed = now.closed;
      },
      () => {},
    );
  }, EVERY_MS);
  timer.unref();
  return {
    connect: () => () => {},
    closedFor(name) {
      const { source } = sources.list().sources.find((each) => each.source.name === name) ?? {};
      return source ? closedChannelOf(closed, source) : null;
    },
    settled: async () => {},
    close: async () => clearInterval(timer),
  };
}
