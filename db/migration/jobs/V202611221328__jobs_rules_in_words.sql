-- phase: expand
comment on constraint pause_by_length on jobs.pause is 'Somebody paused it.';
comment on constraint pause_job_length on jobs.pause is 'A job has a short name.';
comment on constraint pause_why_length on jobs.pause is 'Whoever holds a job back says why, for those who find it held.';

comment on constraint run_actor_length on jobs.run is 'Somebody or the schedule began it.';
comment on constraint run_checkpoint_length on jobs.run is 'Where a run got to is a word to begin from, and not a store of data.';
comment on constraint run_ended_has_time on jobs.run is 'A run that is over has its end, and one that is not has none.';
comment on constraint run_error_length on jobs.run is 'An error is told in what fits on a screen.';
comment on constraint run_failed_has_error on jobs.run is 'Who failed says why, and nobody else does.';
comment on constraint run_instance_length on jobs.run is 'A run happens somewhere.';
comment on constraint run_items_bad_not_negative on jobs.run is 'Items are counted from nought.';
comment on constraint run_items_ok_not_negative on jobs.run is 'Items are counted from nought.';
comment on constraint run_job_length on jobs.run is 'A job has a short name.';
comment on constraint run_release_length on jobs.run is 'A release is a commit, by its name.';
comment on constraint run_state_known on jobs.run is 'How a run goes or went, in the words of the code.';
comment on constraint run_trigger_known on jobs.run is 'The schedule begins a run, or a person does.';

comment on constraint scheduler_name_length on jobs.scheduler is 'A scheduler is told from the others by its name.';
comment on constraint scheduler_release_length on jobs.scheduler is 'A release is a commit, by its name.';

comment on constraint set_aside_error_length on jobs.set_aside is 'An error is told in what fits on a screen.';
comment on constraint set_aside_item_length on jobs.set_aside is 'An item is named by its id, and not copied.';
comment on constraint set_aside_job_length on jobs.set_aside is 'A job has a short name.';
comment on constraint set_aside_times_positive on jobs.set_aside is 'What is set aside has failed at least once.';

comment on constraint turn_job_length on jobs.turn is 'A job has a short name.';

comment on constraint wish_by_length on jobs.wish is 'Somebody wished it.';
comment on constraint wish_job_length on jobs.wish is 'A job has a short name.';
