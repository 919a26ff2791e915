-- phase: expand
create index member_unconfirmed_idx on identity.member (signed_up_at) where confirmed_at is null;
comment on index identity.member_unconfirmed_idx is 'The removal of accounts that nobody confirmed.';
