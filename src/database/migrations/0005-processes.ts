/** What the processes of one bot agree on: see src/fleet/. */
import type { Migration } from '../migration.ts';

/** Migration 5. */
export const processes: Migration = {
  number: 5,
  name: '0005-processes',
  least: 1,
  statements: [
    // What each process tells of itself now and then; nothing in it names a server.
    `create table processes (
      id uuid primary key,
      beat_at timestamptz not null,
      report jsonb not null
    ) with (fillfactor = 50)`,
    // Into how many shards the bot is split, for as long as somebody holds one of them.
    `create table shard_counts (
      only_one boolean primary key default true check (only_one),
      count integer not null,
      held_until timestamptz not null
    ) with (fillfactor = 50)`,
    // When the next shard of a bucket may sign in.
    `create table sign_ins (
      bucket integer primary key,
      next_at timestamptz not null
    ) with (fillfactor = 50)`,
    // Which release told Discord last which commands there are.
    `create table registered_commands (
      application_id text not null,
      guild_id text not null,
      release text not null,
      registered_at timestamptz not null,
      primary key (application_id, guild_id)
    )`,
  ],
};
