/** What is counted per place beside the articles: logs and numbers, of which every place has its own part. */
import { type FeedbackLogs, openFeedbackLogs } from '../feedback/feedback-log.ts';
import { type GapLogs, openGapLogs } from '../gaps/gap-log.ts';
import { openWaitingAskers, type WaitingAskers } from '../gaps/waiting-askers.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { type OwnArticles, openUseCounts, type UseCounts } from '../statistics/use-counts.ts';
import type { Served } from './communities.ts';

/** The logs of all places, in the state of the default collection. */
export interface PlaceLogs {
  readonly gaps: GapLogs;
  readonly feedback: FeedbackLogs;
  /** Who pressed "Tell me". */
  readonly askers: WaitingAskers;
  /** How much is used, in numbers. */
  readonly use: UseCounts;
}

/** Logs that are to be closed. */
export interface OpenPlaceLogs extends PlaceLogs {
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/** How they are opened. */
export interface PlaceLogsOptions {
  /** Of the default collection. */
  readonly state: StateFolder;
  /** Days after which a line is forgotten. */
  readonly retentionDays: number;
  /** Whether questions are kept with their texts; where they are not, those of before go. */
  readonly keepsTexts: boolean;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Told when something could not be kept: nobody's answer waits for that. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Opens all logs; several processes may do so.
 * @throws what the state throws where it cannot be read or written.
 */
export async function openPlaceLogs(options: PlaceLogsOptions): Promise<OpenPlaceLogs> {
  const logs = {
    gaps: await openGapLogs(options),
    feedback: await openFeedbackLogs(options),
    askers: await openWaitingAskers(options),
    use: await openUseCounts(options),
  };
  return {
    ...logs,
    async close() {
      for (const log of Object.values(logs)) await log.close();
    },
  };
}

/**
 * What a place is served of them: its own where it has lists of its own, else that of all which have none.
 * @param server where somebody acts; null outside of servers.
 * @param own the articles that are looked after there.
 */
export function logsFor(
  { gaps, feedback, use, askers: all }: PlaceLogs,
  server: string | null,
  hasOwn: (server: string) => boolean,
  own?: OwnArticles,
): Required<Pick<Served, 'gaps' | 'feedback' | 'statistics' | 'askers'>> {
  const askers = all.at(server);
  if (server !== null && hasOwn(server)) {
    return {
      gaps: gaps.gapsOf(server),
      feedback: feedback.feedbackOf(server),
      statistics: use.statisticsOf(server, own),
      askers,
    };
  }
  return {
    gaps: gaps.gapsElsewhere(server, hasOwn),
    feedback: feedback.feedbackElsewhere(server, hasOwn),
    statistics: use.statisticsElsewhere(server, hasOwn, own),
    askers,
  };
}

/** Servers of which something is in the logs, by id; some may be named twice. */
export async function serversInLogs(logs: PlaceLogs): Promise<readonly string[]> {
  const { gaps, feedback, askers, use } = logs;
  const named = [gaps, feedback, askers, use].map((log) => log.servers());
  return (await Promise.all(named)).flat();
}

/** Forgets all that is in the logs of a server. */
export async function forgetInLogs(
  { gaps, feedback, askers, use }: PlaceLogs,
  server: string,
): Promise<void> {
  for (const log of [gaps, feedback, askers, use]) await log.forget(server);
}
