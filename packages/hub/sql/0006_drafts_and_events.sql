-- Up Migration

-- A draft is a message that somebody wants sent. It is committed before any call to Meta, and its
-- id rides in the call, so that a status webhook can settle a call whose answer never came.
create table draft (
  number_id       bigint      not null,
  draft_id        uuid        not null,
  thread_id       uuid        not null,
  account_id      bigint      not null,
  key_id          uuid, -- whose it is
  body            jsonb       not null, -- the Cloud API body, without the caller's callback data
  body_sha256     bytea       not null, -- the same body from the same key is this draft
  callback_data   text, -- the caller's own biz_opaque_callback_data
  idempotency_key text,
  asked           jsonb       not null, -- the engine's Draft, with the category at that moment
  decision        jsonb       not null, -- the engine's Decision on it
  state           text        not null check (state in
    ('waiting', 'sending', 'accepted', 'refused', 'failed', 'unknown', 'withdrawn')),
  wamid           text,
  answer_status   integer, -- of Meta's answer, as given on
  answer          json, -- as it came: a client that asks again gets the same bytes
  created_at      timestamptz not null,
  settled_at      timestamptz,
  primary key (number_id, draft_id)
);

create unique index draft_by_idempotency on draft (number_id, key_id, idempotency_key)
  where idempotency_key is not null;
create index draft_open on draft (number_id, created_at)
  where state in ('waiting', 'sending', 'unknown');
create index draft_by_thread on draft (number_id, thread_id, created_at);

-- What falls due, and when, by the hub's clock. The owner of the number keeps one alarm, for the
-- next.
create table appointment (
  number_id bigint      not null,
  due_at    timestamptz not null,
  kind      text        not null,
  key       text        not null,
  primary key (number_id, kind, key)
);

create index appointment_by_due on appointment (number_id, due_at);

-- How far the events of a number are counted. Counting is the last statement before a commit, so
-- the order of positions is the order of commits. A sequence would let a later number commit first.
create table number_position (
  number_id bigint not null primary key,
  last      bigint not null
);

-- An event says that something of a thread changed. It names the thing and holds none of its text:
-- whoever reads the stream gets the thing as it is then, and erasing a person leaves nothing here.
create table event (
  number_id bigint      not null,
  position  bigint      not null,
  at        timestamptz not null,
  kind      text        not null,
  thread_id uuid        not null,
  subject   text, -- a wamid, a draft's id, a conversation's key
  primary key (number_id, position)
);

-- How many customers a number opened in the moving 24 h, as its owner last said: the gate of
-- another number of the portfolio adds these up against the portfolio's limit.
create table number_reach (
  number_id bigint      not null primary key,
  reached   integer     not null,
  as_of     timestamptz not null
);
