/** How quickly questions are asked of a collection, by all processes: see src/collections/stored-question-rates.ts. */
import { type Migration, tenantTable } from '../migration.ts';

/** Migration 6. */
export const questionCounts: Migration = {
  number: 6,
  name: '0006-question-counts',
  least: 1,
  // Of the latest slots of time, how many were asked in each, the newest first. No question is in it.
  statements: tenantTable(
    'question_counts',
    `collection integer not null,
    slot bigint not null,
    asked integer[] not null,
    primary key (collection)`,
    'fillfactor = 50',
  ),
};
