-- What every posting does to balances. Conditions that callers act on have codes of their own, with
-- the id of what is wrong as detail:
--   LG001 the id is taken by other content   LG005 the reservation has ended
--   LG002 the account would fall too low     LG006 there is no such posting or reservation
--   LG003 there is no such account           LG007 the posting was reversed before
--   LG004 the accounts differ in unit        LG008 the account holds no lots
create function ledger.fail(p_code text, p_message text, p_id uuid) returns void
language plpgsql as $$
begin
  raise exception using errcode = p_code, message = p_message, detail = p_id::text;
end
$$;

-- Fails where an account is missing. Tells whether the accounts count more than one unit, whether
-- any stores its balance, and which of them hold lots.
create function ledger.check_accounts(
  p_ids uuid[], out is_mixed boolean, out is_stored boolean, out with_lots uuid[]
) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_known bigint;
begin
  select count(*), min(a.unit) <> max(a.unit), bool_or(a.balance_kind = 'stored'),
      array_agg(a.id) filter (where a.has_lots)
    into v_known, is_mixed, is_stored, with_lots
    from ledger.account a where a.id = any(p_ids);
  if v_known < cardinality(p_ids) then
    perform ledger.fail('LG003', 'Cannot use an account that is not open', i.id)
      from unnest(p_ids) as i(id)
      where not exists (select from ledger.account a where a.id = i.id) limit 1;
  end if;
end
$$;

create function ledger.lock_accounts(p_ids uuid[]) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform 1 from ledger.account
    where id = any(p_ids) and balance_kind = 'stored' order by id for no key update;
end
$$;

-- Fails where a delta, one per account, does not fit; the accounts are locked. Overdue reservations
-- hold nothing: those of an account that falls too low are ended first.
create function ledger.check_covered(p_ids uuid[], p_deltas bigint[], p_now timestamptz)
returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_low uuid[];
begin
  select array_agg(a.id) into v_low
    from unnest(p_ids, p_deltas) as d(id, delta) join ledger.account a on a.id = d.id
    where a.balance_kind = 'stored' and not a.may_be_negative
      and a.posted - a.reserved_out + d.delta < 0;
  if v_low is null then return; end if;
  update ledger.reservation set state = 'expired', ended_at = p_now
    where state = 'held' and from_id = any(v_low) and expires_at <= p_now;
  perform ledger.fail('LG002', 'Cannot take so much out of the account', a.id)
    from unnest(p_ids, p_deltas) as d(id, delta) join ledger.account a on a.id = d.id
    where a.id = any(v_low) and a.posted - a.reserved_out + d.delta < 0
    order by a.id limit 1;
end
$$;

-- The accounts are locked.
create function ledger.move_balances(p_ids uuid[], p_deltas bigint[], p_now timestamptz)
returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform ledger.check_covered(p_ids, p_deltas, p_now);
  update ledger.account a set posted = a.posted + d.delta
    from unnest(p_ids, p_deltas) as d(id, delta)
    where a.id = d.id and a.balance_kind = 'stored';
end
$$;

-- A posting with the id of a reservation is that reservation, posted: of its whole amount, or of less
-- where ledger.post_reserved says so.
create function ledger.end_as_posted(p ledger.posting) returns void language plpgsql as $$
declare
  v_is_same boolean;
begin
  select p.reverses_id is null and (r.from_id, r.to_id, r.purpose, r.reference)
        is not distinct from (p.from_id, p.to_id, p.purpose, p.reference)
      and (p.amount = r.amount or
        p.amount < r.amount and current_setting('ledger.posting_reserved', true) = p.id::text)
    into v_is_same
    from ledger.reservation r where r.id = p.id;
  if v_is_same is not true then
    perform ledger.fail('LG001', 'Cannot post: something else is reserved under this id', p.id);
  end if;
  update ledger.reservation set state = 'posted', posted_amount = p.amount, ended_at = p.at
    where id = p.id and state = 'held' and expires_at > p.at;
  if not found then
    perform ledger.fail('LG005', 'Cannot post: the reservation has ended', p.id);
  end if;
