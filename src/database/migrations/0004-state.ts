/** What is kept of collections beside their articles: see src/state/postgres-state.ts. */
import { type Migration, partitionsOf, tenantTable } from '../migration.ts';

/** Migration 4. */
export const state: Migration = {
  number: 4,
  name: '0004-state',
  least: 1,
  statements: [
    // A file has another version whenever it is written: who changes it says which one was read.
    'create sequence state_versions',
    ...tenantTable(
      'state_files',
      `collection integer not null,
      path text collate "C" not null,
      version bigint not null,
      bytes bytea not null,
      modified timestamptz not null,
      primary key (collection, path)`,
    ),
    // Not compressed where it is long, so that a part is read without the rest.
    ...['state_files', ...partitionsOf('state_files')].map(
      (table) => `alter table ${table} alter column bytes set storage external`,
    ),
    // Lines that were added to a file since it was written whole, in the order of n.
    'create sequence state_line_numbers',
    ...tenantTable(
      'state_lines',
      `collection integer not null,
      path text collate "C" not null,
      n bigint not null default nextval('state_line_numbers'),
      line text not null,
      modified timestamptz not null default clock_timestamp(),
      primary key (collection, path, n)`,
    ),
  ],
};
