-- Up Migration

-- How many messages a second Meta lets a number send, as it last said; null: it has not said.
alter table number add column per_second integer;

-- A retry is looked for among the unknown by its body, and there may be many once a line was down.
create index draft_unknown on draft (number_id, body_sha256) where state = 'unknown';

-- Who takes a number over must know how fast it sent in the last minutes.
create index draft_by_time on draft (number_id, created_at);

-- By the idempotency key first, as a batch asks for those of many keys at once. Without an API key,
-- too, an idempotency key is one draft.
drop index draft_by_idempotency;
create unique index draft_by_idempotency on draft (number_id, idempotency_key, key_id)
  nulls not distinct
  where idempotency_key is not null;
