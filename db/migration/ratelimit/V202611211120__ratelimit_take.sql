-- phase: expand
alter table ratelimit.bucket add column counted_at timestamptz;
comment on column ratelimit.bucket.counted_at is 'When somebody last asked. Null where only the release before this one has counted.';
comment on column ratelimit.bucket.full_at is
    'When nothing is used up any more, and the row is no longer needed. What is used up is the time from counted_at until then.';
comment on column ratelimit.bucket.state is 'What the release before this one counts by. Nothing of this release reads it; the next one drops it.';

create function ratelimit.take(buckets text[], steps bigint[], periods bigint[], moment timestamptz)
    returns table (allowed boolean, used bigint) language plpgsql as $$
declare
    counted timestamptz;
    filled  timestamptz;
    debt    interval;
    step    interval;
    period  interval;
begin
    for i in 1 .. cardinality(buckets) loop
        step := steps[i] * interval '1 microsecond';
        period := periods[i] * interval '1 microsecond';

        -- The update changes nothing: it takes the lock of the row, be it old or new.
        insert into ratelimit.bucket as b (id, counted_at, full_at)
             values (buckets[i], moment, moment)
        on conflict on constraint bucket_pk do update
                set full_at = b.full_at
          returning coalesce(b.counted_at, moment), coalesce(b.full_at, moment)
               into counted, filled;

        debt := greatest(filled - greatest(counted, moment), interval '0');
        -- Clocks differ a little, and then nothing comes back until the later one is reached; one that is ahead by more is wrong.
        if counted > moment + period then
            debt := greatest(filled - counted, interval '0');
            counted := moment;
        end if;
        counted := greatest(counted, moment);

        allowed := debt + step <= period;
        if allowed then
            debt := debt + step;
        end if;
        update ratelimit.bucket
           set counted_at = counted, full_at = counted + debt
         where id = buckets[i];
        used := round(extract(epoch from debt) * 1000000);
        return next;
        exit when not allowed;
    end loop;
end $$;
comment on function ratelimit.take(text[], bigint[], bigint[], timestamptz) is
    'Takes one from each bucket in turn, up to the first that is empty, and returns a row for each that was asked. All in microseconds: one comes back with each step, as many as there are steps in a period are let through at once, and used is what is used up now.';
