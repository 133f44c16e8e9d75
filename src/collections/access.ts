/**
 * What somebody at some place may see and change: decided once, by the router or the command line, and
 * demanded by whatever searches, looks up or keeps anything. `tests/layers.test.ts` has the list of
 * those who may import `grantAccess`; nobody else can make one.
 */
import type { Collection } from './collection.ts';

/** What is granted. */
export interface Grant {
  /** Seen, in the order in which ids are looked up: a place's own ones first, the default one last. */
  readonly sees: readonly Collection[];
  /** Looked after here; null where nothing may be changed, whoever asks. */
  readonly changes: Collection | null;
  /** The server that it is for; null outside of servers. A gap goes to its list. */
  readonly server: string | null;
}

declare const granted: unique symbol;

/** A grant that was decided on. Immutable. */
export interface Access extends Grant {
  readonly [granted]: true;
}

/** Makes an access; see the head of this file for who may. */
export function grantAccess(grant: Grant): Access {
  return Object.freeze({ ...grant }) as Access;
}
