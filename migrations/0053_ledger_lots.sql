-- Whatever moves units of an account with lots moves them in its lots too: the sum of what its lots
-- have left is its balance. The account is locked whenever its lots are touched.
create function ledger.move_lots(p_posting_id uuid, p_account_id uuid) returns void
language plpgsql as $$
begin
  update ledger.lot l set left_amount = l.left_amount + m.amount
    from ledger.lot_move m
    where m.posting_id = p_posting_id and l.id = m.lot_id and l.account_id = p_account_id;
end
$$;

-- A reversal undoes what the posting did to the lots of the account.
create function ledger.reverse_lots(p ledger.posting, p_account_id uuid) returns void
language plpgsql as $$
begin
  insert into ledger.lot_move (posting_id, lot_id, amount)
    select p.id, m.lot_id, -m.amount
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    where m.posting_id = p.reverses_id and l.account_id = p_account_id;
  perform ledger.fail('LG002', 'Cannot take back what was used of the lot', p_account_id)
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    where m.posting_id = p.id and l.account_id = p_account_id and l.left_amount + m.amount < 0
    limit 1;
end
$$;

create function ledger.fill_lots(p ledger.posting) returns void language plpgsql as $$
begin
  if p.reverses_id is not null then
    perform ledger.reverse_lots(p, p.to_id);
  else
    -- Where a lot was prepared, it says when the units expire.
    insert into ledger.lot (id, account_id, amount, added_at)
      values (p.id, p.to_id, p.amount, p.at) on conflict (id) do nothing;
    insert into ledger.lot_move (posting_id, lot_id, amount) values (p.id, p.id, p.amount);
  end if;
  perform ledger.move_lots(p.id, p.to_id);
end
$$;

create function ledger.drain_lots(p ledger.posting) returns void language plpgsql as $$
declare
  v_is_reserved boolean;
  v_use_order text;
  v_taken bigint;
begin
  if p.reverses_id is not null then
    perform ledger.reverse_lots(p, p.from_id);
  -- An expiry has named its lot already.
  elsif not exists (
    select from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    where m.posting_id = p.id and l.account_id = p.from_id
  ) then
    -- Units that were reserved in time may be used after their lot expired, and go first.
    v_is_reserved := exists (select from ledger.reservation where id = p.id);
    select y.use_order into v_use_order from ledger.lot_policy y
      where y.unit = (select a.unit from ledger.account a where a.id = p.from_id);
    with line as (
      select l.id, l.left_amount, sum(l.left_amount) over (
        order by (l.expires_at <= p.at) is true desc,
          case v_use_order when 'expiryFirst' then l.expires_at end nulls last, l.added_at, l.id
      ) - l.left_amount as before
      from ledger.lot l
      where l.account_id = p.from_id and l.left_amount > 0
        and (v_is_reserved or l.expires_at is null or l.expires_at > p.at)
    ), taken as (
      insert into ledger.lot_move (posting_id, lot_id, amount)
        select p.id, id, -least(left_amount, p.amount - before) from line where before < p.amount
        returning amount
    )
    select coalesce(-sum(amount), 0) into v_taken from taken;
    if v_taken < p.amount then
      perform ledger.fail('LG002', 'Cannot use more than the lots hold', p.from_id);
    end if;
  end if;
  perform ledger.move_lots(p.id, p.from_id);
end
$$;

create function ledger.add_lot(
  p_id uuid, p_from_id uuid, p_to_id uuid, p_amount bigint, p_purpose text, p_reference text,
  p_expires_at timestamptz, p_at timestamptz
) returns void language plpgsql as $$
declare
  v_lot ledger.lot;
begin
  if not exists (select from ledger.account where id = p_to_id and has_lots) then
    perform ledger.check_accounts(array[p_to_id]);
    perform ledger.fail('LG008', 'Cannot add a lot: the account holds none', p_to_id);
  end if;
  insert into ledger.lot (id, account_id, amount, added_at, expires_at)
    values (p_id, p_to_id, p_amount, p_at, p_expires_at) on conflict (id) do nothing;
  if found and p_expires_at <= p_at then
    raise exception 'Cannot add units that have expired'
      using errcode = 'invalid_parameter_value', detail = p_id::text;
  end if;
  select * into v_lot from ledger.lot where id = p_id;
  if (v_lot.account_id, v_lot.amount, v_lot.expires_at)
    is distinct from (p_to_id, p_amount, p_expires_at)
  then
    perform ledger.fail('LG001', 'Cannot add a lot: the id is taken', p_id);
  end if;
  perform ledger.post(array[p_id], array[p_from_id], array[p_to_id], array[p_amount],
    array[p_purpose], array[p_reference], p_at);
end
$$;

-- Posts what is left of expired lots to an account, one posting with one of the ids for each, and
-- returns how many lots ended. What is reserved stays until the reservation ends.
create function ledger.expire_lots(
  p_unit text, p_to_id uuid, p_ids uuid[], p_now timestamptz
) returns integer language plpgsql as $$
declare
  v_accounts uuid[];
  v_count integer;
begin
  select array_agg(distinct e.account_id) into v_accounts from (
    select l.account_id
    from ledger.lot l join ledger.account a on a.id = l.account_id
    where l.left_amount > 0 and l.expires_at <= p_now and a.unit = p_unit
      and (
        select sum(o.left_amount) from ledger.lot o
        where o.account_id = a.id and o.left_amount > 0 and o.expires_at <= p_now
      ) > (
        select coalesce(sum(r.amount), 0) from ledger.reservation r
        where r.from_id = a.id and r.state = 'held' and r.expires_at > p_now
      )
    order by l.expires_at limit cardinality(p_ids)
  ) e;
  if v_accounts is null then return 0; end if;
  perform ledger.lock_accounts(v_accounts || p_to_id);
  update ledger.reservation set state = 'expired', ended_at = p_now
    where state = 'held' and from_id = any(v_accounts) and expires_at <= p_now;
  with line as (
    -- The first to expire stay for what is reserved.
    select l.id, l.account_id, l.left_amount, a.reserved_out, sum(l.left_amount) over (
      partition by l.account_id order by l.expires_at, l.id) as through
    from ledger.lot l join ledger.account a on a.id = l.account_id
    where l.account_id = any(v_accounts) and l.left_amount > 0 and l.expires_at <= p_now
  ), due as (
    select id, account_id, left_amount, least(left_amount, through - reserved_out) as amount,
      row_number() over (order by id) as number
    from line where through > reserved_out order by id limit cardinality(p_ids)
  ), named as (
    insert into ledger.lot_move (posting_id, lot_id, amount)
      select p_ids[number], id, -amount from due returning posting_id
  ), posted as (
    insert into ledger.posting (id, from_id, to_id, amount, purpose, reference, at)
      select p_ids[d.number], d.account_id, p_to_id, d.amount, 'lot.expired', d.id::text, p_now
      from due d where (select count(*) from named) > 0 order by 1
  )
  select count(*) filter (where amount = left_amount) into v_count from due;
  return v_count;
end
$$;
