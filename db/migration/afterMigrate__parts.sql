-- phase: expand
-- A database that was just made, or that nobody started for months, has the parts that its next rows need.
do $$
begin
    if to_regprocedure('audit.keep_parts(timestamptz, int)') is not null then
        perform audit.keep_parts(now(), 3);
    end if;
end $$;
