-- Up Migration

-- Drafts of erased customers of which nobody knew whether they were sent. Nothing of what they said
-- is left; by these a status that brings a draft's id back finds the erased thread, and no name.
create table erased_draft (
  number_id bigint not null,
  draft_id  uuid   not null,
  thread_id uuid   not null,
  primary key (number_id, draft_id)
);
