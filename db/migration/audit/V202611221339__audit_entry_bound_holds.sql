-- phase: expand
alter table audit.entry validate constraint entry_below_first_part;
