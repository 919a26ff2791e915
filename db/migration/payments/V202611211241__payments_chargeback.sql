-- phase: expand
-- A dispute moves money: out of our balance when it opens, and back if it is won.
alter table payments.intent
    add column disputed_minor     bigint not null default 0,
    add column disputed_fee_minor bigint not null default 0,
    add constraint intent_disputed_not_negative check (disputed_minor >= 0),
    add constraint intent_taken_back_fee_within_fee check (disputed_fee_minor between 0 and fee_minor),
    add constraint intent_disputed_only_if_captured check (state = 'CAPTURED' or (disputed_minor = 0 and disputed_fee_minor = 0));
comment on column payments.intent.disputed_minor is
    'What the payer''s bank has taken back and not returned. May exceed the rest of the payment: a bank that takes what was refunded too is a fact to be booked.';
comment on column payments.intent.disputed_fee_minor is 'The part of the fee that went with it.';

alter table payments.dispute
    add column withdrawn_minor     bigint constraint dispute_withdrawn_positive check (withdrawn_minor > 0),
    add column withdrawn_fee_minor bigint constraint dispute_withdrawn_fee_not_negative check (withdrawn_fee_minor >= 0),
    add column cost_minor          bigint constraint dispute_cost_not_negative check (cost_minor >= 0),
    add column withdrawn_at        timestamptz,
    add column returned_at         timestamptz,
    add constraint dispute_withdrawn_whole check (num_nonnulls(withdrawn_minor, withdrawn_fee_minor, cost_minor, withdrawn_at) in (0, 4)),
    add constraint dispute_fee_within_withdrawn check (withdrawn_fee_minor <= withdrawn_minor),
    add constraint dispute_returned_once_withdrawn check (returned_at is null or withdrawn_at is not null);
comment on table payments.dispute is 'A payer''s bank asks for money back. Recorded for staff to act on at the provider; booked when money moves.';
comment on column payments.dispute.withdrawn_minor is 'What the bank took; null while it has taken nothing, as with a warning.';
comment on column payments.dispute.withdrawn_fee_minor is 'The part of our fee that went with it; the rest of what was taken is the payee''s.';
comment on column payments.dispute.cost_minor is 'What the provider charged for the dispute; the payee bears it.';
comment on column payments.dispute.withdrawn_at is 'When we heard that the money was taken.';
comment on column payments.dispute.returned_at is 'When we heard that the money came back; null unless it was won.';

alter table payments.ledger_entry
    add column dispute_id uuid constraint ledger_entry_dispute_fk references payments.dispute (id),
    add constraint ledger_entry_dispute_named check ((kind like 'DISPUTE%') = (dispute_id is not null));
comment on column payments.ledger_entry.dispute_id is 'Null but for disputes.';
create unique index ledger_entry_once_per_dispute on payments.ledger_entry (dispute_id, kind) where dispute_id is not null;
comment on index payments.ledger_entry_once_per_dispute is 'The same guard for what a bank took, and for what it returned.';
