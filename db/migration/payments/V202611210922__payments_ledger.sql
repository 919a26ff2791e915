-- phase: expand
create table payments.ledger_entry (
    id        uuid        not null constraint ledger_entry_pk primary key,
    kind      text        not null constraint ledger_entry_kind_known check (kind in ('CAPTURE', 'REFUND', 'REFUND_RETURNED')),
    intent_id uuid        not null constraint ledger_entry_intent_fk references payments.intent (id),
    refund_id uuid                 constraint ledger_entry_refund_fk references payments.refund (id),
    at        timestamptz not null,
    constraint ledger_entry_refund_named check ((kind = 'CAPTURE') = (refund_id is null))
);
comment on table payments.ledger_entry is
    'One movement of money. Append-only. Its postings sum to zero in each currency, which is looked at when the transaction commits.';
comment on column payments.ledger_entry.refund_id is 'Null for a capture.';

create unique index ledger_entry_once_per_capture on payments.ledger_entry (intent_id) where kind = 'CAPTURE';
comment on index payments.ledger_entry_once_per_capture is 'The last guard: whatever is delivered twice, money is booked once.';
create unique index ledger_entry_once_per_refund on payments.ledger_entry (refund_id, kind) where refund_id is not null;
comment on index payments.ledger_entry_once_per_refund is 'The same guard for refunds, and for those that came back.';
create index ledger_entry_intent_idx on payments.ledger_entry (intent_id);
comment on index payments.ledger_entry_intent_idx is 'History of one payment, and the foreign key.';

create table payments.posting (
    entry_id     uuid    not null constraint posting_entry_fk references payments.ledger_entry (id),
    account      text    not null constraint posting_account_form
                                  check (account ~ '^(provider:cash|platform:fees|payee:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'),
    amount_minor bigint  not null constraint posting_amount_not_zero check (amount_minor <> 0),
    currency     char(3) not null constraint posting_currency_form check (currency ~ '^[A-Z]{3}$'),
    constraint posting_pk primary key (entry_id, account, currency)
);
comment on table payments.posting is 'One line of an entry. Append-only.';
comment on column payments.posting.account is
    'provider:cash is what the provider holds for us; platform:fees is ours to keep; payee:<id> is what we owe them.';
comment on column payments.posting.amount_minor is
    'Positive where we have more (cash), negative where we owe more (payees) or have earned more (fees).';

create index posting_account_idx on payments.posting (account, currency) include (amount_minor);
comment on index payments.posting_account_idx is 'The balance of one account.';

create function payments.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only' using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;

create trigger ledger_entry_append_only before update or delete on payments.ledger_entry
    for each row execute function payments.refuse_change();
create trigger ledger_entry_no_truncate before truncate on payments.ledger_entry
    for each statement execute function payments.refuse_change();
create trigger posting_append_only before update or delete on payments.posting
    for each row execute function payments.refuse_change();
create trigger posting_no_truncate before truncate on payments.posting
    for each statement execute function payments.refuse_change();

create function payments.refuse_unbalanced() returns trigger language plpgsql as $$
declare
    entry uuid := case tg_table_name when 'posting' then to_jsonb(new) ->> 'entry_id' else to_jsonb(new) ->> 'id' end;
begin
    if (select count(*) from payments.posting where entry_id = entry) < 2
    or exists (select from payments.posting where entry_id = entry group by currency having sum(amount_minor) <> 0) then
        raise exception 'ledger entry % does not balance', entry
            using errcode = 'check_violation', constraint = 'ledger_entry_balanced';
    end if;
    return null;
end $$;
comment on function payments.refuse_unbalanced is
    'At least two postings, and none of their currencies with a sum. An entry is looked at even if nobody posted to it.';

-- Deferred, because an entry cannot balance before its last posting.
create constraint trigger ledger_entry_balanced after insert on payments.ledger_entry
    deferrable initially deferred for each row execute function payments.refuse_unbalanced();
create constraint trigger posting_balanced after insert on payments.posting
    deferrable initially deferred for each row execute function payments.refuse_unbalanced();
