-- Up Migration

-- What is old is found by its time, and taken away in small steps.
create index delivery_by_time on delivery (number_id, created_at);
create index media_by_time on media (number_id, created_at);
create index media_by_message on media (number_id, wamid) where wamid is not null;
create index event_for_programs on event (number_id, position) where event_id is not null;

-- What somebody did that cannot be undone, such as erasing a person: who, when and what, and no
-- name or phone number of a customer. Only ever added.
create table audit_log (
  entry_id uuid        primary key,
  at       timestamptz not null,
  who      text        not null, -- the name of a person or a key of ours
  who_id   text        not null,
  what     text        not null,
  about    jsonb       not null -- ids of ours, and how many of what
);

revoke update, delete, truncate on audit_log from current_user;

-- Whom we were asked to forget. The thread goes on under another id and names of chance; by these
-- a late report on an old message of ours still finds it, and brings no name back.
create table erased_thread (
  number_id bigint      not null,
  thread_id uuid        not null,
  erased_at timestamptz not null,
  kind      text        not null check (kind in ('wa_id', 'user_id')),
  value     text        not null, -- the name of chance that its facts have
  primary key (number_id, thread_id)
);

-- A post of which something was cut out is not as it was signed any more.
alter table post add column recut_at timestamptz; -- null: it is as it came
