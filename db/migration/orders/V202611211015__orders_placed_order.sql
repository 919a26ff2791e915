-- phase: expand
create schema orders;
comment on schema orders is 'One deal from promise to delivery.';

create table orders.placed_order (
    id                  uuid        not null constraint placed_order_pk primary key,
    buyer_id            uuid        not null constraint placed_order_buyer_fk references identity.member (id),
    shop_id             uuid        not null constraint placed_order_shop_fk references shops.shop (id),
    total_minor         bigint      not null constraint placed_order_total_positive check (total_minor > 0),
    fee_minor           bigint      not null,
    currency            char(3)     not null constraint placed_order_currency_known check (currency in ('EUR', 'GBP', 'USD', 'CHF')),
    placed_at           timestamptz not null,
    pay_by              timestamptz not null,
    paid_at             timestamptz,
    shipped_at          timestamptz,
    carrier             text                 constraint placed_order_carrier_length check (length(carrier) between 1 and 60),
    tracking_code       text                 constraint placed_order_tracking_code_length check (length(tracking_code) between 1 and 100),
    delivered_at        timestamptz,
    completed_at        timestamptz,
    cancelled_at        timestamptz,
    cancel_reason       text                 constraint placed_order_cancel_reason_length check (length(cancel_reason) between 1 and 300),
    expired_at          timestamptz,
    refund_requested_at timestamptz,
    refunded_at         timestamptz,
    state               text        not null generated always as (
                            case when refunded_at is not null then 'REFUNDED'
                                 when completed_at is not null then 'COMPLETED'
                                 when delivered_at is not null then 'DELIVERED'
                                 when shipped_at is not null then 'SHIPPED'
                                 when paid_at is not null then 'PAID'
                                 when cancelled_at is not null then 'CANCELLED'
                                 when expired_at is not null then 'EXPIRED'
                                 else 'PLACED' end) stored,
    constraint placed_order_fee_within_total check (fee_minor between 0 and total_minor),
    constraint placed_order_pay_by_later check (pay_by > placed_at),
    constraint placed_order_ends_once check (num_nonnulls(paid_at, cancelled_at, expired_at) <= 1),
    constraint placed_order_shipped_once_paid check (shipped_at is null or paid_at is not null),
    constraint placed_order_shipped_how check ((shipped_at is null) = (carrier is null)),
    constraint placed_order_tracking_once_shipped check (tracking_code is null or shipped_at is not null),
    constraint placed_order_delivered_once_shipped check (delivered_at is null or shipped_at is not null),
    constraint placed_order_completed_once_delivered check (completed_at is null or delivered_at is not null),
    constraint placed_order_cancelled_why check ((cancelled_at is null) = (cancel_reason is null)),
    constraint placed_order_refund_requested_once_paid check (refund_requested_at is null or paid_at is not null),
    constraint placed_order_refunded_once_requested check (refunded_at is null or refund_requested_at is not null)
);
comment on table orders.placed_order is 'A buyer''s order of things from one shop. Named for what it is; "order" is a word of SQL.';
comment on column orders.placed_order.fee_minor is 'What the market keeps of the total, fixed when the order was placed.';
comment on column orders.placed_order.pay_by is 'Unpaid after this moment, it expires and its stock goes back.';
comment on column orders.placed_order.paid_at is 'Null until the provider has captured the payment.';
comment on column orders.placed_order.carrier is 'Who carries the parcel; set with shipped_at.';
comment on column orders.placed_order.tracking_code is 'Null where the carrier gives none.';
comment on column orders.placed_order.expired_at is 'Null unless nobody paid in time.';
comment on column orders.placed_order.refund_requested_at is 'From here on it is not shipped any more; the refund itself may take a while.';
comment on column orders.placed_order.state is 'Follows from the facts beside it, so that no writer can set it wrongly.';
comment on constraint placed_order_ends_once on orders.placed_order is
    'Payment, cancellation and expiry race; the first one wins and the others find no row to change.';

create index placed_order_buyer_idx on orders.placed_order (buyer_id, id desc);
comment on index orders.placed_order_buyer_idx is 'A buyer''s own orders, newest first.';
create index placed_order_shop_idx on orders.placed_order (shop_id, id desc);
comment on index orders.placed_order_shop_idx is 'A shop''s orders, newest first.';
create index placed_order_unpaid_idx on orders.placed_order (pay_by) where state = 'PLACED';
comment on index orders.placed_order_unpaid_idx is 'Finds what is due to expire.';
create index placed_order_delivered_idx on orders.placed_order (delivered_at) where state = 'DELIVERED';
comment on index orders.placed_order_delivered_idx is 'Finds what is due to be completed.';

create table orders.order_line (
    order_id         uuid   not null constraint order_line_order_fk references orders.placed_order (id),
    position         int    not null constraint order_line_position_in_range check (position between 0 and 19),
    listing_id       uuid   not null constraint order_line_listing_fk references listings.listing (id),
    title            text   not null constraint order_line_title_length check (length(title) between 3 and 120),
    unit_price_minor bigint not null constraint order_line_unit_price_positive check (unit_price_minor > 0),
    quantity         int    not null constraint order_line_quantity_in_range check (quantity between 1 and 100),
    constraint order_line_pk primary key (order_id, position),
    constraint order_line_listing_once unique (order_id, listing_id)
);
comment on table orders.order_line is 'What was bought, with title and price as they were at that moment.';
create index order_line_listing_idx on orders.order_line (listing_id);
comment on index orders.order_line_listing_idx is 'Serves the foreign key, and tells which orders a listing is in.';

create function orders.check_total() returns trigger language plpgsql as $$
declare
    -- By way of jsonb, because the two tables' rows differ and plpgsql resolves both branches' fields.
    order_checked uuid := case when tg_table_name = 'placed_order' then (to_jsonb(new) ->> 'id')::uuid else (coalesce(to_jsonb(new), to_jsonb(old)) ->> 'order_id')::uuid end;
begin
    if exists (select from orders.placed_order o
                where o.id = order_checked
                  and o.total_minor is distinct from (select sum(unit_price_minor * quantity)
                                                        from orders.order_line where order_id = o.id)) then
        raise exception 'order % does not add up', order_checked
              using errcode = 'check_violation', constraint = 'placed_order_total_is_sum_of_lines';
    end if;
    return null;
end $$;
create constraint trigger placed_order_total_is_sum_of_lines after insert or update of total_minor on orders.placed_order
    deferrable initially deferred for each row execute function orders.check_total();
comment on trigger placed_order_total_is_sum_of_lines on orders.placed_order is 'An order adds up at every commit.';
create constraint trigger order_line_keeps_total after insert or update or delete on orders.order_line
    deferrable initially deferred for each row execute function orders.check_total();
comment on trigger order_line_keeps_total on orders.order_line is 'An order adds up at every commit.';
