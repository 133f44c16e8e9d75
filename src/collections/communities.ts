/** What people at some place work with: the door from an access to everything that is kept of collections. */
import type { Announcements } from '../announcements/announcer.ts';
import type { Answers } from '../editorial/editorial.ts';
import type { FeedbackLog } from '../feedback/feedback-log.ts';
import type { GapLog } from '../gaps/gap-log.ts';
import type { PlaceAskers } from '../gaps/waiting-askers.ts';
import type { Intake } from '../intake/intake.ts';
import type { Library, Upkeep } from '../library/library.ts';
import type { Quotes } from '../quotes/quotes.ts';
import type { FetchedHistory } from '../sources/source.ts';
import type { Sources } from '../sources/sources.ts';
import type { Statistics } from '../statistics/use-counts.ts';
import type { Access } from './access.ts';
import type { CollectionCare } from './care.ts';
import type { Collection, CollectionId, CollectionKey } from './collection.ts';
import type { DirectMessages } from './direct-messages.ts';
import type { QuotaUse } from './quota-use.ts';

/** The collections that there are, for deciding on an access. All of it from memory. */
export interface CollectionList {
  readonly default: Collection;
  byId(id: CollectionId): Collection | null;
  /** Those that a server sees beside the default one, in the order in which ids are looked up. */
  ofServer(serverId: string): readonly Collection[];
  /**
   * What a server's own managers look after: one that is there, or one that is made by what first comes
   * into it; null where there is none and none may be made.
   */
  ownOf(serverId: string): Collection | null;
}

/** A file of a collection, by its path inside that. */
export interface FileOf {
  readonly file: string;
  /** Absent for the default one. */
  readonly collection?: CollectionKey;
}

/** What has become of files that were fetched. */
export interface Histories {
  /** From memory; null for a file that nobody fetched. */
  historyOf(file: FileOf): FetchedHistory | null;
}

/** Bound to an access when it is made, so nothing in here asks for one again. What is left out is not set up. */
export interface Served {
  /** Over all that is seen. */
  readonly library: Library;
  /** Finds and verifies quotes; the same. */
  readonly quotes?: Quotes;
  /** The same. */
  readonly histories?: Histories;
  /**
   * Counts one question that is asked of all that is seen; left out where there is no bound.
   * @throws Refusal `quotaQuestions`.
   */
  readonly charge?: () => void;
  /**
   * The same where other processes count, too, which takes a moment: to be waited for once the question is
   * acknowledged. Where they cannot be reached, the questions of this process alone are counted.
   * @throws Refusal `quotaQuestions`.
   */
  readonly chargeShared?: () => Promise<void>;
  /** Of what may be changed, like all that follows. */
  readonly upkeep?: Upkeep;
  /** Adds and removes articles. */
  readonly intake?: Intake;
  /** Looks after what keeps itself fresh; only where the articles folder is this process's to fill. */
  readonly sources?: Sources;
  /** Announces what sources bring. */
  readonly announcements?: Pick<Announcements, 'closedFor'>;
  /** What its editors pinned; left out before there is anything to pin. */
  readonly answers?: Answers;
  /** What is used of its quotas. */
  readonly quotas?: QuotaUse;
  /** Who waits for an answer at the place that the access is for. */
  readonly askers?: PlaceAskers;
  /**
   * Questions that the articles could not answer: the list of the server that the access is for, or of the
   * default collection.
   */
  readonly gaps?: GapLog;
  /** What people said of answers; of the same place. */
  readonly feedback?: FeedbackLog;
  /** How much is used, in numbers; of the same place. */
  readonly statistics?: Statistics;
}

/** All communities. */
export interface Communities {
  readonly collections: CollectionList;
  /** What managers do to a server's own collection as a whole; only where servers have one. */
  readonly care?: CollectionCare;
  /** Whose collections people chose to see in messages with the bot; only where servers have one. */
  readonly directMessages?: DirectMessages;
  /**
   * What an access lets somebody work with. It resolves soon: a library that is opened for it says by its
   * status how far it is.
   */
  serve(access: Access): Promise<Served>;
  /**
   * What the articles are that an access sees, as a mark that is another one once some have changed; nothing
   * is opened for that. Null where nothing is known of them just now; left out where nobody follows that.
   */
  changed?(access: Access): Promise<string | null>;
}
