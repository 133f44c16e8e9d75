/** What is counted per place beside the articles: a log each, of which every place has its own part. */
import { type FeedbackLogs, openFeedbackLogs } from '../feedback/feedback-log.ts';
import { type GapLogs, openGapLogs } from '../gaps/gap-log.ts';
import { openWaitingAskers, type WaitingAskers } from '../gaps/waiting-askers.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Served } from './communities.ts';

/** The logs of all places, in the state of the default collection. */
export interface Records {
  readonly gaps: GapLogs;
  readonly feedback: FeedbackLogs;
  /** Who pressed "Tell me". */
  readonly askers: WaitingAskers;
}

/** Logs that are to be closed. */
export interface OpenRecords extends Records {
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/** How they are opened. */
export interface RecordsOptions {
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
export async function openRecords(options: RecordsOptions): Promise<OpenRecords> {
  const records = {
    gaps: await openGapLogs(options),
    feedback: await openFeedbackLogs(options),
    askers: await openWaitingAskers(options),
  };
  return {
    ...records,
    async close() {
      for (const log of Object.values(records)) await log.close();
    },
  };
}

/**
 * What a place is served of them: its own where it has lists of its own, else that of all which have none.
 * @param server where somebody acts; null outside of servers.
 */
export function recordsFor(
  { gaps, feedback, askers: all }: Records,
  server: string | null,
  hasOwn: (server: string) => boolean,
): Required<Pick<Served, 'gaps' | 'feedback' | 'askers'>> {
  const askers = all.at(server);
  if (server !== null && hasOwn(server)) {
    return { gaps: gaps.gapsOf(server), feedback: feedback.feedbackOf(server), askers };
  }
  return {
    gaps: gaps.gapsElsewhere(server, hasOwn),
    feedback: feedback.feedbackElsewhere(server, hasOwn),
    askers,
  };
}

/** Servers of which something is in the logs, by id; some may be named twice. */
export async function serversInRecords({
  gaps,
  feedback,
  askers,
}: Records): Promise<readonly string[]> {
  return [...(await gaps.servers()), ...(await feedback.servers()), ...(await askers.servers())];
}

/** Forgets all that is in the logs of a server. */
export async function forgetInRecords(
  { gaps, feedback, askers }: Records,
  server: string,
): Promise<void> {
  await gaps.forget(server);
  await feedback.forget(server);
  await askers.forget(server);
}
