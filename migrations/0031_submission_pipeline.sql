-- The steps of the pipeline that every document takes. Each function handles a batch in one round
-- trip and one commit. All of them, and all other writers, lock in this order:
-- agency, lease, item, submission.

-- Ends a submission whose items have all ended, once; true for the caller that ended it.
create function submission.finish_if_ended(p_submission_id uuid, p_now timestamptz) returns boolean
language plpgsql as $$
begin
  perform 1 from submission.submission
    where id = p_submission_id and state = 'running' for no key update;
  if not found then return false; end if;
  perform 1 from submission.item
    where submission_id = p_submission_id
      and state not in ('delivered', 'notProvided', 'failed') limit 1;
  if found then return false; end if;
  update submission.submission
    set state = 'finished', finished_at = p_now, version = version + 1
    where id = p_submission_id;
  -- What the agencies needed is no longer needed.
  delete from submission.bundle where submission_id = p_submission_id;
  return true;
end
$$;

-- Takes the next due item of each lane (certificate, agency), with its lease. A lane that `mayRoam`
-- takes another certificate's item at the same agency when its own has none.
-- outcome: claimed; closed, breakerOpen, bundleEnded (the item must be parked); full, busy (wait).
create function submission.claim_items(
  -- [{"n":0,"certificate":"…","agency":"hometax","mayRoam":false,"event":"uuid"}]
  p_lanes jsonb,
  p_now timestamptz,
  p_holder text,
  p_lease_seconds integer,
  p_breaker_failures integer
) returns table (
  n integer, outcome text, token bigint, item jsonb, submission jsonb, source jsonb,
  bundle_sealed text, inputs_sealed text, two_way_sealed text,
  agency_failure_count integer, agency_success_is_old boolean
) language plpgsql as $$
#variable_conflict use_column
declare
  v_lane record;
  v_agency submission.agency;
  v_item submission.item;
  v_type submission.document_type;
  v_submission submission.submission;
  v_product submission.product;
  v_bundle text;
  v_token bigint;
  v_time text := to_char(p_now at time zone 'Asia/Seoul', 'HH24:MI');
