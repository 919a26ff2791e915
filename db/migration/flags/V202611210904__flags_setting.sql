-- phase: expand
create schema flags;
comment on schema flags is 'Flags that differ from what flags.yml says. Written by platform.flags alone.';

create table flags.setting (
    key        text        not null constraint setting_pk primary key
                                    constraint setting_key_form check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    is_on      boolean     not null,
    changed_by text        not null constraint setting_changed_by_length check (length(changed_by) between 1 and 100),
    changed_at timestamptz not null
);
comment on table flags.setting is 'One flag that somebody set. No row: the default of flags.yml holds. Each change is in audit.entry too.';
comment on column flags.setting.key is 'A key of flags.yml. A row whose key has left that file has no effect.';
