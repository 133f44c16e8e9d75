/** What a library keeps: files, articles, passages as they are shown, and what quotes are found in. */
import { type Migration, tenantTable } from '../migration.ts';

/** Migration 2. */
export const library: Migration = {
  number: 2,
  name: '0002-library',
  least: 1,
  statements: [
    // The release whose code read its files, and when its evidence became another kind.
    'alter table collections add column written_by text, add column switched_at timestamptz',
    // `bytes` of a folder's file stay in the folder. `record` is how it was read; it is of the bytes
    // with `read_sha256`, by the code and the model that `read_as` stands for. `problems` say why there is
    // no article in it, where there is none.
    ...tenantTable(
      'files',
      `collection integer not null,
      path text not null,
      origin text not null check (origin in ('folder', 'discord')),
      sha256 text not null,
      size bigint not null,
      modified double precision not null,
      bytes bytea,
      record bytea,
      read_sha256 text,
      read_as text,
      problems jsonb,
      primary key (collection, path)`,
    ),
    // Of these, a writer has something to do.
    `create index files_unread on files (collection)
      where origin = 'discord' and read_sha256 is distinct from sha256`,
    // Files that nobody is shown anything of, until a writer has taken them out.
    ...tenantTable(
      'withdrawn',
      'collection integer not null, path text not null, primary key (collection, path)',
    ),
    ...tenantTable(
      'articles',
      `collection integer not null,
      id text not null,
      file text not null,
      part integer not null,
      metadata jsonb not null,
      hash text not null,
      body bytea not null,
      primary key (collection, id)`,
    ),
    'create index articles_file on articles (collection, file)',
    // A passage has a slot in the index, and a row here for each place where its words stand. Slots of
    // another generation than the one that is written stay for processes that read it, until it is dropped.
    ...tenantTable(
      'records',
      `collection integer not null,
      slot bigint not null,
      place integer not null,
      generation smallint not null,
      words text not null,
      entry text not null,
      citation_id text not null,
      half text not null,
      article_id text not null,
      paragraph integer not null,
      record bytea not null,
      primary key (collection, slot, place)`,
    ),
    'create index records_citation on records (collection, citation_id)',
    'create index records_half on records (collection, half)',
    'create index records_paragraph on records (collection, article_id, paragraph)',
    // Citation ids of an earlier release, by the place that their words are part of now.
    ...tenantTable(
      'former_ids',
      `collection integer not null,
      id text not null,
      half text not null,
      slot bigint not null,
      place integer not null,
      sentence integer not null,
      primary key (collection, id, slot, place)`,
    ),
    'create index former_ids_half on former_ids (collection, half)',
    'create index former_ids_slot on former_ids (collection, slot)',
    // Quotes: see src/library/postgres/. An article's number is never given again.
    ...tenantTable(
      'quote_totals',
      `collection integer not null,
      form smallint not null,
      tokens bigint not null,
      next_word integer not null,
      next_number integer not null,
      primary key (collection, form)`,
    ),
    ...tenantTable(
      'quote_articles',
      `collection integer not null,
      number integer not null,
      article text not null,
      primary key (collection, number)`,
    ),
    'create unique index quote_articles_article on quote_articles (collection, article)',
    ...tenantTable(
      'quote_streams',
      `collection integer not null,
      form smallint not null,
      number integer not null,
      packed bytea not null,
      primary key (collection, form, number)`,
    ),
    ...tenantTable(
      'quote_words',
      `collection integer not null,
      form smallint not null,
      id integer not null,
      word bytea not null,
      is_word boolean not null,
      count bigint not null,
      articles integer not null,
      primary key (collection, form, id)`,
    ),
    'create unique index quote_words_word on quote_words (collection, form, word)',
    ...tenantTable(
      'quote_postings',
      `collection integer not null,
      form smallint not null,
      word integer not null,
      block integer not null,
      numbers bytea not null,
      primary key (collection, form, word, block)`,
    ),
  ],
};
