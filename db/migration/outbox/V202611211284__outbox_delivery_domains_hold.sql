-- phase: expand
alter domain outbox.delivery_listener validate constraint delivery_listener_form;
alter domain outbox.delivery_key validate constraint delivery_key_length;
alter domain outbox.delivery_event validate constraint delivery_event_object;
alter domain outbox.delivery_state validate constraint delivery_state_known;
alter domain outbox.delivery_attempts validate constraint delivery_attempts_not_negative;
alter domain outbox.delivery_token validate constraint delivery_token_not_negative;
alter domain outbox.delivery_owner validate constraint delivery_owner_length;
alter domain outbox.delivery_error validate constraint delivery_error_length;
alter domain outbox.delivery_traceparent validate constraint delivery_traceparent_length;
alter domain outbox.delivery_actor validate constraint delivery_actor_length;
alter domain outbox.delivery_release validate constraint delivery_release_length;
