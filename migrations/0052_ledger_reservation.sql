-- What is reserved to leave an account stands on its row, moved by what happens to reservations.
create function ledger.apply_reserved() returns trigger language plpgsql as $$
declare
  v_all_ids uuid[];
  v_ids uuid[];
  v_deltas bigint[];
  v_now timestamptz;
  v_late uuid;
  v_accounts record;
begin
  select array_agg(m.from_id), array_agg(-m.amount), max(m.at) into v_ids, v_deltas, v_now
    from (select from_id, sum(amount)::bigint as amount, max(at) as at from added group by from_id) m;
  if v_ids is null then return null; end if;
  select id into v_late from added where expires_at <= at limit 1;
  if found then
    raise exception 'Cannot reserve until a time that has passed'
      using errcode = 'invalid_parameter_value', detail = v_late::text;
  end if;
  select array_agg(distinct s.id) into v_all_ids
    from added a cross join lateral (values (a.from_id), (a.to_id)) as s(id);
  v_accounts := ledger.check_accounts(v_all_ids);
  if v_accounts.is_mixed then
    perform ledger.fail('LG004', 'Cannot reserve between accounts of different units', a.id)
      from added a join ledger.account f on f.id = a.from_id join ledger.account t on t.id = a.to_id
      where f.unit <> t.unit limit 1;
  end if;
  perform ledger.lock_accounts(v_ids);
  -- Looked for under the lock, so that a posting which held it is seen.
  perform ledger.fail('LG001', 'Cannot reserve: the id is that of a posting', p.id)
    from ledger.posting p where p.id = any(array(select id from added)) limit 1;
  perform ledger.check_covered(v_ids, v_deltas, v_now);
  -- Lots that have expired hold no more for anybody new.
  perform ledger.fail('LG002', 'Cannot reserve more than the lots hold', d.id)
    from unnest(v_ids, v_deltas) as d(id, delta)
    where d.id = any(v_accounts.with_lots) and ledger.live_lots(d.id, v_now) + d.delta < 0 limit 1;
  update ledger.account a set reserved_out = a.reserved_out - d.delta
    from unnest(v_ids, v_deltas) as d(id, delta)
    where a.id = d.id and a.balance_kind = 'stored';
  return null;
end
$$;
create trigger apply_reserved after insert on ledger.reservation
  referencing new table as added for each statement execute function ledger.apply_reserved();

-- The units of an account that its lots still hold.
create function ledger.live_lots(p_account_id uuid, p_now timestamptz) returns bigint
language sql stable as $$
  select coalesce(sum(left_amount), 0)::bigint from ledger.lot
  where account_id = p_account_id and left_amount > 0
    and (expires_at is null or expires_at > p_now)
$$;

create function ledger.apply_ended() returns trigger language plpgsql as $$
declare
  v_ids uuid[];
  v_amounts bigint[];
begin
  select array_agg(m.from_id), array_agg(m.amount) into v_ids, v_amounts
    from (select from_id, sum(amount)::bigint as amount from ended group by from_id) m;
  if v_ids is null then return null; end if;
  perform ledger.lock_accounts(v_ids);
  update ledger.account a set reserved_out = a.reserved_out - d.amount
    from unnest(v_ids, v_amounts) as d(id, amount)
    where a.id = d.id and a.balance_kind = 'stored';
  return null;
end
$$;
create trigger apply_ended after update on ledger.reservation
  referencing new table as ended for each statement execute function ledger.apply_ended();

create function ledger.reserve(
  p_ids uuid[], p_from_ids uuid[], p_to_ids uuid[], p_amounts bigint[],
  p_purposes text[], p_references text[], p_expire_at timestamptz[], p_at timestamptz
) returns void language plpgsql as $$
begin
  insert into ledger.reservation as r
      (id, from_id, to_id, amount, purpose, reference, expires_at, at)
    select g.id, g.from_id, g.to_id, g.amount, g.purpose, g.reference, g.expires_at, p_at
    from unnest(p_ids, p_from_ids, p_to_ids, p_amounts, p_purposes, p_references, p_expire_at)
      as g(id, from_id, to_id, amount, purpose, reference, expires_at)
    order by g.id
    on conflict (id) do update set id = excluded.id
      where (r.from_id, r.to_id, r.amount, r.purpose, r.reference, r.expires_at) is distinct from
        (excluded.from_id, excluded.to_id, excluded.amount, excluded.purpose, excluded.reference,
          excluded.expires_at);
end
$$;

-- Posts the amount, or all of it where it is null, and frees the rest. Posting it again in the same
-- way changes nothing.
create function ledger.post_reserved(p_id uuid, p_amount bigint, p_at timestamptz) returns void
language plpgsql as $$
declare
  v ledger.reservation;
  v_amount bigint;
begin
  select * into v from ledger.reservation where id = p_id;
  if not found then
    perform ledger.fail('LG006', 'Cannot post: there is no such reservation', p_id);
  end if;
  v_amount := coalesce(p_amount, v.amount);
  if v_amount not between 1 and v.amount then
    raise exception 'Cannot post more than was reserved, or nothing'
      using errcode = 'invalid_parameter_value', detail = p_id::text;
  end if;
  if v.state in ('voided', 'expired') or v.state = 'held' and v.expires_at <= p_at then
    perform ledger.fail('LG005', 'Cannot post: the reservation has ended', p_id);
  end if;
  perform set_config('ledger.posting_reserved', p_id::text, true);
  perform ledger.post(array[p_id], array[v.from_id], array[v.to_id], array[v_amount],
    array[v.purpose::text], array[v.reference::text], p_at);
  -- A posting that was on its way while the reservation was made is the one.
  if exists (select from ledger.reservation where id = p_id and state = 'held') then
    perform ledger.lock_accounts(array[v.from_id]);
    update ledger.reservation set state = 'posted', posted_amount = v_amount, ended_at = p_at
      where id = p_id and state = 'held';
  end if;
end
$$;

create function ledger.void_reserved(p_id uuid, p_at timestamptz) returns void
language plpgsql as $$
declare
  v ledger.reservation;
begin
  select * into v from ledger.reservation where id = p_id;
  if not found then
    perform ledger.fail('LG006', 'Cannot void: there is no such reservation', p_id);
  end if;
  perform ledger.lock_accounts(array[v.from_id]);
  update ledger.reservation set state = 'voided', ended_at = p_at
    where id = p_id and state = 'held';
  if found then return; end if;
  select * into v from ledger.reservation where id = p_id;
  if v.state = 'posted' then
    perform ledger.fail('LG005', 'Cannot void: the reservation was posted', p_id);
  end if;
end
$$;

-- Ends overdue reservations; returns how many.
create function ledger.expire_reservations(p_now timestamptz, p_limit integer) returns integer
language plpgsql as $$
declare
  v_ids uuid[];
  v_accounts uuid[];
  v_count integer;
begin
  select array_agg(o.id), array_agg(distinct o.from_id) into v_ids, v_accounts from (
    select id, from_id from ledger.reservation
    where state = 'held' and expires_at <= p_now order by expires_at limit p_limit
  ) o;
  if v_ids is null then return 0; end if;
  perform ledger.lock_accounts(v_accounts);
  update ledger.reservation set state = 'expired', ended_at = p_now
    where id in (
      select id from ledger.reservation where id = any(v_ids) and state = 'held'
      order by id for update skip locked);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
