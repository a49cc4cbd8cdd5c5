-- Up Migration

-- What the engine keeps of a thread goes in and out with each batch, whole, and no statement looks
-- into it. As `jsonb` each of its members was sorted on the way in and written out anew on the way
-- back: the dearest part of a digest (bench/digest). `json` is the text as it came.
alter table thread alter column folded type json using folded::text::json;
