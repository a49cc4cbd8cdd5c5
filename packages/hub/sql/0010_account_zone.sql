-- Up Migration

-- Which zone an account's months and days turn in. Meta names it by a number, and a number that is
-- not on the list would otherwise be taken as UTC without a word. `time_zone` is what counts.
alter table account add column platform_zone text; -- as Meta named it; null: it named none
alter table account add column chosen_zone text; -- somebody here said so; null: as Meta says
