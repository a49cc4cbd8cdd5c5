-- Up Migration

-- From here on, tables are hot. Every primary and unique key begins with `number_id`, every
-- statement names one number, and there are no triggers, no foreign keys to other kinds of tables,
-- and no sequences: one number is one shard, on one server today and on Citus when one no longer
-- holds it.

-- A stream is where a post belongs: a phone number, or the entry of a change that names none. There
-- is no foreign key to `number`: a number that nobody connected is kept and shown all the same.
create table stream (
  number_id     bigint      not null primary key,
  first_post_at timestamptz not null,
  last_post_at  timestamptz not null
);

-- A post is one webhook request, byte for byte, under each stream that it names. Nothing about it
-- is unique but its id: Meta posts the same bytes again, and the facts in them are what is kept
-- once.
create table post (
  number_id      bigint      not null,
  received_on    date        not null, -- chooses the partition, which is dropped whole
  post_id        uuid        not null,
  received_at    timestamptz not null,
  app_id         bigint      not null,
  secret_version integer     not null, -- the secret that the signature was verified with
  signature      text        not null,
  bytes          bytea       not null,
  primary key (number_id, received_on, post_id)
) partition by range (received_on);

-- A post that no digest has finished yet. The digest deletes it in its own transaction. A
-- high-water mark in its place was tried and lost posts: one that commits late is behind the mark
-- and never seen.
create table pending (
  number_id   bigint not null,
  post_id     uuid   not null,
  received_on date   not null,
  primary key (number_id, post_id)
);

-- What a post said that we could not read: kept, counted and shown, and read again by `replay`.
create table not_understood (
  number_id   bigint      not null,
  notice_id   bytea       not null,
  post_id     uuid        not null,
  received_on date        not null,
  at_path     text        not null, -- where in the post: entry[0].changes[1].value.messages[0]
  what        text        not null,
  recorded_at timestamptz not null,
  primary key (number_id, notice_id)
);
