/** Work of a reading process: what a site's robots.txt says of an address (RFC 9309). */
import robotsParser from 'robots-parser';

/** What is asked. */
export interface RobotsToRead {
  /** Of robots.txt; none where there is no such file. */
  readonly bytes: Uint8Array;
  /** Its address. */
  readonly url: string;
  /** On the same host. */
  readonly page: string;
}

/** What it says. */
export interface RobotsSaid {
  readonly mayFetch: boolean;
  /** Seconds between two requests; null where it says nothing of that. */
  readonly crawlDelay: number | null;
}

/** The package exports the function itself, and its types say otherwise. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** As site owners name us; the same word as in the header. */
const AGENT = 'Footnote';

/** Answers for one address. */
export async function work({ bytes, url, page }: RobotsToRead): Promise<RobotsSaid> {
  const robots = parseRobots(url, new TextDecoder().decode(bytes));
  const delay = robots.getCrawlDelay(AGENT);
  return {
    mayFetch: robots.isAllowed(page, AGENT) ?? true,
    crawlDelay: delay !== undefined && Number.isFinite(delay) ? delay : null,
  };
}
