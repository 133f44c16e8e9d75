create table files (
  collection integer not null,
  path text not null,
  origin text not null check (origin in ('folder', 'discord')),
  sha256 text not null,
  size bigint not null,
  modified double precision not null,
  bytes bytea,
  record bytea,
  read_sha256 text,
  primary key (collection, path)
) partition by hash (collection);
create table articles (
  collection integer not null,
  id text not null,
  file text not null,
  part integer not null,
  metadata jsonb not null,
  hash text not null,
  digest bytea not null,
  body bytea not null,
  primary key (collection, id)
) partition by hash (collection);
create index articles_file on articles (collection, file);
create table records (
  collection integer not null,
  slot bigint not null,
  words bytea not null,
  entry bytea not null,
  embedding bytea not null,
  article_ids text[] not null,
  record bytea not null,
  primary key (collection, slot)
) partition by hash (collection);
create table citations (
  collection integer not null,
  id text not null,
  words text not null,
  slot bigint not null,
  place integer not null,
  sentence integer,
  primary key (collection, id)
) partition by hash (collection);
create index citations_words on citations (collection, words);
create index citations_slot on citations (collection, slot);
create table withdrawn (
  collection integer not null,
  path text not null,
  primary key (collection, path)
) partition by hash (collection);
create table quote_totals (
  collection integer not null,
  form smallint not null,
  tokens bigint not null,
  next_word integer not null,
  next_number integer not null,
  primary key (collection, form)
) partition by hash (collection);
create table quote_articles (
  collection integer not null,
  number integer not null,
  article text not null,
  primary key (collection, number)
) partition by hash (collection);
create unique index quote_articles_article on quote_articles (collection, article);
create table quote_streams (
  collection integer not null,
  form smallint not null,
  number integer not null,
  packed bytea not null,
  primary key (collection, form, number)
) partition by hash (collection);
create table quote_words (
  collection integer not null,
  form smallint not null,
  id integer not null,
  word bytea not null,
  is_word boolean not null,
  count bigint not null,
  articles integer not null,
  primary key (collection, form, id)
) partition by hash (collection);
create unique index quote_words_word on quote_words (collection, form, word);
create table quote_postings (
  collection integer not null,
  form smallint not null,
  word integer not null,
  block integer not null,
  numbers bytea not null,
  primary key (collection, form, word, block)
) partition by hash (collection);
