/** The extension, the collections, and who works on what. */
import type { Migration } from '../migration.ts';

/** Migration 1. */
export const collectionsAndLeases: Migration = {
  number: 1,
  name: '0001-collections',
  least: 1,
  statements: [
    'create extension if not exists vector',
    // `no` is what all tables of communities begin their keys with: a third of the bytes of an id.
    // `revision` counts publications; `removed_at_revision` is the last one that took words away.
    `create table collections (
      no integer generated always as identity primary key,
      id text not null unique,
      key text not null,
      title text,
      settings jsonb not null default '{}',
      revision bigint not null default 0,
      removed_at_revision bigint not null default 0,
      generation smallint not null default 0,
      made_at timestamptz not null default now()
    ) with (fillfactor = 50)`,
    // Epoch and holder are part of a key, so that changing them locks out whoever writes under them,
    // and moving the time on does not: see leases.ts.
    `create table leases (
      name text primary key,
      epoch bigint not null,
      holder text,
      held_until timestamptz not null,
      unique (name, epoch, holder)
    ) with (fillfactor = 50)`,
  ],
};
