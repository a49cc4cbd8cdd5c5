-- Up Migration

-- A fact is something that happened, theirs or ours. Rows are only ever added. Its id is a hash of
-- the notice, so an exact repeat is the same row, and everything else is kept: the fold chooses
-- among facts, never the insert. It carries the aliases it came with and never a thread, so that
-- merging two threads changes the mapping and not the past.
create table fact (
  number_id   bigint      not null,
  at_month    date        not null, -- of `at`, in UTC: chooses the partition
  fact_id     bytea       not null, -- first 16 bytes of SHA-256
  at          timestamptz not null, -- when the platform says it happened
  kind        text        not null,
  wa_id       text, -- the customer's digits, if the notice had them
  user_id     text, -- the customer's business-scoped id, if it had one
  group_id    text, -- the group it was said in, if it was
  wamid       text,
  said        jsonb       not null, -- the rest, in the engine's words
  post_id     uuid, -- the post it came in; null for what we did ourselves
  recorded_at timestamptz not null,
  primary key (number_id, at_month, fact_id)
) partition by range (at_month);

create index fact_by_wa_id on fact (number_id, wa_id, at) where wa_id is not null;
create index fact_by_user_id on fact (number_id, user_id, at) where user_id is not null;
create index fact_by_group_id on fact (number_id, group_id, at) where group_id is not null;

-- An alias maps a name of the customer, or of a group, to a thread. Recorded, not derived:
-- `rebuild` keeps it.
create table alias (
  number_id bigint      not null,
  kind      text        not null check (kind in ('wa_id', 'user_id', 'group_id')),
  value     text        not null,
  thread_id uuid        not null,
  since     timestamptz not null,
  primary key (number_id, kind, value)
);

create index alias_by_thread on alias (number_id, thread_id);

-- A thread is all that passed between one number and one customer. The row is what the fold makes
-- of its facts, and what the gate must know of the customer. It names no opening time of a window
-- that it could not find again in `service_window`.
create table thread (
  number_id        bigint      not null,
  thread_id        uuid        not null,
  name             text, -- the customer's own, from their profile
  username         text,
  phone            text, -- digits; null for a customer who shows no number
  phones           jsonb, -- of one who changed it: every phone and since when, oldest first
  country          text, -- ISO 3166 alpha-2, known of one without a phone
  folded           jsonb       not null, -- the engine's ThreadState
  window_opened_at timestamptz,
  window_closes_at timestamptz, -- a window's end needs no appointment: it is a range of this
  last_at          timestamptz, -- of the newest message, theirs or ours
  last_wamid       text,
  heard_at         timestamptz, -- when the customer last wrote
  read_to          timestamptz, -- what was written up to here has been seen by somebody of ours
  blocked          boolean     not null default false,
  opted_in         text[],
  opted_out        text[]      not null default '{}', -- categories, or 'all'
  position         bigint      not null, -- of the newest event that showed it
  primary key (number_id, thread_id)
);

create index thread_by_activity on thread (number_id, last_at desc nulls last, thread_id);
create index thread_by_closing on thread (number_id, window_closes_at)
  where window_closes_at is not null;

-- A message, theirs or ours. Any notice makes or joins this row; `origin` is unknown until a draft
-- or an echo claims it, because other tools write from the same number and their messages cost
-- money too.
create table message (
  number_id    bigint      not null,
  wamid        text        not null,
  thread_id    uuid        not null,
  direction    text        not null check (direction in ('in', 'out')),
  origin       text        not null
    check (origin in ('customer', 'casement', 'phone_app', 'unknown')),
  kind         text        not null, -- of its content: text, media, template …
  at           timestamptz not null,
  sent_at      timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  played_at    timestamptz,
  failed_at    timestamptz,
  failed_code  integer,
  edited_at    timestamptz, -- last; what it says here is what it said first
  revoked_at   timestamptz, -- taken back by its sender; what it said is kept
  account_id   bigint,
  draft_id     uuid,
  reply_to     text,
  content_month date, -- the partition of `message_content` that holds its text; null: no text came
  primary key (number_id, wamid)
);

create index message_by_thread on message (number_id, thread_id, at, wamid);

-- What a message says, apart from that it was said: erasing a person deletes rows here and nowhere
-- else.
create table message_content (
  number_id bigint not null,
  month     date   not null, -- of the moment it was first known by, in UTC: chooses the partition
  wamid     text   not null,
  content   jsonb  not null, -- the shape `content` of the API, made by us
  primary key (number_id, month, wamid)
) partition by range (month);

-- A file that came with a message or goes with one.
create table media (
  number_id  bigint      not null,
  media_id   text        not null,
  wamid      text,
  mime_type  text        not null,
  sha256     bytea,
  size_bytes bigint,
  place      text, -- where the bytes are; null: not fetched yet
  created_at timestamptz not null,
  primary key (number_id, media_id)
);
