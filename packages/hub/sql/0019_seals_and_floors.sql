-- Up Migration

-- What a seal closed. Nothing is booked in its month any more, so its postings hash to the same for
-- ever; what its messages cost may still change, by postings of later months.
alter table seal
  add column from_at         timestamptz not null, -- the month, by the number's own account
  add column to_at           timestamptz not null,
  add column postings_sha256 bytea       not null; -- of the month's postings

-- A posting that came for a month that was sealed by then is booked in the month in which it came.
alter table posting add column late_for date; -- the month it is about; null: that is `period`

create index posting_late on posting (number_id, late_for) where late_for is not null;

-- Facts from before the floor of a number are not kept, and none is learned any more. Whatever
-- followed from them stays as it is.
create table fact_floor (
  number_id  bigint      not null primary key,
  at         timestamptz not null, -- none from before this moment is learned
  reached_at timestamptz -- up to here none is needed any more; null: all are
);

-- What the fold had made of a thread by its floor, of all that may still change after it: the facts
-- that are kept, folded on, give what all facts would give. As facts do, it goes by a name of the
-- customer and not by the thread, so that merging two threads changes the mapping and not the past.
create table thread_floor (
  number_id   bigint      not null,
  kind        text        not null, -- of the name, as in `alias`
  value       text        not null,
  at          timestamptz not null, -- folded in is every fact before this moment
  folded      json        not null, -- the engine's ThreadState
  units       json        not null, -- those of the messages that `folded` holds
  stated      json        not null, -- what the customer was called, where that changed
  preferences json        not null, -- their last word on each category
  primary key (number_id, kind, value)
);

-- Events for screens go after some days. Up to here they are gone: who has read less begins anew.
alter table number_position add column dropped_to bigint not null default 0;
