-- phase: expand
alter table jobs.run
    add column release text not null default 'unknown' constraint run_release_length check (length(release) between 1 and 100);
comment on column jobs.run.release is 'The commit that ran it; unknown where the build had none, or for runs before this column.';
comment on column jobs.run.state is
    'running, succeeded, partial (some items were set aside), failed (it threw), lost (it had its turn no more; marked by whoever notices first).';
comment on table jobs.set_aside is
    'Items that failed while the rest of their batch went on, left alone for longer after each failure. A row goes when its item succeeds, or when an operator wants it tried at once.';

create table jobs.wish (
    job text        not null constraint wish_pk primary key constraint wish_job_length check (length(job) between 1 and 100),
    at  timestamptz not null,
    by  text        not null constraint wish_by_length check (length(by) between 1 and 100)
);
comment on table jobs.wish is 'Runs that a person asked for and that have not begun. One per job: asked for twice, it runs once.';

create table jobs.scheduler (
    name      text        not null constraint scheduler_pk primary key constraint scheduler_name_length check (length(name) between 1 and 200),
    release   text        not null constraint scheduler_release_length check (length(release) between 1 and 100),
    polled_at timestamptz not null
);
comment on table jobs.scheduler is 'When each scheduler last looked for due jobs, so that one which has silently stopped is seen from outside.';
comment on column jobs.scheduler.polled_at is 'On the database''s clock, which all of them share.';
