-- Up Migration

-- An endpoint is a program of the business that gets what Meta posts, forwarded by us. Small and
-- cold. Its secret is sealed as tokens are (access/seal.ts).
create table endpoint (
  endpoint_id   uuid        primary key,
  name          text        not null,
  url           text        not null,
  account_id    bigint      references account, -- null: of the whole installation
  number_ids    bigint[], -- null: every number of the account, and what is about the account itself
  sealed_secret bytea       not null,
  created_at    timestamptz not null,
  failing_since timestamptz, -- the first failure since something last arrived there
  paused_at     timestamptz, -- since when nothing is tried
  paused_why    text
);

-- What an endpoint is to get of a post, and how that stands: made by the digest of the post, in its
-- transaction, and done by the owner of the number. A post that names several numbers has one
-- delivery an endpoint, under the least number of those that the endpoint gets.
create table delivery (
  number_id     bigint      not null,
  endpoint_id   uuid        not null,
  post_id       uuid        not null,
  received_on   date        not null, -- where the post is
  state         text        not null check (state in ('waiting', 'delivered', 'failed')),
  attempts      integer     not null,
  answer_status integer, -- of the last attempt; null: there was no answer
  failure       text, -- why the last attempt failed
  created_at    timestamptz not null,
  since         timestamptz not null, -- from here the days count that we try
  next_at       timestamptz not null, -- when it is tried next, if it waits
  tried_at      timestamptz,
  primary key (number_id, endpoint_id, post_id)
);

create index delivery_waiting on delivery (number_id, endpoint_id, next_at, post_id)
  where state = 'waiting';
