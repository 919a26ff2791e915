-- phase: expand
create table payments.dispute (
    id           uuid        not null constraint dispute_pk primary key,
    intent_id    uuid        not null constraint dispute_intent_fk references payments.intent (id),
    provider     text        not null constraint dispute_provider_known check (provider = 'stripe'),
    provider_ref text        not null constraint dispute_provider_ref_length check (length(provider_ref) between 1 and 255),
    amount_minor bigint      not null constraint dispute_amount_positive check (amount_minor > 0),
    currency     char(3)     not null constraint dispute_currency_form check (currency ~ '^[A-Z]{3}$'),
    reason       text        not null constraint dispute_reason_length check (length(reason) between 1 and 60),
    status       text        not null constraint dispute_status_known
                                      check (status in ('NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST', 'PREVENTED',
                                                        'WARNING_NEEDS_RESPONSE', 'WARNING_UNDER_REVIEW', 'WARNING_CLOSED')),
    recorded_at  timestamptz not null,
    changed_at   timestamptz not null,
    constraint dispute_changed_after_recording check (changed_at >= recorded_at)
);
comment on table payments.dispute is
    'A payer''s bank asks for money back. Recorded for staff to act on at the provider; no money is booked here for it.';
comment on column payments.dispute.reason is 'The bank''s, in the provider''s word for it.';
comment on column payments.dispute.status is 'The provider''s, in capitals. WON, LOST, PREVENTED and WARNING_CLOSED are ends.';
comment on column payments.dispute.changed_at is 'When the status was last seen to be another.';

create unique index dispute_once_per_provider_ref on payments.dispute (provider, provider_ref);
comment on index payments.dispute_once_per_provider_ref is 'However many events tell of it, it is one dispute.';
create index dispute_intent_idx on payments.dispute (intent_id);
comment on index payments.dispute_intent_idx is 'The foreign key.';

create index refund_failed_idx on payments.refund (id desc) where state = 'FAILED';
comment on index payments.refund_failed_idx is 'What staff look through for money that did not go back; few.';
