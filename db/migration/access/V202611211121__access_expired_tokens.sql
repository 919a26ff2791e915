-- phase: expand
create index api_token_expires_at_idx on access.api_token (expires_at);
comment on index access.api_token_expires_at_idx is 'The removal of those whose time is over.';
comment on table access.api_token is
    'One token. Taking it back deletes the row; the audit trail keeps the history. Those whose time is over are removed by tokens-purge.';
