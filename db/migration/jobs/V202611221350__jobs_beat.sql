-- phase: expand
create table jobs.beat (
    name    text        not null constraint beat_pk primary key constraint beat_name_length check (length(name) between 1 and 100),
    at      timestamptz not null,
    next_by timestamptz not null,
    note    text        not null constraint beat_note_length check (length(note) between 1 and 300),
    constraint beat_comes_again check (next_by > at)
);
comment on table jobs.beat is 'When work that our schedule does not run was last done, such as a backup, and by when it is missed. Whoever does it writes it.';
comment on column jobs.beat.note is 'What was done, in a sentence.';
comment on constraint beat_comes_again on jobs.beat is 'What was done is due again later.';
comment on constraint beat_name_length on jobs.beat is 'Work has a short name, by which it is missed.';
comment on constraint beat_note_length on jobs.beat is 'What was done is told in a sentence.';
