-- Up Migration

-- A draft may be for later (`scheduled`, until its moment or until somebody takes it back), and one
-- whose end nobody learns may be given up. `waiting` is one that another node was asked to send.
alter table draft
  drop constraint draft_state_check,
  add constraint draft_state_check check (state in
    ('waiting', 'scheduled', 'sending', 'accepted', 'refused', 'failed', 'unknown', 'withdrawn',
     'canceled', 'given_up')),
  add column send_at    timestamptz, -- when it is to be sent; null: at once
  add column revision   integer not null default 0, -- how often it was changed
  add column fallback   jsonb, -- the body of the template to send if the window has closed
  add column instead_of jsonb, -- what this is the fallback of: its body, and why it could not go
  add column again_of   uuid, -- the draft given up of which this is the second attempt
  add column again_as   uuid; -- the second attempt, of one that was given up

create index draft_scheduled on draft (number_id, send_at, draft_id) where state = 'scheduled';

-- What becomes of drafts of which nobody learns whether they were sent. Small and cold. Without a
-- row they are held.
create table unknown_policy (
  number_id bigint not null,
  template  text   not null, -- for drafts of this template; empty: for all that no other row is for
  choice    text   not null check (choice in ('hold', 'give_up', 'send_again')),
  after_ms  bigint not null, -- since it is not known whether they were sent; of `hold` 0
  primary key (number_id, template)
);

-- A message that one node was asked to send, of a number that another one owns. The owner makes a
-- draft of it, as of what it was asked itself; whoever asked waits for that, and deletes the row.
create table asked (
  number_id  bigint      not null,
  ask_id     uuid        not null,
  asked_at   timestamptz not null,
  account_id bigint, -- whose token sends it; null: the number's default account
  command    jsonb       not null,
  draft_id   uuid, -- the draft that it is
  problem    text check (problem in ('other_body', 'no_thread', 'failed')), -- why it is none
  primary key (number_id, ask_id)
);

-- What was uploaded is found again by its bytes, as long as Meta has it.
create index media_uploaded on media (number_id, sha256) where wamid is null;
