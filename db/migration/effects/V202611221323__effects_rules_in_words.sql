-- phase: expand
comment on constraint compensation_approved_by_and_when on effects.compensation is 'An approval has a person and a moment.';
comment on constraint compensation_approved_by_length on effects.compensation is 'People of staff by a short name, never by an address.';
comment on constraint compensation_begun_by_and_when on effects.compensation is 'A start has a person and a moment.';
comment on constraint compensation_begun_by_length on effects.compensation is 'People of staff by a short name, never by an address.';
comment on constraint compensation_begun_when_approved on effects.compensation is 'Nothing is undone before a second person has agreed.';
comment on constraint compensation_kind_known on effects.compensation is 'A plan is for one kind of what we do outside, or for all.';
comment on constraint compensation_needs_a_second_person on effects.compensation is 'Nobody approves a plan of their own.';
comment on constraint compensation_planned_by_length on effects.compensation is 'People of staff by a short name, never by an address.';
comment on constraint compensation_release_length on effects.compensation is 'A release is a commit, by its name.';
comment on constraint compensation_why_length on effects.compensation is 'Each plan says why, in a sentence that fits beside a refund.';

comment on constraint compensation_item_ended_has_time on effects.compensation_item is 'What ended, well or not, has the moment it did; what waits has none.';
comment on constraint compensation_item_obstacle_length on effects.compensation_item is 'Why something cannot be undone, in a sentence.';
comment on constraint compensation_item_obstacle_where_not_done on effects.compensation_item is 'What is not undone says why, and only that does.';
comment on constraint compensation_item_state_known on effects.compensation_item is 'How far the undoing of one effect has come, in the words of the code.';
comment on constraint compensation_item_effect_fk on effects.compensation_item is 'Once an effect is forgotten there is nothing left to undo.';

comment on constraint effect_actor_length on effects.effect is 'Whoever caused it, by a short word or an id and never by an address.';
comment on constraint effect_cause_is_whole on effects.effect is 'A listener did it for one event, or it had neither.';
comment on constraint effect_done_has_time on effects.effect is 'What was done, and what was done and then undone, has the moment of doing; nothing else has one.';
comment on constraint effect_key_length on effects.effect is 'What the other side knows it by is something and short.';
comment on constraint effect_kind_known on effects.effect is 'The ways in which we reach the world outside.';
comment on constraint effect_listener_length on effects.effect is 'A listener has a name of its own, and a short one.';
comment on constraint effect_once on effects.effect is 'One thing is done outside once: whoever tries again finds the row of the first try.';
comment on constraint effect_release_length on effects.effect is 'A release is a commit, by its name.';
comment on constraint effect_state_known on effects.effect is 'What we know of what happened outside, in the words of the code.';
comment on constraint effect_target_form on effects.effect is 'Whom it reached is told as noun/id of ours, so that no address gets in here.';
comment on constraint effect_undone_has_time on effects.effect is 'What was undone has the moment of it, and nothing else has one.';
