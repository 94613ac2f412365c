-- Everything that is sent: templates, messages, their hops, and who does not want them.
create schema notifications;

-- A template's versions; the newest approved one is sent as 알림톡, the newest one as SMS/LMS.
create table notifications.template (
  code text not null,
  version integer not null check (version >= 1),
  -- 정보성 or 광고성 (정보통신망법 제50조): advertising has consent, a label and quiet hours.
  kind text not null check (kind in ('INFO', 'AD')),
  title text not null,
  -- With #{variables}; the approved text of the provider, to the letter.
  body text not null check (char_length(body) between 1 and 1000),
  -- Shorter text for SMS where the body would cost an LMS; '' means the body itself.
  short_body text not null default '',
  -- Buttons of the 알림톡: [{"name","url"}]; the url may hold variables.
  buttons jsonb not null default '[]',
  -- Name of the template at the provider.
  provider_template text not null,
  approval text not null check (approval in ('draft', 'requested', 'approved', 'rejected')),
  created_at timestamptz not null default now(),
  primary key (code, version),
  -- Advertising says so in its first word, in every form (정보통신망법 제50조 제4항).
  check (kind = 'INFO' or (body like '(광고)%' and (short_body = '' or short_body like '(광고)%')))
);

create table notifications.message (
  id uuid primary key,
  tenant_id uuid,
  key text not null unique check (char_length(key) between 1 and 200),
  template text not null,
  template_version integer not null,
  kind text not null check (kind in ('INFO', 'AD')),
  values_sealed text not null,
  phone_sealed text not null,
  phone_index text not null,
  phone_masked text not null,
  state text not null check (state in ('pending', 'sent', 'delivered', 'failed', 'suppressed')),
  -- Business time of the next step; null when nothing is left to do.
  next_at timestamptz,
  -- A worker holds the message until then; a worker that died loses it.
  held_until timestamptz,
  retry_count integer not null default 0,
  created_at timestamptz not null,
  foreign key (template, template_version) references notifications.template (code, version)
);
create index message_due on notifications.message (next_at) where next_at is not null;
create index message_by_phone on notifications.message (phone_index, created_at desc);

-- One channel of a message, as it stands now.
create table notifications.hop (
  message_id uuid not null references notifications.message,
  channel text not null check (channel in ('alimtalk', 'sms', 'lms')),
  position integer not null,
  state text not null check (state in ('pending', 'sent', 'delivered', 'failed')),
  -- Set before the provider is called: with no provider id the outcome of that call is unknown.
  asked_at timestamptz,
  provider_id text,
  sent_at timestamptz,
  primary key (message_id, channel)
);
create unique index hop_by_provider_id on notifications.hop (provider_id) where provider_id is not null;

-- The delivery log: each change of a hop; append-only.
create table notifications.hop_event (
  message_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  channel text not null,
  state text not null check (state in ('pending', 'sent', 'delivered', 'failed')),
  failure text,
  primary key (message_id, id)
);
create trigger hop_event_append_only before update or delete on notifications.hop_event
  for each row execute function kernel.refuse_change();
create trigger hop_event_no_truncate before truncate on notifications.hop_event
  for each statement execute function kernel.refuse_change();

-- 수신거부: per kind and channel; 'sms' stands for SMS and LMS.
create table notifications.opt_out (
  phone_index text not null,
  kind text not null check (kind in ('INFO', 'AD')),
  channel text not null check (channel in ('alimtalk', 'sms')),
  at timestamptz not null,
  primary key (phone_index, kind, channel)
);
