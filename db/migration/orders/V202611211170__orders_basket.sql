-- phase: expand
create table orders.basket (
    member_id  uuid        not null constraint basket_pk primary key
                                    constraint basket_member_fk references identity.member (id),
    changed_at timestamptz not null
);
comment on table orders.basket is
    'What a member thinks of buying; nothing of it is set aside. Its row is the lock under which lines change and are checked out.';

create table orders.basket_line (
    member_id   uuid    not null constraint basket_line_basket_fk references orders.basket (member_id),
    position    int     not null constraint basket_line_position_in_range check (position between 0 and 19),
    listing_id  uuid    not null constraint basket_line_listing_fk references listings.listing (id),
    title       text    not null constraint basket_line_title_length check (length(title) between 3 and 120),
    price_minor bigint  not null constraint basket_line_price_positive check (price_minor > 0),
    currency    char(3) not null constraint basket_line_currency_known check (currency in ('EUR', 'GBP', 'USD', 'CHF')),
    quantity    int     not null constraint basket_line_quantity_in_range check (quantity between 1 and 100),
    constraint basket_line_pk primary key (member_id, position),
    constraint basket_line_listing_once unique (member_id, listing_id)
);
comment on table orders.basket_line is 'So many of a listing, with title and price as they were when its buyer put it there.';
comment on column orders.basket_line.position is 'The order of showing; what comes later may take a place that became free.';
create index basket_line_listing_idx on orders.basket_line (listing_id);
comment on index orders.basket_line_listing_idx is 'Serves the foreign key.';
