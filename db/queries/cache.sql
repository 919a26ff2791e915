-- How much of what is read is found in PostgreSQL's own memory, by table
  select relid::regclass::text as of_table,
         heap_blks_read + coalesce(idx_blks_read, 0) as blocks_fetched,
         heap_blks_hit + coalesce(idx_blks_hit, 0) as blocks_found,
         round(100.0 * (heap_blks_hit + coalesce(idx_blks_hit, 0))
                   / (heap_blks_hit + coalesce(idx_blks_hit, 0) + heap_blks_read + coalesce(idx_blks_read, 0)), 1) as percent_found,
         case
             when heap_blks_read >= 10000 and heap_blks_hit < heap_blks_read * 9
                 then format('Of table %s, only %s %% of the blocks that are read are found in memory: it is read from end to end, or shared_buffers (%s) is small.',
                             relid::regclass, round(100.0 * heap_blks_hit / (heap_blks_hit + heap_blks_read)), current_setting('shared_buffers'))
         end as fault
    from pg_statio_user_tables
   where heap_blks_hit + coalesce(idx_blks_hit, 0) + heap_blks_read + coalesce(idx_blks_read, 0) > 0
order by 2 desc, 1
   limit 30
