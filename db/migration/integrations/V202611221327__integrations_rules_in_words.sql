-- phase: expand
comment on constraint attempt_answer_length on integrations.attempt is 'Of what a receiver said, its beginning is enough to find the fault.';
comment on constraint attempt_answered_or_not on integrations.attempt is 'A receiver answered with a status, or there was trouble on the way; never both, never neither.';
comment on constraint attempt_status_of_http on integrations.attempt is 'A status is one of HTTP''s.';
comment on constraint attempt_took_not_negative on integrations.attempt is 'No attempt ends before it begins.';
comment on constraint attempt_trouble_form on integrations.attempt is 'Trouble is a word of the code, for counting.';
comment on constraint attempt_message_fk on integrations.attempt is 'Attempts go with their message.';

comment on constraint endpoint_address_form on integrations.endpoint is 'A receiver is reached over HTTP, under an address of at most 500 characters.';
comment on constraint endpoint_disabled_why_and_when on integrations.endpoint is 'What was switched off says since when and why.';
comment on constraint endpoint_disabled_why_known on integrations.endpoint is 'The reasons for which a receiver is told nothing more, in the words of the code.';
comment on constraint endpoint_kinds_form on integrations.endpoint is 'Kinds of events are small words with dots.';
comment on constraint endpoint_kinds_some on integrations.endpoint is 'Whoever wants to be told says of what.';
comment on constraint endpoint_once_per_shop on integrations.endpoint is 'A shop is told once of each thing at an address.';

comment on constraint message_body_length on integrations.message is 'What is sent is small: a receiver that wants more asks for it.';
comment on constraint message_kind_form on integrations.message is 'Kinds of events are noun.verb, as receivers know them.';
comment on constraint message_next_only_while_waiting on integrations.message is 'Only what still waits has a next try.';
comment on constraint message_state_known on integrations.message is 'How far a message has come, in the words of the code.';
comment on constraint message_tries_not_negative on integrations.message is 'Tries are counted from nought.';
comment on constraint message_endpoint_fk on integrations.message is 'Messages go with the receiver they were for.';

comment on constraint signing_secret_expires_after_made on integrations.signing_secret is 'A secret signs for a while before it ends.';
comment on constraint signing_secret_length on integrations.signing_secret is 'Long enough that nobody guesses it, and of the size that the signature''s standard allows.';
comment on constraint signing_secret_endpoint_fk on integrations.signing_secret is 'Secrets go with their receiver.';
