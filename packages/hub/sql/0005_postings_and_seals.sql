-- Up Migration

-- What units cost, as postings that are only ever added. One row names both accounts, so the books
-- balance by form; a correction is a new row that names the one it corrects. A deferred trigger
-- that summed a two-row journal cost five times as much.
create table posting (
  number_id     bigint      not null,
  posting_id    uuid        not null, -- follows from the unit and the how-manieth posting it is
  unit          text        not null, -- wamid, and '/recipient' in a group
  place         integer     not null, -- the how-manieth posting of its unit, from 0
  debit         text        not null,
  credit        text        not null check (credit <> debit),
  currency      char(3)     not null,
  amount_micros bigint      not null check (amount_micros > 0),
  occurred_at   timestamptz not null, -- when the platform says it happened: chooses the rate
  recorded_at   timestamptz not null, -- when we learned of it, by our own clock
  period        date        not null, -- the month it is booked in
  corrects      uuid,
  primary key (number_id, posting_id)
);

create unique index posting_by_unit on posting (number_id, unit, place);
create index posting_by_period on posting (number_id, period);

-- A seal closes a month of a number for good: later facts post to the open month.
create table seal (
  number_id   bigint      not null,
  period      date        not null,
  sealed_at   timestamptz not null,
  sums        jsonb       not null,
  dump_sha256 bytea       not null, -- of the canonical dump up to the month's end
  primary key (number_id, period)
);

-- Nobody changes what is booked, not even we: the hub's role owns the tables, and gives this away.
revoke update, delete, truncate on posting from current_user;
revoke update, delete, truncate on seal from current_user;
revoke update on fact from current_user;
