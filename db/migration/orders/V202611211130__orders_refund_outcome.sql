-- phase: expand
-- A refund can fail, even after it was done: the payer's bank sends the money back. The order then is not refunded, and can be refunded anew.
alter table orders.placed_order
    add column refund_id        uuid,
    add column refund_failed_at timestamptz,
    add constraint placed_order_refund_failed_once_requested check (refund_failed_at is null or refund_requested_at is not null),
    add constraint placed_order_refund_ends_one_way check (refund_failed_at is null or refunded_at is null);

comment on column orders.placed_order.refund_id is
    'The newest refund, as payments names it; what is heard of an older one changes nothing. Null if none, or if asked for by a release before this column.';
comment on column orders.placed_order.refund_failed_at is
    'When the newest refund came to nothing; null while it is under way or done. The order is not shipped then either: its things went back on offer.';
comment on constraint placed_order_refund_ends_one_way on orders.placed_order is 'A failure after the end takes the end back.';
