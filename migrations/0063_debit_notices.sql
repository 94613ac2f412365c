-- 공지사항, per service.
create table debit.notice (
  id uuid primary key,
  service text not null check (service in ('debit', 'submission')),
  title text not null check (length(title) between 1 and 100),
  -- Paragraphs, plain text.
  body text not null check (length(body) between 1 and 20000),
  is_pinned boolean not null default false,
  published_at timestamptz not null,
  published_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create index notice_by_service on debit.notice (service, is_pinned desc, id desc);
