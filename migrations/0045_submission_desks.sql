-- What the institution's and the operator's pages look for, and what retention has to find.
create index submission_running on submission.submission (institution_id) where state = 'running';
create index delivery_by_institution on submission.delivery (institution_id, created_at desc, id desc);
create index item_ended_without_pdf on submission.item (state, id desc)
  where state in ('failed', 'notProvided');
-- Small: both values go when the item is issued or its submission is over.
create index item_with_secrets on submission.item (submission_id)
  where inputs_sealed is not null or two_way_sealed is not null;
