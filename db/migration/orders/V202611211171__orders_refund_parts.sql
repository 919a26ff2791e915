-- phase: expand
-- Money goes back in parts, each with a reason of its own; before, an order was refunded as a whole or not at all.
alter table orders.placed_order
    add column refunded_minor bigint not null default 0,
    add constraint placed_order_refunded_within_total check (refunded_minor between 0 and total_minor),
    add constraint placed_order_refunded_once_paid check (refunded_minor = 0 or paid_at is not null);
comment on column orders.placed_order.refunded_minor is 'What has gone back or is on its way back; a refund that fails gives its part free again.';
comment on column orders.placed_order.refund_requested_at is
    'When all that was left was asked back; from here on it is not shipped any more. A part that goes back leaves this null.';
comment on column orders.placed_order.refund_id is
    'The refund that gives back all that was left. Null if none, or if asked for by a release before this column.';

alter table orders.order_line
    add column refunded  int not null default 0,
    add column restocked int not null default 0,
    add constraint order_line_refunded_within_quantity check (refunded between 0 and quantity),
    add constraint order_line_restocked_within_quantity check (restocked between 0 and quantity);
comment on column orders.order_line.refunded is 'How many of them were given back for by name; an amount without a line counts nowhere here.';
comment on column orders.order_line.restocked is 'How many of them are on offer again, so that none is put back twice.';

create table orders.refund (
    id           uuid        not null constraint refund_pk primary key,
    order_id     uuid        not null constraint refund_order_fk references orders.placed_order (id),
    amount_minor bigint      not null constraint refund_amount_positive check (amount_minor > 0),
    reason       text        not null constraint refund_reason_length check (length(reason) between 1 and 200),
    requested_at timestamptz not null,
    completed_at timestamptz          constraint refund_completed_after_request check (completed_at >= requested_at),
    failed_at    timestamptz          constraint refund_failed_after_request check (failed_at >= requested_at)
);
comment on table orders.refund is 'One part, or all, of an order''s money on its way back, under the name that payments gave it.';
comment on column orders.refund.completed_at is 'When the provider had sent it; null before. Stays when the bank sends it back.';
comment on column orders.refund.failed_at is 'When it came to nothing, possibly after it was completed; null otherwise.';
create index refund_order_idx on orders.refund (order_id);
comment on index orders.refund_order_idx is 'The refunds of an order, and the foreign key.';

create table orders.refund_line (
    refund_id uuid not null constraint refund_line_refund_fk references orders.refund (id),
    order_id  uuid not null,
    position  int  not null,
    quantity  int  not null constraint refund_line_quantity_positive check (quantity > 0),
    constraint refund_line_pk primary key (refund_id, position),
    constraint refund_line_order_line_fk foreign key (order_id, position) references orders.order_line (order_id, position)
);
comment on table orders.refund_line is 'What a refund is for, where it names lines; needed to give them free again when it fails.';
create index refund_line_order_line_idx on orders.refund_line (order_id, position);
comment on index orders.refund_line_order_line_idx is 'Serves the foreign key.';

create table orders.goods_return (
    id             uuid        not null constraint goods_return_pk primary key,
    order_id       uuid        not null constraint goods_return_order_fk references orders.placed_order (id),
    reason         text        not null constraint goods_return_reason_length check (length(reason) between 1 and 500),
    asked_at       timestamptz not null,
    complain_until timestamptz not null constraint goods_return_asked_in_time check (asked_at <= complain_until),
    accepted_at    timestamptz          constraint goods_return_accepted_after_asked check (accepted_at >= asked_at),
    refused_at     timestamptz          constraint goods_return_refused_after_asked check (refused_at >= asked_at),
    refusal        text                 constraint goods_return_refusal_length check (length(refusal) between 1 and 200),
    received_at    timestamptz          constraint goods_return_received_after_accepted check (received_at >= accepted_at),
    lapsed_at      timestamptz          constraint goods_return_lapsed_after_accepted check (lapsed_at >= accepted_at),
    refund_id      uuid                 constraint goods_return_refund_fk references orders.refund (id),
    state          text        not null generated always as (
                       case when received_at is not null then 'RECEIVED'
                            when lapsed_at is not null then 'LAPSED'
                            when refused_at is not null then 'REFUSED'
                            when accepted_at is not null then 'ACCEPTED'
                            else 'ASKED' end) stored,
    constraint goods_return_answered_once check (num_nonnulls(accepted_at, refused_at) <= 1),
    constraint goods_return_refused_why check ((refused_at is null) = (refusal is null)),
    constraint goods_return_received_once_accepted check (received_at is null or accepted_at is not null),
    constraint goods_return_lapsed_once_accepted check (lapsed_at is null or accepted_at is not null),
    constraint goods_return_ends_once check (num_nonnulls(received_at, lapsed_at) <= 1),
    constraint goods_return_refunded_once_received check ((received_at is null) = (refund_id is null))
);
comment on table orders.goods_return is
    'A buyer asks to send something back. ASKED, then ACCEPTED or REFUSED; ACCEPTED, then RECEIVED with its refund, or LAPSED because nothing came.';
comment on column orders.goods_return.complain_until is 'The end of the time for complaints, as it was when the buyer asked.';
comment on column orders.goods_return.accepted_at is 'When the shop agreed, or had been silent for too long; null otherwise.';
comment on column orders.goods_return.refused_at is 'When the shop did not agree; null otherwise.';
comment on column orders.goods_return.received_at is 'When the shop had it back; null before.';
comment on column orders.goods_return.lapsed_at is 'When it was given up because nothing came back; null otherwise.';
comment on column orders.goods_return.refund_id is 'What the buyer was given for it; null until the goods are back.';
comment on column orders.goods_return.state is 'Follows from the facts beside it, so that no writer can set it wrongly.';
create unique index goods_return_one_open_per_order on orders.goods_return (order_id) where state in ('ASKED', 'ACCEPTED');
comment on index orders.goods_return_one_open_per_order is 'The next is asked for once the one before has ended.';
create index goods_return_order_idx on orders.goods_return (order_id);
comment on index orders.goods_return_order_idx is 'The returns of an order, and the foreign key.';
create index goods_return_refund_idx on orders.goods_return (refund_id) where refund_id is not null;
comment on index orders.goods_return_refund_idx is 'Serves the foreign key.';
create index goods_return_open_idx on orders.goods_return ((coalesce(accepted_at, asked_at))) where state in ('ASKED', 'ACCEPTED');
comment on index orders.goods_return_open_idx is 'Finds those that wait for too long.';

create table orders.goods_return_line (
    return_id uuid not null constraint goods_return_line_return_fk references orders.goods_return (id),
    order_id  uuid not null,
    position  int  not null,
    quantity  int  not null constraint goods_return_line_quantity_positive check (quantity > 0),
    constraint goods_return_line_pk primary key (return_id, position),
    constraint goods_return_line_order_line_fk foreign key (order_id, position) references orders.order_line (order_id, position)
);
comment on table orders.goods_return_line is 'What is to come back.';
create index goods_return_line_order_line_idx on orders.goods_return_line (order_id, position);
comment on index orders.goods_return_line_order_line_idx is 'Serves the foreign key.';

create index placed_order_shipped_idx on orders.placed_order (shipped_at) where state = 'SHIPPED';
comment on index orders.placed_order_shipped_idx is 'Finds what is taken for delivered because nobody said otherwise.';
