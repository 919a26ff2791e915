-- phase: expand
create schema idempotency;
comment on schema idempotency is 'What was answered under which Idempotency-Key. Written by platform.idempotency alone.';

create table idempotency.answer (
    principal   text        not null constraint answer_principal_length check (length(principal) between 1 and 100),
    method      text        not null constraint answer_method_changing check (method in ('POST', 'PUT', 'PATCH', 'DELETE')),
    route       text        not null constraint answer_route_length check (length(route) between 1 and 300),
    key         text        not null constraint answer_key_form check (key ~ '^[!-~]{1,255}$'),
    fingerprint bytea       not null constraint answer_fingerprint_length check (octet_length(fingerprint) = 32),
    status      integer     not null constraint answer_status_final check (status between 200 and 399 or status in (404, 409, 410, 422)),
    headers     jsonb       not null constraint answer_headers_object check (jsonb_typeof(headers) = 'object'),
    body        bytea       not null,
    at          timestamptz not null,
    constraint answer_pk primary key (principal, method, route, key)
);
comment on table idempotency.answer is 'One answer that was given once and is given again. Stored with the effect, in one transaction.';
comment on constraint answer_pk on idempotency.answer is 'The last guard: two effects under one key cannot both commit, whatever the code above does.';
comment on column idempotency.answer.route is 'The template, such as /api/{version}/orders. The path itself is part of the fingerprint.';
comment on column idempotency.answer.fingerprint is 'SHA-256 of path, query and canonical body: tells a repetition from a key used for something else.';
comment on column idempotency.answer.headers is 'Name to values, only those that belong to the answer and not to the moment.';

create index answer_at_idx on idempotency.answer (at);
comment on index idempotency.answer_at_idx is 'The purge: oldest first.';
