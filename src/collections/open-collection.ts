/** A collection that is open: everything that works with its articles and with what is kept of them. */
import type { Announcements } from '../announcements/announcer.ts';
import type { Answers } from '../editorial/editorial.ts';
import type { Intake } from '../intake/intake.ts';
import type { OpenLibrary } from '../library/library.ts';
import type { JoinableLibrary } from '../library/searched.ts';
import type { Sources } from '../sources/sources.ts';
import type { QuotaUse } from './quota-use.ts';

/** See the head of this file. */
export interface OpenCollection {
  readonly library: OpenLibrary & JoinableLibrary;
  readonly intake: Intake;
  readonly sources: Sources;
  readonly announcements: Announcements;
  readonly answers: Answers;
  readonly quotas: QuotaUse;
  /** Learns what is there, so that what is added next need not wait for that. */
  catchUp(): Promise<void>;
  /** Whether it is at some work that is not to be cut off: reading, embedding, a look at a source. */
  isBusy(): boolean;
  /** Ends all of it; what was to be saved is saved. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * What a server has whose collection is made by what is kept first: where that waits until then. Nothing of
 * it is among the articles.
 */
export interface DraftCollection {
  readonly intake: Intake;
  readonly sources: Sources;
  readonly quotas: QuotaUse;
  close(): Promise<void>;
}
