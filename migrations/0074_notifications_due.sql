-- What is due is looked for every two seconds, what somebody waits for first. The message says itself
-- whether it is such, as its template did when it was written: then an index has what is due in order,
-- however many messages wait.
alter table notifications.message add column is_awaited boolean not null default false;
update notifications.message m set is_awaited = true
from notifications.template t
where t.code = m.template and t.version = m.template_version and t.is_awaited
  and m.next_at is not null;
drop index notifications.message_due;
create index message_due on notifications.message (is_awaited, next_at) where next_at is not null;
