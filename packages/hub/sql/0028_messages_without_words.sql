-- Up Migration

-- Messages of which no words came, such as those of another tool on the number: what is too old of
-- them is found by its time. The table may be large. It is read through once for this, and while
-- that lasts nothing is written to it; the index itself is small where all is sent by us.
create index message_without_words on message (number_id, at) where content_month is null;