end
$$;

-- One posting by itself is the step that is taken most often: few and short statements.
create function ledger.apply_posting(p ledger.posting) returns void language plpgsql as $$
declare
  v record;
begin
  select f.unit <> t.unit as is_mixed, f.has_lots as drains, t.has_lots as fills,
      f.balance_kind = 'stored' as takes, t.balance_kind = 'stored' as gives,
      exists (
        select from ledger.reservation r where r.id = p.id and r.state <> 'posted'
      ) as is_reserved
    into v
    from ledger.account f, ledger.account t where f.id = p.from_id and t.id = p.to_id;
  if not found then perform ledger.check_accounts(array[p.from_id, p.to_id]); end if;
  if v.is_mixed then
    perform ledger.fail('LG004', 'Cannot post between accounts of different units', p.id);
  end if;
  if v.is_reserved then
    perform ledger.lock_accounts(array[p.from_id, p.to_id]);
    perform ledger.end_as_posted(p);
  end if;
  if v.takes and v.gives then
    perform ledger.lock_accounts(array[p.from_id, p.to_id]);
    perform ledger.move_balances(array[p.from_id, p.to_id], array[-p.amount, p.amount], p.at);
  elsif v.takes then
    update ledger.account set posted = posted - p.amount
      where id = p.from_id and (may_be_negative or posted - reserved_out >= p.amount);
    if not found then
      perform ledger.lock_accounts(array[p.from_id]);
      perform ledger.move_balances(array[p.from_id], array[-p.amount], p.at);
    end if;
  elsif v.gives then
    update ledger.account set posted = posted + p.amount where id = p.to_id;
  end if;
  if v.fills then perform ledger.fill_lots(p); end if;
  if v.drains then perform ledger.drain_lots(p); end if;
end
$$;

-- Postings take their places from the sequence while their statement runs: another place would lie
-- where the seal has passed, or where it has yet to come. Looked at once a statement, for at every row
-- of a million this would cost as much as an index.
create function ledger.is_in_turn(p_first bigint, p_last bigint) returns boolean language sql as $$
  select p_first > current_setting('ledger.place_before')::bigint
    and p_last <= coalesce(pg_sequence_last_value('ledger.posting_place'), 0)
$$;

create function ledger.refuse_place() returns void language plpgsql as $$
begin
  raise exception 'ledger.posting is append-only: a place out of turn refused'
    using errcode = 'restrict_violation';
end
$$;

create function ledger.apply_postings() returns trigger language plpgsql as $$
declare
  v_posting ledger.posting;
  v_ids uuid[];
  v_deltas bigint[];
  v_now timestamptz;
  v_first bigint;
  v_last bigint;
  v_accounts record;
