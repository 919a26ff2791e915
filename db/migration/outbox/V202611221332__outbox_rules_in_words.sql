-- phase: expand
comment on constraint delivery_blocked_has_key on outbox.delivery is 'Only what must keep an order waits for those before it.';
comment on constraint delivery_dead_has_error on outbox.delivery is 'What was given up says why.';
comment on constraint delivery_finished_has_time on outbox.delivery is 'What is over has the moment of it, and nothing else has one.';
comment on constraint delivery_in_progress_is_leased on outbox.delivery is 'What somebody has in hand is theirs until a moment, so that it is taken over if they die.';
comment on constraint delivery_in_progress_is_owned on outbox.delivery is 'What is in hand is in somebody''s, and nothing else is.';
comment on constraint delivery_retry_has_next_at on outbox.delivery is 'What is tried again says when, and nothing else does.';
comment on constraint delivery_actor_length on domain outbox.delivery_actor is 'Whoever caused the event, by a short word or an id and never by an address.';
comment on constraint delivery_attempts_not_negative on domain outbox.delivery_attempts is 'Attempts are counted from nought.';
comment on constraint delivery_error_length on domain outbox.delivery_error is 'An error is told in what fits on a screen.';
comment on constraint delivery_event_object on domain outbox.delivery_event is 'An event is values by name.';
comment on constraint delivery_key_length on domain outbox.delivery_key is 'What must keep its order has a short name.';
comment on constraint delivery_listener_form on domain outbox.delivery_listener is 'A listener is named module.what, and keeps the name for ever.';
comment on constraint delivery_owner_length on domain outbox.delivery_owner is 'Who has it in hand has a name.';
comment on constraint delivery_release_length on domain outbox.delivery_release is 'A release is a commit, by its name.';
comment on constraint delivery_state_known on domain outbox.delivery_state is 'How far a delivery has come, in the words of the code.';
comment on constraint delivery_token_not_negative on domain outbox.delivery_token is 'Each time it is taken in hand the token rises, so that who lost it can tell.';
comment on constraint delivery_traceparent_length on domain outbox.delivery_traceparent is 'The trace that it belongs to, as the standard writes it.';

comment on constraint pause_by_length on outbox.pause is 'Somebody paused it.';
comment on constraint pause_listener_length on outbox.pause is 'A listener has a short name.';
comment on constraint pause_why_length on outbox.pause is 'Whoever holds a listener back says why, for those who find it held.';
