-- phase: expand
alter table payments.intent
    add column released_at timestamptz,
    add constraint intent_released_once_captured check (released_at is null or state = 'CAPTURED');
comment on column payments.intent.released_at is 'When the payee''s part became theirs to be paid out; null while the deal it pays for can still go wrong.';

create table payments.payout_account (
    payee_id    uuid        not null constraint payout_account_pk primary key,
    destination text        not null constraint payout_account_destination_form
                                     check (destination ~ '^(ba|btok|card|tok)_[A-Za-z0-9_]{1,95}$'),
    named_at    timestamptz not null,
    refused_at  timestamptz,
    constraint payout_account_refused_once_named check (refused_at >= named_at)
);
comment on table payments.payout_account is
    'Where a payee wants their money. Its row is the lock of the payee''s balance: whoever pays out holds it.';
comment on column payments.payout_account.destination is 'The provider''s token for a bank account or card; the form keeps account numbers out.';
comment on column payments.payout_account.refused_at is 'When the bank sent a payout back for the account''s sake; nothing is paid out until another is named. Null if never.';

create table payments.payout (
    id           uuid        not null constraint payout_pk primary key,
    payee_id     uuid        not null constraint payout_payee_fk references payments.payout_account (payee_id),
    amount_minor bigint      not null constraint payout_amount_positive check (amount_minor > 0),
    currency     char(3)     not null constraint payout_currency_form check (currency ~ '^[A-Z]{3}$'),
    destination  text        not null constraint payout_destination_form check (destination ~ '^(ba|btok|card|tok)_[A-Za-z0-9_]{1,95}$'),
    state        text        not null constraint payout_state_known check (state in ('RECORDED', 'IN_TRANSIT', 'PAID', 'FAILED')),
    provider     text        not null constraint payout_provider_known check (provider = 'stripe'),
    provider_ref text                 constraint payout_provider_ref_length check (length(provider_ref) between 1 and 255),
    recorded_at  timestamptz not null,
    sent_at      timestamptz,
    asked_at     timestamptz,
    accepted_at  timestamptz,
    paid_at      timestamptz,
    failed_at    timestamptz,
    failure      text                 constraint payout_failure_form check (failure ~ '^[a-z-]{1,50}$'),

    constraint payout_recorded_is_open check (state <> 'RECORDED' or num_nonnulls(accepted_at, paid_at, failed_at) = 0),
    constraint payout_in_transit_is_open check (state <> 'IN_TRANSIT' or num_nonnulls(paid_at, failed_at) = 0),
    constraint payout_accepted_by_name check ((accepted_at is null) = (provider_ref is null)),
    constraint payout_on_its_way_once_accepted check (state not in ('IN_TRANSIT', 'PAID') or accepted_at is not null),
    constraint payout_accepted_once_sent check (accepted_at is null or sent_at is not null),
    constraint payout_paid_when check (state <> 'PAID' or paid_at is not null),
    constraint payout_failed_when check ((state = 'FAILED') = (failed_at is not null)),
    constraint payout_failed_says_why check ((state = 'FAILED') = (failure is not null))
);
comment on table payments.payout is
    'One wish to hand a payee their money, committed before the provider is called. RECORDED, IN_TRANSIT, PAID; or FAILED from any of them, because a bank can send back what was PAID.';
comment on column payments.payout.destination is 'The payee''s account when it was recorded.';
comment on column payments.payout.provider_ref is 'The provider''s id of its payout; null until its answer is known.';
comment on column payments.payout.sent_at is 'When the provider was first about to be asked; null before.';
comment on column payments.payout.asked_at is 'When the reconciliation last asked about it; null if it never had to.';
comment on column payments.payout.accepted_at is 'When we heard that the provider had taken it out of our balance; null before, and where it refused.';
comment on column payments.payout.paid_at is 'When we heard that it had arrived; stays when the bank sends it back. Null before.';
comment on column payments.payout.failure is 'Why, in our word for it; null unless it failed.';

create unique index payout_once_per_provider_ref on payments.payout (provider, provider_ref);
comment on index payments.payout_once_per_provider_ref is 'One object of the provider settles one payout. Serves the lookup from a webhook.';
create index payout_payee_idx on payments.payout (payee_id, id desc);
comment on index payments.payout_payee_idx is 'A payee''s payouts, newest first, and the foreign key.';
create index payout_unsettled_idx on payments.payout (recorded_at) where state in ('RECORDED', 'IN_TRANSIT');
comment on index payments.payout_unsettled_idx is 'What the reconciliation looks for.';

-- The books learn of more than payments: what becomes a payee's to have, and what leaves. Entries of the release before are as they were.
alter table payments.ledger_entry
    alter column intent_id drop not null,
    add column payout_id uuid constraint ledger_entry_payout_fk references payments.payout (id),
    drop constraint ledger_entry_kind_known,
    add constraint ledger_entry_kind_known
        check (kind in ('CAPTURE', 'REFUND', 'REFUND_RETURNED', 'RELEASE', 'DISPUTE_WITHDRAWN', 'DISPUTE_REINSTATED',
                        'PAYOUT', 'PAYOUT_SENT', 'PAYOUT_PAID', 'PAYOUT_FAILED')),
    drop constraint ledger_entry_refund_named,
    add constraint ledger_entry_refund_named check ((kind in ('REFUND', 'REFUND_RETURNED')) = (refund_id is not null)),
    add constraint ledger_entry_payout_named check ((kind like 'PAYOUT%') = (payout_id is not null)),
    add constraint ledger_entry_of_payment_or_payout check (num_nonnulls(intent_id, payout_id) = 1);
comment on column payments.ledger_entry.intent_id is 'Null for payouts, which are of a payee''s whole balance.';
comment on column payments.ledger_entry.refund_id is 'Null but for refunds.';
comment on column payments.ledger_entry.payout_id is 'Null but for payouts.';
create unique index ledger_entry_once_per_payout on payments.ledger_entry (payout_id, kind) where payout_id is not null;
comment on index payments.ledger_entry_once_per_payout is 'The same guard for each step of a payout.';
create unique index ledger_entry_once_per_release on payments.ledger_entry (intent_id) where kind = 'RELEASE';
comment on index payments.ledger_entry_once_per_release is 'The same guard for what became the payee''s.';

alter table payments.posting
    drop constraint posting_account_form,
    add constraint posting_account_form
        check (account ~ '^(provider:(cash|in-transit)|platform:fees|(payee|free|transit):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$');
comment on column payments.posting.account is
    'provider:cash is what the provider holds for us, provider:in-transit what it has sent to banks; platform:fees is ours to keep; payee:<id> is what we owe them and hold back, free:<id> what they can have, transit:<id> what is on its way to them.';
