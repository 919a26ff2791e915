-- phase: expand
create table payments.statement_day (
    day     date        not null constraint statement_day_pk primary key,
    read_at timestamptz not null
);
comment on table payments.statement_day is 'The days of the provider''s statement that have been read, by its calendar, which is UTC.';

create table payments.statement_line (
    line_ref     text    not null constraint statement_line_pk primary key
                                  constraint statement_line_ref_length check (length(line_ref) between 1 and 255),
    day          date    not null constraint statement_line_day_fk references payments.statement_day (day),
    kind         text    not null constraint statement_line_kind_known
                                  check (kind in ('CAPTURE', 'REFUND', 'REFUND_RETURNED', 'DISPUTE_WITHDRAWN', 'DISPUTE_REINSTATED',
                                                  'PAYOUT_SENT', 'PAYOUT_FAILED', 'OTHER')),
    object_ref   text    not null constraint statement_line_object_ref_length check (length(object_ref) between 1 and 255),
    amount_minor bigint  not null,
    currency     char(3) not null constraint statement_line_currency_form check (currency ~ '^[A-Z]{3}$')
);
comment on table payments.statement_line is 'What the provider says it moved in our balance, line by line.';
comment on column payments.statement_line.line_ref is 'The provider''s id of the line.';
comment on column payments.statement_line.kind is 'The kind of our entry that should tell of the same; OTHER where we have none.';
comment on column payments.statement_line.object_ref is 'The provider''s id of what moved the money, under which we know it.';
comment on column payments.statement_line.amount_minor is 'Positive where it came in. Before the provider''s own fee, but for disputes, whose cost we book.';
create index statement_line_day_idx on payments.statement_line (day);
comment on index payments.statement_line_day_idx is 'The days that are compared, and the foreign key.';
create index statement_line_object_idx on payments.statement_line (object_ref, kind);
comment on index payments.statement_line_object_idx is 'The line for an entry of ours.';

create table payments.statement_difference (
    id           uuid        not null constraint statement_difference_pk primary key,
    kind         text        not null constraint statement_difference_kind_known check (kind in ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS')),
    entry_kind   text        not null constraint statement_difference_entry_kind_length check (length(entry_kind) between 1 and 30),
    object_ref   text        not null constraint statement_difference_object_ref_length check (length(object_ref) between 1 and 255),
    ours_minor   bigint,
    theirs_minor bigint,
    currency     char(3)     not null constraint statement_difference_currency_form check (currency ~ '^[A-Z]{3}$'),
    found_at     timestamptz not null,
    resolved_at  timestamptz,
    constraint statement_difference_ours_unless_missing check ((ours_minor is null) = (kind = 'MISSING_HERE')),
    constraint statement_difference_theirs_unless_missing check ((theirs_minor is null) = (kind = 'MISSING_THERE')),
    constraint statement_difference_resolved_later check (resolved_at >= found_at)
);
comment on table payments.statement_difference is 'Where our books and the provider''s statement do not say the same, from when it was found until it was gone.';
comment on column payments.statement_difference.ours_minor is 'What we booked; null if nothing.';
comment on column payments.statement_difference.theirs_minor is 'What the provider says; null if nothing.';
comment on column payments.statement_difference.resolved_at is 'Null while it is there.';
create unique index statement_difference_once on payments.statement_difference (object_ref, entry_kind) where resolved_at is null;
comment on index payments.statement_difference_once is 'However often it is looked for, it is one difference while it lasts.';
create index statement_difference_open_idx on payments.statement_difference (kind) where resolved_at is null;
comment on index payments.statement_difference_open_idx is 'Those that are there now, for staff, the metric, and looking again; few.';

create index ledger_entry_at_idx on payments.ledger_entry (at);
comment on index payments.ledger_entry_at_idx is 'The entries of the days that are compared.';

create view payments.cash_movement as
    select entry.kind, intent.provider_ref as object_ref, cash.amount_minor, cash.currency, at
      from payments.ledger_entry entry
      join payments.posting cash on entry_id = entry.id and account = 'provider:cash'
      join payments.intent on intent.id = entry.intent_id
     where entry.kind = 'CAPTURE'
    union all
    select entry.kind, refund.provider_ref, cash.amount_minor, cash.currency, at
      from payments.ledger_entry entry
      join payments.posting cash on entry_id = entry.id and account = 'provider:cash'
      join payments.refund on refund.id = entry.refund_id
    union all
    select entry.kind, dispute.provider_ref, cash.amount_minor, cash.currency, at
      from payments.ledger_entry entry
      join payments.posting cash on entry_id = entry.id and account = 'provider:cash'
      join payments.dispute on dispute.id = entry.dispute_id
    union all
    select entry.kind, payout.provider_ref, cash.amount_minor, cash.currency, at
      from payments.ledger_entry entry
      join payments.posting cash on entry_id = entry.id and account = 'provider:cash'
      join payments.payout on payout.id = entry.payout_id;
comment on view payments.cash_movement is 'What we booked of the provider''s balance, under the provider''s ids: one row of ours for one line of its statement.';
