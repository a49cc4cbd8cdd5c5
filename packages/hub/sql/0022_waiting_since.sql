-- Up Migration

-- Since when a customer waits for an answer of ours (SPEC N11): their first message after the last
-- answer that did not fail. A template is none. It follows from messages; `rebuild` compares it.
alter table thread add column waiting_since timestamptz;

update thread t
set waiting_since = (
  select min(i.at)
  from message i
  where i.number_id = t.number_id and i.thread_id = t.thread_id and i.direction = 'in'
    and i.at <= t.heard_at and i.at > coalesce((
        select max(a.at)
        from message a
        where a.number_id = t.number_id and a.thread_id = t.thread_id and a.direction = 'out'
          and a.origin in ('casement', 'phone_app') and a.kind <> 'template'
          and (a.failed_at is null or coalesce(a.delivered_at, a.read_at) is not null)
      ), '-infinity')
)
where t.heard_at is not null and not t.blocked;

create index thread_by_waiting on thread (number_id, waiting_since, thread_id)
  where waiting_since is not null;
