-- Up Migration

-- What somebody said of two customers does not stop at two: a third may join them, and the two be
-- parted while the third stays with one. So what each had below its floor, where nothing is folded
-- again, goes by what a name stands for on its own, and no merge remembers it for two. Rows are
-- here only of customers whom a merge holds together with others.
create table thread_own_row (
  number_id     bigint      not null,
  own_thread_id uuid        not null, -- as in `alias`
  kind          text        not null
    check (kind in ('window', 'conversation', 'unit', 'message')),
  at            timestamptz not null, -- when it was opened, delivered or sent
  closes_at     timestamptz, -- of a window
  name          text        not null, -- a category, or a wamid; '' for a window
  part          text        not null, -- whose wamid opened the conversation; a unit's recipient
  primary key (number_id, own_thread_id, kind, at, name, part)
);

-- The earliest merge that names a customer found them alone.
with side as (
  select number_id, from_own as own_thread_id, rows_from as had, made_at, merge_id
  from thread_merge
  union all
  select number_id, into_own, rows_into, made_at, merge_id
  from thread_merge
), first as (
  select distinct on (number_id, own_thread_id) number_id, own_thread_id, had
  from side
  order by number_id, own_thread_id, made_at, merge_id
)
insert into thread_own_row (number_id, own_thread_id, kind, at, closes_at, name, part)
select f.number_id, f.own_thread_id, 'window', (k ->> 0)::timestamptz, (k ->> 1)::timestamptz,
       '', ''
from first f, jsonb_array_elements(f.had -> 'windows') as k
union all
select f.number_id, f.own_thread_id, 'conversation', c.opened_at, null, c.category, c.opened_by
from first f, jsonb_array_elements(f.had -> 'conversations') as k
join conversation c on c.category = k ->> 0 and c.opened_by = k ->> 1
where c.number_id = f.number_id
union all
select f.number_id, f.own_thread_id, 'unit', u.delivered_at, null, u.wamid, u.recipient
from first f, jsonb_array_elements(f.had -> 'units') as k
join unit u on u.wamid = k ->> 0 and u.recipient = k ->> 1
where u.number_id = f.number_id;

-- A floor that was raised over those whom a merge holds together: they cannot be parted any more.
alter table thread_merge add column is_final boolean not null default false;

update thread_merge m
set is_final = true
where m.floor_at is distinct from (
  select max(f.at)
  from alias own
  join alias a on a.number_id = own.number_id and a.thread_id = own.thread_id
  join thread_floor f on f.number_id = a.number_id and f.kind = a.kind and f.value = a.value
  where own.number_id = m.number_id and own.own_thread_id = m.from_own
);

alter table thread_merge
  drop column rows_from,
  drop column rows_into,
  drop column floor_at;
