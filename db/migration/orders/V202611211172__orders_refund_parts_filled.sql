-- phase: fill
-- What was given back as a whole, in the shape of parts.
insert into orders.refund (id, order_id, amount_minor, reason, requested_at, completed_at, failed_at)
     select refund_id, id, total_minor, 'Refunded as a whole.', refund_requested_at, refunded_at, refund_failed_at
       from orders.placed_order
      where refund_id is not null;

update orders.placed_order
   set refunded_minor = total_minor
 where refund_requested_at is not null
   and refund_failed_at is null;

-- Whatever was refunded before it left the shop went back on the shelf with it.
update orders.order_line
   set restocked = quantity
  from orders.placed_order
 where placed_order.id = order_id
   and refund_requested_at is not null
   and shipped_at is null;
