-- Up Migration

-- What customers make of a template, and why Meta turned it down, as last told; null: not told.
alter table template
  add column quality         text,
  add column rejected_reason text;

-- When a key was last shown, to the minute: whoever cleans up wants to know which are dead.
alter table api_key add column last_used_at timestamptz;

-- The word of the handshake, sealed: who sets the webhook up again must be able to copy it. Null:
-- the app was connected before we kept it; connecting it again keeps it.
alter table app add column sealed_verify bytea;
