-- Up Migration

-- What the queues of the inbox are taken from. A free entry point that our answer would open stands
-- in `folded` too; here it has an index of its own. An index on the expression would make every
-- status write a new version of every index entry of its thread.
alter table thread add column offer_lapses_at timestamptz;

update thread
set offer_lapses_at = to_timestamp((folded #>> '{offer,lapsesAt}')::float8 / 1000)
where folded #>> '{offer,lapsesAt}' is not null;

create index thread_by_offer on thread (number_id, offer_lapses_at)
  where offer_lapses_at is not null;

create index thread_unread on thread (number_id, last_at desc nulls last, thread_id)
  where heard_at > coalesce(read_to, '-infinity');

-- The words of what was said, in any language: whole words and their beginnings, no stems. Marks
-- within words become spaces, so that a file, an address and a number are found by any part of
-- their names. The number comes first, as in every index of a hot table; that takes btree_gin,
-- which comes with PostgreSQL and which the owner of a database may create.
create extension if not exists btree_gin;

create index message_content_words on message_content using gin (
  number_id,
  to_tsvector('simple', translate(
    coalesce(content ->> 'text', '') || ' ' || coalesce(content ->> 'caption', '') || ' ' ||
    coalesce(content ->> 'filename', '') || ' ' || coalesce(content ->> 'title', '') || ' ' ||
    coalesce(content ->> 'header', '') || ' ' || coalesce(content ->> 'name', '') || ' ' ||
    coalesce(content ->> 'address', ''), '_./@:+#&=-', '          '))
);
