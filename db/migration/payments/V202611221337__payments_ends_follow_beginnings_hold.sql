-- phase: expand
alter table payments.refund validate constraint refund_completed_by_name;
alter table payments.payout validate constraint payout_paid_once_accepted;
