-- phase: expand
-- A state that failed keeps the moments before it, and nothing asked of these that they were possible.
alter table payments.refund
    add constraint refund_completed_by_name check (completed_at is null or provider_ref is not null) not valid;
comment on constraint refund_completed_by_name on payments.refund is
    'What was once sent back has the provider''s name for it, also after it came back.';
alter table payments.payout
    add constraint payout_paid_once_accepted check (paid_at is null or accepted_at is not null) not valid;
comment on constraint payout_paid_once_accepted on payments.payout is
    'What once arrived had been taken by the provider before, also after the bank sent it back.';
