-- Up Migration

-- How often units that were delivered on a day changed. Whoever has added a day up, which takes a
-- reading of all its units, knows by this whether the sums still hold.
create table unit_day (
  number_id bigint not null,
  day       date   not null, -- in UTC: an account's own day lies in two of them
  version   bigint not null,
  primary key (number_id, day)
) with (fillfactor = 50);
