-- Up Migration

-- What the fold says. `rebuild` folds the facts again and must find just these rows; late facts
-- refold from the rows that reach over their moment.

-- A service window: a merged span in which anything may be sent.
create table service_window (
  number_id bigint      not null,
  thread_id uuid        not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opened_at),
  primary key (number_id, thread_id, opened_at)
);

-- A conversation: the platform's 24-hour unit. No two of one category overlap in a thread; that is
-- checked by laws, by the simulation and by `doctor`. An exclusion constraint costs six times a
-- b-tree.
create table conversation (
  number_id       bigint      not null,
  category        text        not null,
  opened_by       text        not null, -- the wamid whose delivery opened it
  thread_id       uuid        not null,
  opened_at       timestamptz not null,
  expires_at      timestamptz not null,
  closed_early_at timestamptz,
  initiated_by    text        not null check (initiated_by in ('business', 'customer')),
  billable        boolean, -- null where messages are charged and conversations are not
  message_count   integer     not null,
  rule            text        not null,
  primary key (number_id, category, opened_by)
);

create index conversation_by_thread on conversation (number_id, thread_id, opened_at);

-- A unit is what can be charged: one message of ours that reached one recipient. The fold makes it;
-- the rating gives it its place among the units of its allowance, and so its amount.
create table unit (
  number_id     bigint      not null,
  wamid         text        not null,
  recipient     text        not null, -- a participant of a group; '' for the thread's customer
  thread_id     uuid        not null,
  account_id    bigint, -- who sent it, and pays
  delivered_at  timestamptz not null,
  folded        jsonb       not null, -- the engine's Unit
  allowance     text, -- 'number:2026-10': which free units it draws on, and of which month
  charge        jsonb       not null, -- the engine's Charge, as last rated
  amount_micros bigint, -- of `charge`; null: nobody knows
  state         text        not null
    check (state in ('free', 'unknown', 'accrued', 'confirmed', 'corrected')),
  primary key (number_id, wamid, recipient)
);

create index unit_by_thread on unit (number_id, thread_id, delivered_at);
create index unit_by_delivery on unit (number_id, delivered_at desc, wamid, recipient);
create index unit_by_allowance on unit (number_id, allowance, delivered_at, wamid, recipient)
  where allowance is not null;
