-- Up Migration

-- A file whose bytes are being written, or were, and that no row of `media` names yet: written down
-- before the first byte, and deleted in the transaction that names the file. What is still here a
-- day later was broken off, and its bytes are taken away. The store is never searched for what
-- nobody names: it may be another hub's as well.
create table begun_file (
  number_id bigint      not null,
  place     text        not null,
  begun_at  timestamptz not null,
  primary key (number_id, place)
);
