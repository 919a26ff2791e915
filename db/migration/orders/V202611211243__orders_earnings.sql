-- phase: expand
alter table orders.placed_order
    add column released_at timestamptz,
    add column dispute     text constraint placed_order_dispute_known check (dispute in ('OPEN', 'WON', 'LOST')),
    add constraint placed_order_released_once_completed check (released_at is null or completed_at is not null),
    add constraint placed_order_dispute_once_paid check (dispute is null or paid_at is not null);
comment on column orders.placed_order.released_at is
    'When payments was told that the shop can have its money. A release before this column completes orders too, so a job tells it.';
comment on column orders.placed_order.dispute is 'How it stands where the buyer''s bank has taken the money back; null where it never did.';

create index placed_order_unreleased_idx on orders.placed_order (completed_at) where completed_at is not null and released_at is null;
comment on index orders.placed_order_unreleased_idx is 'Finds the completed orders of which payments has not been told; small.';
