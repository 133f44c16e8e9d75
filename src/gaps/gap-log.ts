/**
 * The questions that the articles could not answer: question, time and server, nothing of who asked; when
 * and where alone where questions are not to be kept.
 */
import { z } from 'zod';
import { type Dated, openDatedLines, type PlaceLines } from '../state/dated-lines.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { withoutPeople } from './without-people.ts';

/** In the state of a collection. */
const GAPS = 'gaps.jsonl';

const Stored = z.object({ question: z.string().nullable() });

/** A question without an answer. */
export interface Gap extends Dated {
  /** Null where its text is not kept. */
  readonly question: string | null;
}

/** How logs are opened. */
export interface GapLogsOptions {
  /** Of the collection whose articles were asked. */
  readonly state: StateFolder;
  /** Days after which a question is forgotten. */
  readonly retentionDays: number;
  /**
   * Whether texts are kept; they are where it is left out. Where they are not, those of before go when the
   * log is opened, and their number stays.
   */
  readonly keepsTexts?: boolean;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Told when it could not be kept: nobody's answer waits for that. */
  readonly onError?: (error: unknown) => void;
}

/** The unanswered questions of one place: what is listed and deleted there is nobody else's. */
export interface GapLog {
  readonly retentionDays: number;
  /** Whether questions are kept with their texts; where they are not, they are counted. */
  readonly keepsTexts: boolean;
  /** Keeps a question without the people that it names; resolves when that is done. Never rejects. */
  note(question: string): Promise<void>;
  /** Those within the retention time, oldest first. */
  list(): Promise<readonly Gap[]>;
  /** Forgets all; resolves when that is done. */
  clear(): Promise<void>;
}

/** The unanswered questions of a collection, for each place. */
export interface GapLogs {
  /** Of a server that has a list of its own: what was asked there, and nothing else. */
  gapsOf(server: string): GapLog;
  /**
   * What was asked anywhere but on servers with a list of their own.
   * @param server where somebody asks now; null outside of servers.
   */
  gapsElsewhere(server: string | null, hasOwnList: (server: string) => boolean): GapLog;
  /** Servers where something was asked, by id. */
  servers(): Promise<readonly string[]>;
  /** Forgets what was asked on a server. */
  forget(server: string): Promise<void>;
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the logs; several processes may do so. Lines that are damaged are left out.
 * @throws what the state throws where it cannot be read or written.
 */
export async function openGapLogs({
  keepsTexts = true,
  ...options
}: GapLogsOptions): Promise<GapLogs> {
  const { retentionDays } = options;
  const lines = await openDatedLines({
    ...options,
    file: GAPS,
    says: Stored,
    // Two questions at the same moment are two, where nothing else tells them apart.
    isEachCounted: !keepsTexts,
    stays: ({ question }) => ({
      question: question === null || !keepsTexts ? null : withoutPeople(question) || null,
    }),
  });
  const logOf = (place: PlaceLines<z.infer<typeof Stored>>): GapLog => ({
    retentionDays,
    keepsTexts,
    async note(question) {
      // Without people, and what is no word, nothing may be left that was asked.
      if (withoutPeople(question) !== '') await place.note({ question });
    },
    list: () => place.list(),
    clear: () => place.clear(),
  });
  return {
    gapsOf: (server) => logOf(lines.of(server)),
    gapsElsewhere: (server, hasOwnList) => logOf(lines.elsewhere(server, hasOwnList)),
    servers: () => lines.servers(),
    forget: (server) => lines.forget(server),
    close: () => lines.close(),
  };
}
