-- phase: expand
create schema payments;
comment on schema payments is 'Intents, refunds, the ledger, and the inbox of the provider''s events. Written by the module payments alone.';

create table payments.intent (
    id                 uuid        not null constraint intent_pk primary key,
    reference          uuid        not null constraint intent_once_per_reference unique,
    payer_id           uuid        not null,
    payee_id           uuid        not null,
    amount_minor       bigint      not null constraint intent_amount_positive check (amount_minor > 0),
    fee_minor          bigint      not null,
    currency           char(3)     not null constraint intent_currency_form check (currency ~ '^[A-Z]{3}$'),
    method             text        not null constraint intent_method_form check (method ~ '^[A-Za-z0-9_]{1,100}$'),
    state              text        not null constraint intent_state_known
                                            check (state in ('RECORDED', 'CHARGING', 'CAPTURED', 'DECLINED', 'VOIDED')),
    provider           text        not null constraint intent_provider_known check (provider = 'stripe'),
    provider_ref       text                 constraint intent_provider_ref_length check (length(provider_ref) between 1 and 255),
    recorded_at        timestamptz not null,
    charging_at        timestamptz,
    cancelled_at       timestamptz,
    captured_at        timestamptz,
    declined_at        timestamptz,
    decline_code       text                 constraint intent_decline_code_form check (decline_code ~ '^[a-z-]{1,50}$'),
    voided_at          timestamptz,
    refunded_minor     bigint      not null default 0,
    refunded_fee_minor bigint      not null default 0,

    constraint intent_fee_within_amount check (fee_minor between 0 and amount_minor),
    constraint intent_recorded_is_untouched check (state <> 'RECORDED' or (charging_at is null and cancelled_at is null)),
    constraint intent_cancelled_while_charging check (cancelled_at is null or charging_at is not null),
    constraint intent_voided_as_cancelled check (state <> 'VOIDED' or (charging_at is null) = (cancelled_at is null)),
    constraint intent_charging_since check (state not in ('CHARGING', 'CAPTURED', 'DECLINED') or charging_at is not null),
    constraint intent_captured_when check ((state = 'CAPTURED') = (captured_at is not null)),
    constraint intent_captured_has_provider_ref check (state <> 'CAPTURED' or provider_ref is not null),
    constraint intent_declined_when check ((state = 'DECLINED') = (declined_at is not null)),
    constraint intent_declined_says_why check ((state = 'DECLINED') = (decline_code is not null)),
    constraint intent_voided_when check ((state = 'VOIDED') = (voided_at is not null)),
    constraint intent_provider_ref_needs_charging check (provider_ref is null or charging_at is not null),
    constraint intent_refunded_within_amount check (refunded_minor between 0 and amount_minor),
    constraint intent_refunded_fee_within_fee check (refunded_fee_minor between 0 and fee_minor),
    constraint intent_refunded_only_if_captured check (state = 'CAPTURED' or (refunded_minor = 0 and refunded_fee_minor = 0))
);
comment on table payments.intent is
    'One wish to be paid, committed before the provider is called. RECORDED, then CHARGING, then one of CAPTURED, DECLINED, VOIDED; or from RECORDED straight to VOIDED.';
comment on column payments.intent.reference is 'The caller''s id of what is paid for; opaque here.';
comment on column payments.intent.payer_id is 'A member. No foreign key: the books outlive accounts.';
comment on column payments.intent.payee_id is 'To whom amount less fee is owed; opaque here.';
comment on column payments.intent.provider_ref is 'The provider''s id of its payment intent; null until it has answered that it made one. Money moves only after this is stored.';
comment on column payments.intent.charging_at is 'When the provider was first about to be asked; null while, and if, it never was.';
comment on column payments.intent.cancelled_at is 'When it was given up although the provider had been asked; a capture is then refunded. Null if never.';
comment on column payments.intent.refunded_minor is 'What has gone back or is on its way back; a refund reserves here before the provider hears of it.';
comment on column payments.intent.refunded_fee_minor is 'The part of the fee that went back with it.';
comment on constraint intent_recorded_is_untouched on payments.intent is 'What was not begun can be voided at once, so it is never merely marked as cancelled.';
comment on constraint intent_voided_as_cancelled on payments.intent is
    'Voided at once if it was not begun; otherwise because it had been given up and the provider took nothing.';
comment on constraint intent_captured_has_provider_ref on payments.intent is 'Money that nobody can find at the provider cannot be given back.';

create unique index intent_once_per_provider_ref on payments.intent (provider, provider_ref);
comment on index payments.intent_once_per_provider_ref is 'One object of the provider settles one intent. Serves the lookup from a webhook.';
create index intent_unsettled_idx on payments.intent (recorded_at) where state in ('RECORDED', 'CHARGING');
comment on index payments.intent_unsettled_idx is 'What the reconciliation looks for; small, since intents leave it when they end.';

create table payments.refund (
    id             uuid        not null constraint refund_pk primary key,
    intent_id      uuid        not null constraint refund_intent_fk references payments.intent (id),
    amount_minor   bigint      not null constraint refund_amount_positive check (amount_minor > 0),
    fee_back_minor bigint      not null constraint refund_fee_back_not_negative check (fee_back_minor >= 0),
    currency       char(3)     not null constraint refund_currency_form check (currency ~ '^[A-Z]{3}$'),
    why            text        not null constraint refund_why_length check (length(why) between 1 and 200),
    state          text        not null constraint refund_state_known check (state in ('RECORDED', 'COMPLETED', 'FAILED')),
    provider       text        not null constraint refund_provider_known check (provider = 'stripe'),
    provider_ref   text                 constraint refund_provider_ref_length check (length(provider_ref) between 1 and 255),
    recorded_at    timestamptz not null,
    sent_at        timestamptz,
    completed_at   timestamptz,
    failed_at      timestamptz,

    constraint refund_completed_when check (state <> 'COMPLETED' or (completed_at is not null and provider_ref is not null)),
    constraint refund_recorded_is_open check (state <> 'RECORDED' or (completed_at is null and failed_at is null)),
    constraint refund_failed_when check ((state = 'FAILED') = (failed_at is not null)),
    constraint refund_provider_ref_needs_sending check (provider_ref is null or sent_at is not null)
);
comment on table payments.refund is
    'One wish to give money back, committed before the provider is called. RECORDED, then COMPLETED or FAILED; a bank can still send back what was COMPLETED, which is then FAILED.';
comment on column payments.refund.fee_back_minor is
    'The fee''s part of this refund: such that all refunds together give back fee × refunded ÷ amount, rounded half up; the refund that empties the payment takes the rest of the fee.';
comment on column payments.refund.provider_ref is 'The provider''s id of its refund; null until its answer is known.';
comment on column payments.refund.sent_at is 'When the provider was first about to be asked; null before.';
comment on column payments.refund.completed_at is 'When the provider said it had sent the money; stays when it comes back. Null before.';

create unique index refund_once_per_provider_ref on payments.refund (provider, provider_ref);
comment on index payments.refund_once_per_provider_ref is 'One object of the provider settles one refund. Serves the lookup from a webhook.';
create index refund_intent_idx on payments.refund (intent_id);
comment on index payments.refund_intent_idx is 'Refunds of one payment, and the foreign key.';
create index refund_unsettled_idx on payments.refund (recorded_at) where state = 'RECORDED';
comment on index payments.refund_unsettled_idx is 'What the reconciliation looks for.';
