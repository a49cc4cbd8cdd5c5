-- Up Migration

-- Where Meta posts for an account, as it last told us. That it is another address now is a gap: for
-- a while what customers wrote may have gone elsewhere.
alter table account add column callback_url text; -- null: it was never confirmed

-- Free units of a month that were used before we listened to the number, as somebody told us who
-- read them off at Meta. They come first in the order in which a month's free units are used up.
create table free_units_before (
  number_id bigint  not null,
  allowance text    not null, -- as in `unit`: `number:2026-11`
  used      integer not null check (used >= 0),
  primary key (number_id, allowance)
);

-- Whether webhooks still reach us is asked from now on, of accounts that were connected before.
insert into appointment (number_id, due_at, kind, key)
select number_id, due_at, 'hearing', ''
from appointment
where kind = 'template_sync';

-- What a draft was sent for, in its sender's words: a campaign, a purpose.
alter table draft add column tag text; -- the header X-Casement-Tag, or else the callback data

create index draft_by_tag on draft (number_id, tag, wamid) where tag is not null;
