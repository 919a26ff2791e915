-- phase: expand
-- Not concurrently: the provider's events are one row each of which payments has several, and the inbox is a few minutes old by the time
-- that anybody reads it; building this takes less than a second for a year of them.
create index webhook_event_received_at_idx on payments.webhook_event (received_at);
comment on index payments.webhook_event_received_at_idx is 'What an operator replays by time, and what the purge removes.';
