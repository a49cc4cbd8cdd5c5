-- Up Migration

-- What Meta has said of the state of an account: of each kind (`deletion`, `ban`, `restriction`,
-- `violation`) the newest word. Also of an account that nobody has connected yet.
create table account_news (
  account_id bigint      not null,
  kind       text        not null,
  at         timestamptz not null, -- when Meta said so
  word       text        not null, -- in Meta's words
  until      timestamptz, -- until when it holds; null: nobody said
  primary key (account_id, kind)
);
