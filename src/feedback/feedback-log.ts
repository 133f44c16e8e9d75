/**
 * Which answers helped: passage, time, server, helpful or not, and the question where texts are kept; nothing
 * of who said so.
 */
import { z } from 'zod';
import { withoutPeople } from '../gaps/without-people.ts';
import { type Dated, openDatedLines, type PlaceLines } from '../state/dated-lines.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { makeVoters } from './voters.ts';

/** In the state of a collection. */
const FEEDBACK = 'feedback.jsonl';
/** Whoever thinks better of it more often is counted as they said last; each time is a file written anew. */
const CHANGES_MAX = 3;

const Stored = z.object({
  /** A citation id, and the key of its collection. */
  passage: z.string().regex(/^[\w-]{1,64}$/),
  collection: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  helpful: z.boolean(),
  question: z.string().nullable(),
});

/** A passage by its citation id, unique in its collection only. */
export interface PassageOf {
  readonly passage: string;
  /** The key of its collection; absent for the default one. */
  readonly collection?: string | undefined;
}

/** That an answer helped, or did not. */
export interface Feedback extends Dated, PassageOf {
  readonly helpful: boolean;
  /** Null where its text is not kept. */
  readonly question: string | null;
}

/** What somebody says of an answer. */
export interface Said extends PassageOf {
  /** By Discord's id: it is hashed, and kept nowhere. */
  readonly person: string;
  readonly question: string;
  readonly helpful: boolean;
}

/** What came of it: counted; counted the other way round than before; or nothing, since it was counted. */
export type SaidResult = 'counted' | 'changed' | 'again';

/** How logs are opened. */
export interface FeedbackLogsOptions {
  /** Of the collection whose articles were asked. */
  readonly state: StateFolder;
  /** Days after which it is forgotten. */
  readonly retentionDays: number;
  /**
   * Whether questions are kept with it. Where they are not, those of before go when the log is opened, and
   * what was said of their answers stays.
   */
  readonly keepsTexts: boolean;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Told when it could not be kept. */
  readonly onError?: (error: unknown) => void;
}

/** What was said of the answers of one place: what is listed and deleted there is nobody else's. */
export interface FeedbackLog {
  readonly retentionDays: number;
  /** Whether questions are kept with what is said of their answers. */
  readonly keepsTexts: boolean;
  /**
   * Counts what somebody says of an answer: once a person, question and passage, as they said last.
   * @throws Error where it could not be kept.
   */
  say(said: Said): Promise<SaidResult>;
  /** What was said within the retention time, oldest first. */
  list(): Promise<readonly Feedback[]>;
  /** Forgets all; resolves when that is done. */
  clear(): Promise<void>;
}

/** What was said of answers from a collection, for each place: see `GapLogs`. */
export interface FeedbackLogs {
  feedbackOf(server: string): FeedbackLog;
  feedbackElsewhere(server: string | null, hasOwnList: (server: string) => boolean): FeedbackLog;
  /** Servers where something was said, by id. */
  servers(): Promise<readonly string[]>;
  /** Forgets what was said on a server. */
  forget(server: string): Promise<void>;
  /** Finishes what is being written. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the logs; several processes may do so, each of which knows those alone who spoke to it since it began.
 * @throws what the state throws where it cannot be read or written.
 */
export async function openFeedbackLogs({
  keepsTexts,
  ...options
}: FeedbackLogsOptions): Promise<FeedbackLogs> {
  const { retentionDays } = options;
  const textOf = (question: string | null) =>
    question === null || !keepsTexts ? null : withoutPeople(question) || null;
  const lines = await openDatedLines({
    ...options,
    file: FEEDBACK,
    says: Stored,
    isEachCounted: true,
    stays: ({ question, ...said }) => ({ ...said, question: textOf(question) }),
  });
  const voters = makeVoters();
  let saying: Promise<unknown> = Promise.resolve();

  /** One after the other, so that two presses at once are one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = saying.then(work);
    saying = done.catch(() => {});
    return done;
  }

  /** @param list whose list it is: a server's own, or null for the one of all that have none. */
  function logOf(list: string | null, place: PlaceLines<z.infer<typeof Stored>>): FeedbackLog {
    async function say({ person, ...said }: Said): Promise<SaidResult> {
      const { question, passage, collection = null, helpful } = said;
      const key = voters.keyOf(person, [list, inSmall(question), collection, passage]);
      const before = voters.get(key);
      if (before?.helpful === helpful) return 'again';
      if (before !== null && before.changes >= CHANGES_MAX) return 'again';
      if (before !== null) await place.take(({ id }) => id === before.line);
      const line = await place.note(said);
      if (line === null) throw new Error('What was said of an answer was not kept');
      const changes = before === null ? 0 : before.changes + 1;
      voters.set(key, { helpful, line: line.id, changes });
      return before === null ? 'counted' : 'changed';
    }
    return {
      ...{ retentionDays, keepsTexts },
      say: (said) => inTurn(() => say(said)),
      list: () => place.list(),
      clear: () => place.clear(),
    };
  }

  return {
    feedbackOf: (server) => logOf(server, lines.of(server)),
    feedbackElsewhere: (server, hasOwnList) => logOf(null, lines.elsewhere(server, hasOwnList)),
    servers: () => lines.servers(),
    forget: (server) => lines.forget(server),
    close: () => lines.close(),
  };
}

/** A question without its capitals, marks and blanks: written otherwise, it is the same one. */
function inSmall(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
