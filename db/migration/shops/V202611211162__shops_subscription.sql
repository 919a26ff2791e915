-- phase: expand
create table shops.subscription (
    shop_id      uuid        not null constraint subscription_pk primary key
                                      constraint subscription_shop_fk references shops.shop (id),
    payer_id     uuid        not null constraint subscription_payer_fk references identity.member (id),
    method       text        not null constraint subscription_method_form check (method ~ '^[A-Za-z0-9_]{1,100}$'),
    since        timestamptz not null,
    paid_until   timestamptz not null constraint subscription_paid_until_after_since check (paid_until > since),
    grace_until  timestamptz          constraint subscription_grace_after_paid check (grace_until > paid_until),
    ends         boolean     not null,
    next_step_at timestamptz not null constraint subscription_step_not_early check (next_step_at >= paid_until)
);
comment on table shops.subscription is
    'A shop pays for its plan, month by month. A shop with a paid plan and without one has been given it, and no job takes it away.';
comment on column shops.subscription.payer_id is 'Who named the card, and is charged.';
comment on column shops.subscription.since is 'When the first month began; the others begin on the same day where the month has it.';
comment on column shops.subscription.grace_until is 'Until when the plan holds although the next month is not paid; null while nothing is owed.';
comment on column shops.subscription.ends is 'With the time that is paid for, because the shop wants it so.';
create index subscription_due_idx on shops.subscription (next_step_at);
comment on index shops.subscription_due_idx is 'What the job that renews plans looks for.';
create index subscription_payer_idx on shops.subscription (payer_id);
comment on index shops.subscription_payer_idx is 'Serves the foreign key when a member is erased.';

create table shops.plan_fee (
    id           uuid        not null constraint plan_fee_pk primary key,
    shop_id      uuid        not null constraint plan_fee_shop_fk references shops.shop (id),
    payer_id     uuid        not null constraint plan_fee_payer_fk references identity.member (id),
    method       text        not null constraint plan_fee_method_form check (method ~ '^[A-Za-z0-9_]{1,100}$'),
    amount_minor bigint      not null constraint plan_fee_amount_positive check (amount_minor > 0),
    currency     char(3)     not null constraint plan_fee_currency_taken check (currency in ('EUR', 'GBP', 'USD', 'CHF')),
    asked_at     timestamptz not null,
    paid_at      timestamptz          constraint plan_fee_paid_after_asked check (paid_at >= asked_at),
    failed_at    timestamptz          constraint plan_fee_failed_after_asked check (failed_at >= asked_at),
    why          text                 constraint plan_fee_why_length check (length(why) between 1 and 300),
    constraint plan_fee_ends_once check (paid_at is null or failed_at is null),
    constraint plan_fee_failed_says_why check ((failed_at is null) = (why is null))
);
comment on table shops.plan_fee is 'One fee for a month of a plan, written before it is asked for. Its id is the reference of its payment.';
comment on column shops.plan_fee.paid_at is 'Null while it is under way, and where it failed.';
comment on column shops.plan_fee.why is 'What the payer is told; null unless it failed.';
create unique index plan_fee_one_under_way on shops.plan_fee (shop_id) where paid_at is null and failed_at is null;
comment on index shops.plan_fee_one_under_way is 'No month is paid twice: a shop has one fee under way at most.';
create index plan_fee_shop_idx on shops.plan_fee (shop_id, id desc);
comment on index shops.plan_fee_shop_idx is 'What a shop has paid, the latest first, and the foreign key.';
create index plan_fee_payer_idx on shops.plan_fee (payer_id);
comment on index shops.plan_fee_payer_idx is 'Serves the foreign key when a member is erased.';
