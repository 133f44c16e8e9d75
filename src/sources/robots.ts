/** Asks a site's robots.txt before anything of it is fetched. */
import { type FetchOptions, guardedFetch } from '../intake/guarded-fetch.ts';
import type { Reader } from '../reading/reader.ts';
import { Unread } from '../reading/unread.ts';
import type { Work } from '../reading/work.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import type { HostTurns } from './host-turns.ts';
import { DAY_MS } from './limits.ts';
import type { RobotsSaid, RobotsToRead } from './robots-work.ts';

const ROBOTS: Work<RobotsToRead, RobotsSaid> = {
  module: new URL('./robots-work.ts', import.meta.url),
};

/** What crawlers have to read of it at least (RFC 9309, 2.5); what is longer is taken for none. */
const MOST_BYTES = 500 * 1024;

/** How long an answer counts (RFC 9309, 2.4). */
const KEPT_MS = DAY_MS;

/** A site that asks for more than this between two requests is given this. */
const LONGEST_PAUSE_MS = 30_000;

/** Sites that are remembered. */
const REMEMBERED = 500;

/** What robots.txt says. */
export interface Robots {
  /**
   * Returns where an address may be fetched.
   * @throws Refusal `robotsForbid`; `robotsSilent` where the site does not say, which forbids it.
   */
  ask(url: URL, signal: AbortSignal): Promise<void>;
}

/** By what it is asked. */
export interface RobotsParts {
  readonly reader: Pick<Reader, 'read'>;
  readonly turns: HostTurns;
  readonly fetching: FetchOptions;
}

interface Known {
  readonly bytes: Uint8Array;
  readonly until: number;
}

/** Asks each site once a day. */
export function robotsOf({ reader, turns, fetching }: RobotsParts): Robots {
  const known = new Map<string, Known>();

  async function bytesOf(
    robotsUrl: string,
    host: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const before = known.get(robotsUrl);
    if (before && before.until > Date.now()) return before.bytes;
    const options: FetchOptions = {
      ...fetching,
      signal,
      limits: { bytes: MOST_BYTES, ...fetching.limits },
      headers: { accept: 'text/plain, */*;q=0.1' },
    };
    const bytes = await turns
      .run(host, signal, () =>
        guardedFetch(robotsUrl, options, async ({ response, maxBytes }) => {
          const { status } = response;
          if (status === 200) return response.body(Math.min(maxBytes, MOST_BYTES));
          response.discard();
          // What there is not forbids nothing; a site that is not well may forbid anything.
          if (status >= 400 && status < 500 && status !== 429) return new Uint8Array();
          throw new Refusal('robotsSilent', { host });
        }),
      )
      .catch((error: unknown) => {
        if (isRefusal(error, 'pageTooLong')) return new Uint8Array();
        throw error;
      });
    known.delete(robotsUrl);
    known.set(robotsUrl, { bytes, until: Date.now() + KEPT_MS });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return bytes;
  }

  return {
    async ask(url, signal) {
      const { host, href } = url;
      const robotsUrl = new URL('/robots.txt', url).href;
      const bytes = await bytesOf(robotsUrl, host, signal);
      if (bytes.length === 0) return;
      let said: RobotsSaid;
      try {
        const robots = { bytes, url: robotsUrl, page: href };
        said = await reader.read(ROBOTS, robots, { lane: `robots ${host}`, signal });
      } catch (cause) {
        if (!(cause instanceof Unread)) throw cause;
        throw new Refusal('robotsSilent', { host }, { cause });
      }
      if (said.crawlDelay !== null) {
        turns.slowDown(host, Math.min(LONGEST_PAUSE_MS, said.crawlDelay * 1_000));
      }
      if (!said.mayFetch) throw new Refusal('robotsForbid', { host });
    },
  };
}