begin
  for v_lane in
    select * from jsonb_to_recordset(p_lanes)
      as l(n integer, certificate text, agency text, "mayRoam" boolean, event uuid)
    order by l.agency, l.certificate
  loop
    -- One claim at a time per agency makes parallel_max and the half-open probe exact.
    select * into v_agency from submission.agency a
      where a.code = v_lane.agency for no key update;
    select * into v_item from submission.item i
      where i.certificate_fingerprint = v_lane.certificate and i.agency_code = v_lane.agency
        and i.state in ('queued', 'waitingAgency', 'authWait') and i.next_at <= p_now
        and not exists (
          select 1 from submission.lease l
          where l.certificate_fingerprint = i.certificate_fingerprint
            and l.agency_code = i.agency_code and l.expires_at > clock_timestamp()
            and (l.item_id is distinct from i.id or i.state <> 'authWait'))
      order by (i.state = 'authWait') desc, i.id limit 1 for update skip locked;
    if not found and v_lane."mayRoam" then
      select * into v_item from submission.item i
        where i.agency_code = v_lane.agency
          and i.state in ('queued', 'waitingAgency', 'authWait') and i.next_at <= p_now
          and not exists (
            select 1 from submission.lease l
            where l.certificate_fingerprint = i.certificate_fingerprint
              and l.agency_code = i.agency_code and l.expires_at > clock_timestamp()
              and (l.item_id is distinct from i.id or i.state <> 'authWait'))
        order by i.id limit 1 for update skip locked;
    end if;
    if v_item.id is null then continue; end if;

    n := v_lane.n;
    token := null;
    item := jsonb_build_object('id', v_item.id, 'submissionId', v_item.submission_id,
      'certificate', v_item.certificate_fingerprint, 'agency', v_item.agency_code);
    submission := null; source := null; bundle_sealed := null; inputs_sealed := null;
    two_way_sealed := null; agency_failure_count := v_agency.failure_count;

    select * into v_type from submission.document_type t where t.code = v_item.document_code;
    -- A login that waits for its extra step is half done: it goes on whatever the hour.
    if v_item.state <> 'authWait' and (v_time < coalesce(v_type.opens_at, v_agency.opens_at)
      or v_time >= coalesce(v_type.closes_at, v_agency.closes_at)) then
      outcome := 'closed'; return next; continue;
    end if;
    if v_item.state <> 'authWait' and v_agency.breaker_open_until > p_now then
      outcome := 'breakerOpen'; return next; continue;
    end if;
    -- Half open: after the pause one request alone tries whether the agency is back.
    if (select count(*) from submission.item i
        where i.agency_code = v_item.agency_code and i.state = 'running')
      >= (case when v_agency.failure_count >= p_breaker_failures then 1 else v_agency.parallel_max end)
    then
      outcome := 'full'; return next; continue;
    end if;
    select b.sealed into v_bundle from submission.bundle b
      where b.submission_id = v_item.submission_id and b.expires_at > p_now;
    if not found then
      outcome := 'bundleEnded'; return next; continue;
    end if;

    insert into submission.lease as l
        (certificate_fingerprint, agency_code, token, item_id, holder, expires_at)
      values (v_item.certificate_fingerprint, v_item.agency_code, 1, v_item.id, p_holder,
        clock_timestamp() + make_interval(secs => p_lease_seconds))
      on conflict (certificate_fingerprint, agency_code) do update
        set token = l.token + 1, item_id = excluded.item_id, holder = excluded.holder,
          expires_at = excluded.expires_at
        where l.expires_at is null or l.expires_at <= clock_timestamp()
          or (l.item_id = v_item.id and v_item.state = 'authWait')
      returning l.token into v_token;
    if v_token is null then
      outcome := 'busy'; return next; continue;
    end if;

    select * into v_submission from submission.submission s where s.id = v_item.submission_id;
    select * into v_product from submission.product p
      where p.institution_id = v_submission.institution_id and p.id = v_submission.product_id;
    update submission.item i
      set state = 'running', next_at = null, started_at = p_now, finished_at = null,
        failure_class = null, failure_code = null, failure_text = null,
        auth_ask_count = i.auth_ask_count + (i.two_way_sealed is not null)::integer,
        version = i.version + 1
      where i.submission_id = v_item.submission_id and i.id = v_item.id;
    insert into submission.item_event (item_id, id, at, attempt_number, state, detail)
      values (v_item.id, v_lane.event, p_now, v_item.attempt_number, 'running',
        'lease ' || v_token);
    outcome := 'claimed';
    token := v_token;
    item := item || jsonb_build_object(
      'documentCode', v_item.document_code, 'documentName', v_item.document_name,
      'periodFrom', v_item.period_from, 'periodTo', v_item.period_to,
      'periodLabel', v_item.period_label, 'dataOnly', v_item.data_only,
      'attemptNumber', v_item.attempt_number, 'retryCount', v_item.retry_count,
      'recoveryCount', v_item.recovery_count,
      'authAskCount', v_item.auth_ask_count + (v_item.two_way_sealed is not null)::integer,
      'hasPdf', v_type.has_pdf);
    submission := jsonb_build_object(
      'id', v_submission.id, 'institutionId', v_submission.institution_id,
      'productSlug', v_product.slug, 'productName', v_product.name,
      'reference', v_submission.reference,
      'round', v_submission.round, 'sessionId', v_submission.session_id,
      'submitterType', v_submission.submitter_type, 'subjectName', v_submission.subject_name,
      'businessNumber', v_submission.business_number, 'clientName', v_submission.client_name,
      'clientBusinessNumber', v_submission.client_business_number);
    source := v_type.sources;
    bundle_sealed := v_bundle;
    inputs_sealed := v_item.inputs_sealed;
    two_way_sealed := v_item.two_way_sealed;
    agency_success_is_old := v_agency.last_success_at is null
      or v_agency.last_success_at < p_now - interval '10 seconds'
      or v_agency.last_success_at > p_now;
    return next;
  end loop;
end
$$;

-- Writes issued documents with their deliveries and frees their leases, if the fencing token is
-- still ours. outcome: issued; fenced (another holder took over); ended (the item ended meanwhile).
create function submission.record_issued(
  -- [{"n","item","submission","certificate","agency","token","document","delivery","event",
  --   "fileName","sha256","sizeBytes","pageCount","encrypted","issueNumber"}]
  p_results jsonb,
  p_pdfs bytea[],
  p_datas bytea[],
  p_now timestamptz,
  p_delivery_lock_seconds integer
) returns table (
  n integer, outcome text, webhook_url text, webhook_secret_sealed text, finished boolean
) language plpgsql as $$
#variable_conflict use_column
declare
  r record;
  v_item submission.item;
  v_retention_days integer;
  v_webhook submission.webhook;
  v_state text;
