-- phase: expand
create schema web;
comment on schema web is 'What the HTTP rim keeps between requests.';

-- Names, order and types of the columns are Spring Session's; it writes and reads these tables.
create table web.session (
    primary_id            char(36)     not null constraint session_pk primary key,
    session_id            char(36)     not null constraint session_session_id_unique unique,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100)
);
comment on table web.session is 'One browser. Shared by all instances; gone after its time without a request. Times are milliseconds since 1970.';
comment on column web.session.principal_name is 'The member''s id; null before signing in.';

create index session_expiry_time_idx on web.session (expiry_time);
comment on index web.session_expiry_time_idx is 'Deletion of what has expired.';
create index session_principal_name_idx on web.session (principal_name);
comment on index web.session_principal_name_idx is 'A member''s sessions: the list on the account page, and ending them.';

create table web.session_attributes (
    session_primary_id char(36)     not null,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,

    constraint session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint session_attributes_session_fk foreign key (session_primary_id) references web.session (primary_id) on delete cascade
);
comment on table web.session_attributes is 'What a session holds, serialised by Java: the authentication, the CSRF token, the browser''s name.';
