-- phase: expand
create schema jobs;
comment on schema jobs is 'Recurring work: when it is due, who does it, how it went. Written by platform.jobs alone.';

create table jobs.scheduled_task (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    constraint scheduled_task_pk primary key (task_name, task_instance)
);
comment on table jobs.scheduled_task is 'When each job is due next. Shaped and written by db-scheduler; a null is a thing that has not happened yet.';
create index scheduled_task_execution_time_idx on jobs.scheduled_task (execution_time);
comment on index jobs.scheduled_task_execution_time_idx is 'db-scheduler: what is due.';
create index scheduled_task_last_heartbeat_idx on jobs.scheduled_task (last_heartbeat);
comment on index jobs.scheduled_task_last_heartbeat_idx is 'db-scheduler: whose scheduler died.';

create table jobs.turn (
    job         text        not null constraint turn_pk primary key constraint turn_job_length check (length(job) between 1 and 100),
    token       uuid        not null,
    lease_until timestamptz not null
);
comment on table jobs.turn is 'Whose turn a job is, so that two runs never overlap, whether the schedule or a person began them.';
comment on column jobs.turn.token is 'The run that holds the turn. Only with it is the lease renewed or given back.';
comment on column jobs.turn.lease_until is 'On the database''s clock. A run whose instance died holds the turn until then.';

create table jobs.run (
    id         uuid        not null constraint run_pk primary key,
    job        text        not null constraint run_job_length check (length(job) between 1 and 100),
    trigger    text        not null constraint run_trigger_known check (trigger in ('schedule', 'person')),
    actor      text        not null constraint run_actor_length check (length(actor) between 1 and 100),
    instance   text        not null constraint run_instance_length check (length(instance) between 1 and 200),
    state      text        not null constraint run_state_known check (state in ('running', 'succeeded', 'partial', 'failed', 'lost')),
    started_at timestamptz not null,
    ended_at   timestamptz,
    items_ok   bigint      not null constraint run_items_ok_not_negative check (items_ok >= 0),
    items_bad  bigint      not null constraint run_items_bad_not_negative check (items_bad >= 0),
    checkpoint text                 constraint run_checkpoint_length check (length(checkpoint) between 1 and 500),
    error      text                 constraint run_error_length check (length(error) between 1 and 2000),
    constraint run_ended_has_time check ((state = 'running') = (ended_at is null)),
    constraint run_failed_has_error check ((state = 'failed') = (error is not null))
);
comment on table jobs.run is 'The ledger: each run of each job.';
comment on column jobs.run.state is 'running, succeeded, partial (some items were set aside), failed (it threw), lost (its instance died; marked by the next run).';
comment on column jobs.run.checkpoint is 'Where a run got to, in the job''s own words; the next run may begin there. Null if it said nothing.';
comment on column jobs.run.error is 'Why it failed; null unless it did.';
create index run_latest_idx on jobs.run (job, started_at);
comment on index jobs.run_latest_idx is 'Heartbeats: latest run and latest success of a job. Operators: its history.';

create table jobs.set_aside (
    job     text        not null constraint set_aside_job_length check (length(job) between 1 and 100),
    item    text        not null constraint set_aside_item_length check (length(item) between 1 and 200),
    error   text        not null constraint set_aside_error_length check (length(error) between 1 and 2000),
    since   timestamptz not null,
    last_at timestamptz not null,
    times   integer     not null constraint set_aside_times_positive check (times > 0),
    constraint set_aside_pk primary key (job, item)
);
comment on table jobs.set_aside is 'Items that failed while the rest of their batch went on. A row goes when its item succeeds.';

create table jobs.pause (
    job text        not null constraint pause_pk primary key constraint pause_job_length check (length(job) between 1 and 100),
    at  timestamptz not null,
    by  text        not null constraint pause_by_length check (length(by) between 1 and 100),
    why text        not null constraint pause_why_length check (length(why) between 1 and 500)
);
comment on table jobs.pause is 'Jobs that the schedule does not run at present. A person still can.';