begin
  for r in
    select * from jsonb_to_recordset(p_results) as x(
      n integer, item uuid, submission uuid, certificate text, agency text, token bigint,
      document uuid, delivery uuid, event uuid, "fileName" text, sha256 text,
      "sizeBytes" integer, "pageCount" integer, encrypted boolean, "issueNumber" text)
    order by x.submission, x.item
  loop
    n := r.n; finished := false; webhook_url := null; webhook_secret_sealed := null;
    update submission.lease l set item_id = null, holder = null, expires_at = null
      where l.certificate_fingerprint = r.certificate and l.agency_code = r.agency
        and l.token = r.token;
    if not found then
      outcome := 'fenced'; return next; continue;
    end if;
    select * into v_item from submission.item i
      where i.submission_id = r.submission and i.id = r.item for no key update;
    if v_item.state <> 'running' then
      outcome := 'ended'; return next; continue;
    end if;
    select i.retention_days into v_retention_days from submission.institution i
      where i.id = v_item.institution_id;
    select * into v_webhook from submission.webhook w
      where w.institution_id = v_item.institution_id and w.active;
    insert into submission.document (
        institution_id, id, submission_id, item_id, attempt_number, source, document_code,
        document_name, period_from, period_to, period_label, file_name, pdf_sealed, pdf_sha256,
        pdf_size_bytes, pdf_page_count, pdf_encrypted, data_sealed, issue_number, issued_at,
        retained_until)
      values (
        v_item.institution_id, r.document, r.submission, r.item, v_item.attempt_number, 'agency',
        v_item.document_code, v_item.document_name, v_item.period_from, v_item.period_to,
        v_item.period_label, r."fileName", p_pdfs[r.n + 1], r.sha256, r."sizeBytes",
        r."pageCount", coalesce(r.encrypted, false), p_datas[r.n + 1], r."issueNumber", p_now,
        p_now + make_interval(days => v_retention_days));
    if v_webhook.institution_id is not null then
      v_state := 'issued';
      webhook_url := v_webhook.url;
      webhook_secret_sealed := v_webhook.secret_sealed;
      insert into submission.delivery (institution_id, id, document_id, item_id, submission_id,
          channel, state, next_at, locked_until, created_at)
        values (v_item.institution_id, r.delivery, r.document, r.item, r.submission, 'webhook',
          'pending', p_now, clock_timestamp() + make_interval(secs => p_delivery_lock_seconds), p_now);
    else
      v_state := case when r.sha256 is null then 'notProvided' else 'delivered' end;
      insert into submission.delivery (institution_id, id, document_id, item_id, submission_id,
          channel, state, delivered_at, created_at)
        values (v_item.institution_id, r.delivery, r.document, r.item, r.submission, 'pull',
          'delivered', p_now, p_now);
    end if;
    update submission.item i
      set state = v_state, document_id = r.document, source = 'agency', retryable = false,
        two_way_sealed = null, auth_expires_at = null, auth_confirmed_at = null,
        inputs_sealed = null, finished_at = case when v_state = 'issued' then null else p_now end,
        version = i.version + 1
      where i.submission_id = r.submission and i.id = r.item;
    insert into submission.item_event (item_id, id, at, attempt_number, state)
      values (r.item, r.event, p_now, v_item.attempt_number, v_state);
    if v_state <> 'issued' then
      finished := submission.finish_if_ended(r.submission, p_now);
    end if;
    outcome := 'issued';
    return next;
  end loop;
end
$$;

-- Writes that institutions took their documents. A delivery that is delivered already stays so.
create function submission.record_delivered(
  -- [{"n","delivery","submission","attempt","event","status","durationMs","manual"}]
  p_rows jsonb,
  p_now timestamptz
) returns table (n integer, submission_id uuid, finished boolean) language plpgsql as $$
#variable_conflict use_column
declare
  r record;
  v_item record;
begin
  for r in
    select * from jsonb_to_recordset(p_rows) as x(
      n integer, delivery uuid, submission uuid, attempt uuid, event uuid, status integer,
      "durationMs" integer, manual boolean)
    order by x.submission, x.delivery
  loop
    n := r.n; finished := false; submission_id := r.submission;
    insert into submission.delivery_attempt (delivery_id, id, at, status, duration_ms, manual)
      values (r.delivery, r.attempt, p_now, r.status, r."durationMs", r.manual);
    update submission.delivery d
      set state = 'delivered', delivered_at = coalesce(d.delivered_at, p_now), next_at = null,
        locked_until = null, attempt_count = d.attempt_count + 1
      where d.id = r.delivery;
    update submission.item i
      set state = case when doc.pdf_sha256 is null then 'notProvided' else 'delivered' end,
        failure_class = null, failure_code = null, failure_text = null,
        finished_at = p_now, version = i.version + 1
      from submission.delivery d join submission.document doc on doc.id = d.document_id
      where d.id = r.delivery and i.submission_id = d.submission_id and i.id = d.item_id
        and i.document_id = d.document_id
        and (i.state = 'issued' or (i.state = 'failed' and i.failure_class = 'deliveryFailed'))
      returning i.id, i.attempt_number, i.state into v_item;
    if found then
      insert into submission.item_event (item_id, id, at, attempt_number, state)
        values (v_item.id, r.event, p_now, v_item.attempt_number, v_item.state);
      finished := submission.finish_if_ended(r.submission, p_now);
    end if;
    return next;
  end loop;
end
$$;
