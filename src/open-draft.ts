/** Puts together what a server works with before anything is kept of it, wherever that is going to be. */
import type { Logger } from 'pino';
import type { Collection } from './collections/collection.ts';
import type { DraftCollection } from './collections/open-collection.ts';
import type { QuestionRates } from './collections/question-rates.ts';
import { quotaUse } from './collections/quota-use.ts';
import { intakeWithin, sourcesWithin } from './collections/with-quotas.ts';
import type { Config } from './config.ts';
import { intakeOf } from './intake/intake.ts';
import { knowArticles } from './intake/known-articles.ts';
import type { Places } from './intake/places.ts';
import { waitingCount } from './intake/waiting.ts';
import { type Reader, ReaderOf } from './reading/reader.ts';
import type { Reporter } from './reporter.ts';
import type { HostTurns } from './sources/host-turns.ts';
import { openSources } from './sources/open-sources.ts';
import type { SourcesPlace } from './sources/sources-place.ts';

/** What all drafts share. */
export interface DraftParts {
  readonly config: Config;
  readonly reader: Reader;
  readonly reporter: Reporter;
  readonly logger: Logger;
  readonly turns: HostTurns;
  readonly rates: QuestionRates;
}

/** Where what waits for a draft lies; there are no articles. */
export interface DraftPlaces {
  readonly places: Places;
  readonly sourcesFile: SourcesPlace;
}

/** Opens the draft of a collection that is made by what is kept first. */
export async function openDraftAt(
  { id, quotas: limits }: Collection,
  { places, sourcesFile }: DraftPlaces,
  { config, reporter, logger, turns, rates, ...parts }: DraftParts,
): Promise<DraftCollection> {
  const fetching = { allowlist: config.urlAllowlist };
  const reader = new ReaderOf(parts.reader, id);
  const known = knowArticles(async () => new Map());
  const quotas = quotaUse({
    limits: () => limits,
    count: {
      ...{ articles: () => 0, passages: () => 0, bytes: () => 0, sources: () => 0 },
      waiting: () => waitingCount(places.state),
    },
    questions: () => rates.count(id),
  });
  const sources = await openSources({
    ...{ places, sourcesFile, reader, known, turns, fetching },
    ...{ isScheduled: false, notice: reporter.notice },
    onFault: (error) => logger.error({ error: String(error), collection: id }, 'sources'),
  });
  const intake = intakeOf(places, known, { ...fetching, reader });
  return {
    quotas,
    intake: intakeWithin(intake, quotas, () => {}),
    sources: sourcesWithin(sources, quotas),
    close: () => sources.close(),
  };
}
