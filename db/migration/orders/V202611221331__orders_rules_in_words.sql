-- phase: expand
comment on constraint basket_line_currency_known on orders.basket_line is 'The market trades in these currencies.';
comment on constraint basket_line_listing_once on orders.basket_line is 'A listing stands in a basket once; more of it is a larger quantity.';
comment on constraint basket_line_position_in_range on orders.basket_line is 'A basket holds twenty lines, so that an order never has more.';
comment on constraint basket_line_price_positive on orders.basket_line is 'Nothing is for nothing.';
comment on constraint basket_line_quantity_in_range on orders.basket_line is 'Of one thing, one to a hundred.';
comment on constraint basket_line_title_length on orders.basket_line is 'A copy of the listing''s title, which has the same length.';

comment on constraint goods_return_accepted_after_asked on orders.goods_return is 'Nobody answers before they are asked.';
comment on constraint goods_return_answered_once on orders.goods_return is 'A shop says yes or no, never both.';
comment on constraint goods_return_asked_in_time on orders.goods_return is 'Goods go back within the time that was promised, and not after it.';
comment on constraint goods_return_ends_once on orders.goods_return is 'Goods came back, or their time ran out; never both.';
comment on constraint goods_return_lapsed_after_accepted on orders.goods_return is 'The time for sending back begins with the yes.';
comment on constraint goods_return_lapsed_once_accepted on orders.goods_return is 'Only what was agreed to can run out.';
comment on constraint goods_return_reason_length on orders.goods_return is 'Why it goes back, in a buyer''s words.';
comment on constraint goods_return_received_after_accepted on orders.goods_return is 'Goods are taken back after the yes.';
comment on constraint goods_return_received_once_accepted on orders.goods_return is 'Only what was agreed to is taken back.';
comment on constraint goods_return_refunded_once_received on orders.goods_return is 'Money goes back when the goods have come back, in the same act; never without them.';
comment on constraint goods_return_refusal_length on orders.goods_return is 'Why the shop says no, in a sentence.';
comment on constraint goods_return_refused_after_asked on orders.goods_return is 'Nobody answers before they are asked.';
comment on constraint goods_return_refused_why on orders.goods_return is 'A no says why, and only a no does.';

comment on constraint goods_return_line_order_line_fk on orders.goods_return_line is 'What goes back was bought in the same order.';
comment on constraint goods_return_line_quantity_positive on orders.goods_return_line is 'Who sends back sends something.';

comment on constraint order_line_listing_once on orders.order_line is 'A listing stands in an order once; more of it is a larger quantity.';
comment on constraint order_line_position_in_range on orders.order_line is 'An order has twenty lines at most.';
comment on constraint order_line_quantity_in_range on orders.order_line is 'Of one thing, one to a hundred.';
comment on constraint order_line_refunded_within_quantity on orders.order_line is 'Money goes back for what was bought, and for no more.';
comment on constraint order_line_restocked_within_quantity on orders.order_line is 'On the shelf goes back what was taken from it, and no more.';
comment on constraint order_line_title_length on orders.order_line is 'A copy of the listing''s title, which has the same length.';
comment on constraint order_line_unit_price_positive on orders.order_line is 'Nothing is for nothing.';

comment on constraint placed_order_cancel_reason_length on orders.placed_order is 'Why it was called off, in a sentence for the other side.';
comment on constraint placed_order_cancelled_why on orders.placed_order is 'Who calls off says why, and nobody else does.';
comment on constraint placed_order_carrier_length on orders.placed_order is 'Who carries it, by name.';
comment on constraint placed_order_completed_once_delivered on orders.placed_order is 'A deal is done only when the goods have arrived.';
comment on constraint placed_order_currency_known on orders.placed_order is 'The market trades in these currencies.';
comment on constraint placed_order_delivered_once_shipped on orders.placed_order is 'Nothing arrives that was not sent.';
comment on constraint placed_order_dispute_known on orders.placed_order is 'What became of the bank''s asking for money back, in the words of the code.';
comment on constraint placed_order_dispute_once_paid on orders.placed_order is 'A bank asks back only what was paid.';
comment on constraint placed_order_fee_within_total on orders.placed_order is 'Our part is a part of the total.';
comment on constraint placed_order_pay_by_later on orders.placed_order is 'There is some time to pay in.';
comment on constraint placed_order_refund_failed_once_requested on orders.placed_order is 'A refund fails only if it was asked for.';
comment on constraint placed_order_refund_requested_once_paid on orders.placed_order is 'Nobody gets back what they have not paid.';
comment on constraint placed_order_refunded_once_paid on orders.placed_order is 'No money goes back before it came.';
comment on constraint placed_order_refunded_once_requested on orders.placed_order is 'A refund ends only if it was asked for.';
comment on constraint placed_order_refunded_within_total on orders.placed_order is 'No more goes back than was paid.';
comment on constraint placed_order_released_once_completed on orders.placed_order is 'A seller''s money is free when the deal is done, and not before.';
comment on constraint placed_order_shipped_how on orders.placed_order is 'What was sent says who carries it, and only that does.';
comment on constraint placed_order_shipped_once_paid on orders.placed_order is 'Nothing is sent that is not paid for.';
comment on constraint placed_order_total_positive on orders.placed_order is 'An order is worth something.';
comment on constraint placed_order_tracking_code_length on orders.placed_order is 'The carrier''s own code.';
comment on constraint placed_order_tracking_once_shipped on orders.placed_order is 'Only what was sent can be followed.';

comment on constraint refund_amount_positive on orders.refund is 'Who gives back gives something.';
comment on constraint refund_completed_after_request on orders.refund is 'Nothing ends before it began.';
comment on constraint refund_failed_after_request on orders.refund is 'Nothing fails before it began.';
comment on constraint refund_reason_length on orders.refund is 'Why money goes back, in a sentence for both sides.';

comment on constraint refund_line_order_line_fk on orders.refund_line is 'Money goes back for a line of an order, not for one that nobody bought.';
comment on constraint refund_line_quantity_positive on orders.refund_line is 'A line of a refund is about something.';
