-- Up Migration

-- An endpoint gets what Meta posts, or events of the hub's own making, by kind.
alter table endpoint add column event_kinds text[]; -- null: it gets Meta's posts

-- Among the events of a number are those for programs. They say what it was, for a program cannot
-- ask what has changed since; what a message said and who the customer is are read when the event
-- is posted, so that erasing a person leaves nothing here.
alter table event alter column thread_id drop not null; -- null: it is about an account
alter table event
  add column event_id uuid, -- of an event for programs; null: it is for screens
  add column said     jsonb; -- what it was, without a text, a name or a phone number

-- Such an event is delivered as a post is, under its own id as `post_id`.
alter table delivery
  add column position  bigint, -- of the event that is delivered; null: it is a post
  add column thread_id uuid; -- whose events wait for one another; null: it waits for none
alter table delivery alter column received_on drop not null; -- null: it is an event
alter table delivery alter column next_at drop not null; -- null: it waits for one before it

create index delivery_in_thread on delivery (number_id, endpoint_id, thread_id, position)
  where state = 'waiting' and thread_id is not null;

-- Up to which moment programs were told of windows that close, while any asks for that.
create table window_watch (
  number_id  bigint      not null primary key,
  closing_to timestamptz not null, -- told ahead: of every window that closes up to here
  closed_to  timestamptz not null
);
