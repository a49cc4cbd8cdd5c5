-- Up Migration

-- Which thread a name stands for by the platform's word alone: two names in one notice have one.
-- `thread_id` is the same, but where somebody of ours merged two customers. So a merge can be
-- undone after any number of notices that taught further names.
alter table alias add column own_thread_id uuid;
update alias set own_thread_id = thread_id;
alter table alias alter column own_thread_id set not null;

-- That somebody said of two customers of a number that they are one. It joins what the platform
-- keeps apart; once the platform says it too, the row goes.
create table thread_merge (
  number_id  bigint      not null,
  merge_id   uuid        not null,
  from_own   uuid        not null, -- `own_thread_id` of the one that became part of the other
  into_own   uuid        not null,
  was_from   jsonb       not null, -- what their threads said of them before, as no fact tells it
  was_into   jsonb       not null,
  rows_from  jsonb       not null, -- the windows, conversations and units that each had: what of
  rows_into  jsonb       not null, -- them lies below a floor is not folded again
  floor_at   timestamptz, -- the later of their floors; once it is raised the two cannot be parted
  made_at    timestamptz not null,
  who        text        not null, -- the name of a person or a key of ours
  primary key (number_id, merge_id)
);

create index thread_merge_by_from on thread_merge (number_id, from_own);
create index thread_merge_by_into on thread_merge (number_id, into_own);

-- What the business itself writes down of its customers: notes, fields of its own, and what they
-- agreed to. A customer is whoever has one of a thread's names, on any number of the portfolio. So,
-- as a fact does, each record carries the names it was written under and never a thread: merging
-- and parting threads changes what is found, and not what is written. These tables are cold.
create table customer_record_name (
  scope_id  bigint not null, -- the portfolio; the account, where its portfolio is not known
  kind      text   not null check (kind in ('wa_id', 'user_id')),
  value     text   not null,
  record_id uuid   not null,
  primary key (scope_id, kind, value, record_id)
);

create index customer_record_name_by_record on customer_record_name (record_id);

create table customer_note (
  record_id  uuid        primary key,
  text       text        not null,
  written_at timestamptz not null,
  edited_at  timestamptz,
  who        text        not null, -- the name of a person or a key of ours
  who_id     text        not null
);

create table customer_field (
  record_id uuid        primary key,
  name      text        not null,
  value     text        not null,
  set_at    timestamptz not null,
  who       text        not null
);

-- What a customer agreed to, or stopped, as somebody of the business knows it: said on paper, in a
-- shop, to another program. Rows are only added; the last word on a category counts. What the
-- customer stops at the platform is a fact, and stands before this.
create table customer_consent (
  record_id   uuid        primary key,
  category    text        not null
    check (category in ('marketing', 'utility', 'authentication', 'all')),
  word        text        not null check (word in ('opt_in', 'opt_out')),
  stated_at   timestamptz not null, -- when the customer said so
  source      text        not null, -- where: a form, a shop, a list of another program's
  evidence    text, -- what they said, or where it can be read
  recorded_at timestamptz not null,
  who         text        not null, -- the name of a person or a key of ours
  who_id      text        not null,
  batch_id    uuid        not null, -- with what it was written down: heeded together
  is_told     boolean     not null -- whether each number's owner was told to heed it
);

create index customer_consent_by_batch on customer_consent (batch_id);
create index customer_consent_untold on customer_consent (batch_id) where not is_told;

-- Whether a number sends templates out of the window only to who agreed to their category.
alter table number add column opt_in_required boolean not null default false;