begin
  select * into v_posting from added;
  if not found then return null; end if;
  perform 1 from added offset 1 limit 1;
  if not found then
    if not ledger.is_in_turn(v_posting.place, v_posting.place) then
      perform ledger.refuse_place();
    end if;
    perform ledger.apply_posting(v_posting);
    return null;
  end if;
  -- Planned each time: no plan would do for two rows and for a million. Each side is added up by
  -- itself, so that the postings are not doubled before.
  execute $sql$
    select array_agg(m.id), array_agg(m.delta), max(m.at), min(m.first), max(m.last)
    from (
      select s.id, sum(s.delta)::bigint as delta, max(s.at) as at, min(s.first) as first,
        max(s.last) as last
      from (
        select p.from_id as id, -sum(p.amount) as delta, max(p.at) as at, min(p.place) as first,
          max(p.place) as last
        from added p group by p.from_id
        union all
        select p.to_id, sum(p.amount), null, null, null from added p group by p.to_id
      ) s group by s.id
    ) m$sql$ into v_ids, v_deltas, v_now, v_first, v_last;
  if not ledger.is_in_turn(v_first, v_last) then perform ledger.refuse_place(); end if;
  v_accounts := ledger.check_accounts(v_ids);
  if v_accounts.is_mixed then
    execute $sql$
      select ledger.fail('LG004', 'Cannot post between accounts of different units', p.id)
      from added p join ledger.account f on f.id = p.from_id join ledger.account t on t.id = p.to_id
      where f.unit <> t.unit limit 1$sql$;
  end if;
  if v_accounts.is_stored then perform ledger.lock_accounts(v_ids); end if;
  execute $sql$
    select ledger.end_as_posted(p) from added p join ledger.reservation r on r.id = p.id
    where r.state <> 'posted' order by p.id$sql$;
  if v_accounts.is_stored then perform ledger.move_balances(v_ids, v_deltas, v_now); end if;
  if v_accounts.with_lots is not null then
    -- What comes in may go out again in the same statement.
    for v_posting in select * from added p where p.to_id = any(v_accounts.with_lots) order by p.id
    loop perform ledger.fill_lots(v_posting); end loop;
    for v_posting in select * from added p where p.from_id = any(v_accounts.with_lots) order by p.id
    loop perform ledger.drain_lots(v_posting); end loop;
  end if;
  return null;
end
$$;
create trigger apply_postings after insert on ledger.posting
  referencing new table as added for each statement execute function ledger.apply_postings();

-- The last place that was given away when a statement began, its transaction having its number: no
-- seal has passed what comes after it, nor can one while the transaction goes on.
create function ledger.note_place() returns trigger language plpgsql as $$
declare
  v_place text;
begin
  if pg_current_xact_id() is not null then
    v_place := coalesce(pg_sequence_last_value('ledger.posting_place'), 0);
    v_place := set_config('ledger.place_before', v_place, true);
  end if;
  return null;
end
$$;
create trigger note_place before insert on ledger.posting
  for each statement execute function ledger.note_place();

-- Adds postings that are not there yet. The same id with the same content is passed over; with other
-- content the attempt to change the row is refused.
create function ledger.post(
  p_ids uuid[], p_from_ids uuid[], p_to_ids uuid[], p_amounts bigint[],
  p_purposes text[], p_references text[], p_at timestamptz
) returns void language plpgsql as $$
begin
  insert into ledger.posting as p (id, from_id, to_id, amount, purpose, reference, at)
    select g.id, g.from_id, g.to_id, g.amount, g.purpose, g.reference, p_at
    from unnest(p_ids, p_from_ids, p_to_ids, p_amounts, p_purposes, p_references)
      as g(id, from_id, to_id, amount, purpose, reference)
    order by g.id
    on conflict (id) do update set id = excluded.id
      where (p.from_id, p.to_id, p.amount, p.purpose, p.reference, p.reverses_id) is distinct from
        (excluded.from_id, excluded.to_id, excluded.amount, excluded.purpose, excluded.reference,
          excluded.reverses_id);
end
$$;

-- The same amount the other way round, once for each posting.
create function ledger.reverse(
  p_id uuid, p_posting_id uuid, p_purpose text, p_at timestamptz
) returns void language plpgsql as $$
begin
  if not exists (select from ledger.posting where id = p_posting_id) then
    perform ledger.fail('LG006', 'Cannot reverse: there is no such posting', p_posting_id);
  end if;
  insert into ledger.posting as p
      (id, from_id, to_id, amount, purpose, reference, at, reverses_id)
    select p_id, o.to_id, o.from_id, o.amount, p_purpose, o.reference, p_at, o.id
    from ledger.posting o where o.id = p_posting_id
    on conflict (id) do update set id = excluded.id
      where (p.from_id, p.to_id, p.amount, p.purpose, p.reference, p.reverses_id) is distinct from
        (excluded.from_id, excluded.to_id, excluded.amount, excluded.purpose, excluded.reference,
          excluded.reverses_id);
exception when unique_violation then
  perform ledger.fail('LG007', 'Cannot reverse a posting twice', p_posting_id);
end
$$;
