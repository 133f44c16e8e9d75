/** One collection for everybody: the default one. */

import type { Access } from '../../src/collections/access.ts';
import { DEFAULT_COLLECTION } from '../../src/collections/collection.ts';
import type { CollectionList, Communities, Served } from '../../src/collections/communities.ts';
import { defaultCollection } from '../../src/collections/default-collection.ts';
import type { FeedbackLog } from '../../src/feedback/feedback-log.ts';
import type { GapLog } from '../../src/gaps/gap-log.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import type { Sources } from '../../src/sources/sources.ts';
import type { Statistics } from '../../src/statistics/use-counts.ts';

/** What there is of the collection. */
export interface SingleOptions extends Pick<Served, 'quotes' | 'intake' | 'announcements'> {
  readonly library: OpenLibrary;
  readonly sources?: Sources;
  /** The list of unanswered questions for a server, or for none: see `Served.gaps`. */
  readonly gapsAt?: (server: string | null) => GapLog;
  /** The same of what was said of answers. */
  readonly feedbackAt?: (server: string | null) => FeedbackLog;
  /** The same of what is counted. */
  readonly statisticsAt?: (server: string | null) => Statistics;
  /** Absolute path of its folder. */
  readonly folder?: string;
}

/** Serves the default collection to all that see it, and what changes it to those who may. */
export function singleCommunity({ folder, ...parts }: SingleOptions): Communities {
  const own = defaultCollection(folder ?? null);
  const { library, quotes, intake, sources, announcements, gapsAt, feedbackAt, statisticsAt } =
    parts;
  const read: Served = {
    library,
    ...(quotes && { quotes }),
    ...(sources && { histories: { historyOf: ({ file }) => sources.historyOf(file) } }),
  };
  const changed: Served = {
    ...read,
    upkeep: library,
    ...(intake && { intake }),
    ...(sources && { sources }),
    ...(announcements && { announcements }),
  };
  const collections: CollectionList = {
    default: own,
    byId: (id) => (id === DEFAULT_COLLECTION ? own : null),
    ofServer: () => [],
    ownOf: () => null,
  };
  return {
    collections,
    async serve({ sees, changes, server }: Access) {
      // Whatever decided on it knew of another collection: there is none here.
      if (!sees.some(({ id }) => id === DEFAULT_COLLECTION))
        throw new RangeError('an access to no collection that is here');
      const served = changes?.id === DEFAULT_COLLECTION ? changed : read;
      return {
        ...served,
        ...(gapsAt && { gaps: gapsAt(server) }),
        ...(feedbackAt && { feedback: feedbackAt(server) }),
        ...(statisticsAt && { statistics: statisticsAt(server) }),
      };
    },
  };
}
