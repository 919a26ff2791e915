-- phase: expand
-- The trail becomes the first part of one that is cut by month. What it holds must then lie below a bound, and that is promised and looked at
-- here, so that the cut itself reads no row. The bound is far enough ahead that the release before goes on writing below it meanwhile.
create function audit.first_id(moment timestamptz) returns uuid language sql immutable strict
    as $$ select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;
comment on function audit.first_id(timestamptz) is 'The lowest id that a row of this moment can have: ids begin with their milliseconds.';

do $$
begin
    execute format('alter table audit.entry add constraint entry_below_first_part check (id < %L) not valid',
                   audit.first_id(date_trunc('month', now(), 'UTC') + interval '2 months'));
end $$;
