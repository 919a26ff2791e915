-- phase: expand
alter table listings.listing add column trial_note text;
