-- Up Migration

-- A thread is written with each batch that is about it, a message and a unit with each status.
-- With room on its page the new version lies beside the old one, and no index has to hear of it:
-- these rows change often, and what the indexes hold of them seldom (bench/digest).
alter table thread set (fillfactor = 50);
alter table message set (fillfactor = 80);
alter table unit set (fillfactor = 80);
alter table conversation set (fillfactor = 80);
