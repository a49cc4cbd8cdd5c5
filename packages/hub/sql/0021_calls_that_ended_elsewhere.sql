-- Up Migration

-- How a call ended whose number had become another node's meanwhile: written by the node that made
-- it, for the owner to settle the draft by. A row lasts until then. Not jsonb, as an answer of
-- Meta's may hold what that does not take.
create table ended_elsewhere (
  number_id bigint      not null,
  draft_id  uuid        not null,
  ended_at  timestamptz not null,
  call_end  json        not null,
  primary key (number_id, draft_id)
);
