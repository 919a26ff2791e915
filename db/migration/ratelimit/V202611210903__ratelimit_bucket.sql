-- phase: expand
create schema ratelimit;
comment on schema ratelimit is 'How much of each limit is used up. Written by platform.ratelimit alone.';

create unlogged table ratelimit.bucket (
    id      text not null constraint bucket_pk primary key,
    state   bytea,
    full_at timestamptz,
    constraint bucket_id_form check (id ~ '^[a-z0-9-]{1,60}:[A-Za-z0-9_-]{43}$')
) with (fillfactor = 50);
comment on table ratelimit.bucket is
    'One token bucket, counted by all instances together. Unlogged: a crash of the database refills it, which nobody can cause from outside.';
comment on constraint bucket_id_form on ratelimit.bucket is 'Policy and a keyed hash of the subject: no address and no name can get in here.';
comment on column ratelimit.bucket.state is 'In the form of the bucket library. Null between creation and first use.';
comment on column ratelimit.bucket.full_at is 'When the bucket is full again and the row no longer needed. Null between creation and first use.';

create index bucket_full_at_idx on ratelimit.bucket (full_at);
comment on index ratelimit.bucket_full_at_idx is 'The clean-up of full buckets.';
