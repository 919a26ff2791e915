-- phase: expand
comment on constraint entry_action_form on audit.entry is 'What was done is told as noun.past-participle, so that acts of a kind can be counted.';
comment on constraint entry_actor_length on audit.entry is 'Every act has an actor, by a short word or an id and never by an address.';
comment on constraint entry_after_object on audit.entry is 'The values after the act, by name; an act that leaves none has an empty object.';
comment on constraint entry_before_object on audit.entry is 'The values before the act, by name; a thing that was not there has an empty object.';
comment on constraint entry_on_behalf_of_length on audit.entry is 'Whoever staff acted for is named as actors are.';
comment on constraint entry_target_form on audit.entry is 'An act is done to something, named as noun/id.';
comment on constraint entry_trace_id_length on audit.entry is 'A trace has a short id, by which logs and the act find each other.';
