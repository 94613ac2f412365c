-- Postings are sealed in ranges of places, off the hot path. A range is closed when all
-- transactions that can have taken a place in it have ended, so nothing arrives in it later.
create table ledger.seal (
  number bigint primary key check (number >= 1),
  -- The range begins after this place …
  after_place bigint not null,
  -- … and ends with this one.
  upto_place bigint not null check (upto_place > after_place),
  posting_count integer not null check (posting_count > 0),
  amount_sum numeric not null check (amount_sum > 0),
  -- Of each posting, in their order: id (16 bytes) and SHA-256 of its canonical bytes (32).
  leaves bytea not null check (octet_length(leaves) = posting_count * 48),
  -- SHA-256 over the hash of the seal before it and all of the above.
  hash bytea not null check (octet_length(hash) = 32),
  sealed_at timestamptz not null
);
-- Hashes do not compress.
alter table ledger.seal alter column leaves set storage external;
create trigger refuse_change before update or delete on ledger.seal
  for each row execute function kernel.refuse_change();
create trigger refuse_truncate before truncate on ledger.seal
  for each statement execute function kernel.refuse_change();

-- Every part has a fixed length or tells it, so that no two postings have the same bytes.
create function ledger.canonical_text(p_text text) returns bytea
language sql immutable as $$
  select case when p_text is null then int4send(-1)
    else int4send(octet_length(convert_to(p_text, 'UTF8'))) || convert_to(p_text, 'UTF8') end
$$;

create function ledger.leaf(p ledger.posting) returns bytea language sql immutable as $$
  select uuid_send(p.id) || sha256(
    uuid_send(p.id) || uuid_send(p.from_id) || uuid_send(p.to_id) || int8send(p.amount)
    || int8send(p.place) || timestamptz_send(p.at) || ledger.canonical_text(p.purpose)
    || ledger.canonical_text(p.reference) || ledger.canonical_text(p.reverses_id::text))
$$;

-- The last place that was given away, and a transaction number: whoever holds a place up to
-- this one has a lower number. The place is read first, and whoever takes one has taken its number
-- before; so this must be the first thing that its transaction does.
create function ledger.take_seal_mark(out place bigint, out xid bigint) language plpgsql as $$
begin
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'Cannot take a seal mark in a transaction that has written';
  end if;
  select case when s.is_called then s.last_value else 0 end into place
    from ledger.posting_place s;
  xid := pg_current_xact_id()::text::bigint;
end
$$;

-- Whether all transactions before the mark have ended.
create function ledger.is_settled(p_xid bigint) returns boolean language sql volatile as $$
  select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > p_xid
$$;

-- Seals up to `p_limit` postings with places up to a settled one, in ranges of at most `p_range`.
-- One at a time: where another one runs, nothing is left to do here.
create function ledger.seal_postings(
  p_upto bigint, p_limit integer, p_range integer, p_now timestamptz
) returns setof ledger.seal language plpgsql as $$
declare
  v_last ledger.seal;
  v_count bigint := 0;
  v_range record;
begin
  if not pg_try_advisory_xact_lock(7203819) then return; end if;
  select * into v_last from ledger.seal order by number desc limit 1;
  if not found then
    v_last.number := 0;
    v_last.upto_place := 0;
    v_last.hash := decode(repeat('00', 32), 'hex');
  end if;
  for v_range in
    with open as (
      select p.place, p.id, p.amount, ledger.leaf(p) as leaf from ledger.posting p
      where p.place > v_last.upto_place and p.place <= p_upto
      order by p.place, p.id limit p_limit
    ), numbered as (
      select *, (row_number() over (order by place, id) - 1) / p_range as part,
        count(*) over () as open_count
      from open
    )
    select max(place) as upto_place, count(*)::integer as posting_count,
      sum(amount) as amount_sum, string_agg(leaf, ''::bytea order by place, id) as leaves,
      max(open_count) as open_count
    from numbered group by part order by part
  loop
    v_count := v_count + v_range.posting_count;
    v_last.number := v_last.number + 1;
    v_last.after_place := v_last.upto_place;
    -- The last range is closed up to the mark, so that nothing can be slipped in behind it.
    v_last.upto_place := case when v_count = v_range.open_count and v_count < p_limit
      then p_upto else v_range.upto_place end;
    v_last.posting_count := v_range.posting_count;
    v_last.amount_sum := v_range.amount_sum;
    v_last.leaves := v_range.leaves;
    v_last.sealed_at := p_now;
    v_last.hash := sha256(v_last.hash || int8send(v_last.number)
      || int8send(v_last.after_place) || int8send(v_last.upto_place)
      || int4send(v_last.posting_count) || ledger.canonical_text(v_last.amount_sum::text)
      || timestamptz_send(p_now) || v_last.leaves);
    insert into ledger.seal values (v_last.*);
    v_last.leaves := null;
    return next v_last;
  end loop;
  -- The index over places shall cover what was read.
  perform brin_summarize_new_values('ledger.posting_by_place');
end
$$;
