-- phase: expand
comment on constraint delivery_address_length on notifications.delivery is 'A mail''s address, as long as mail allows.';
comment on constraint delivery_channel_known on notifications.delivery is 'The ways on which members are reached.';
comment on constraint delivery_delivered_when on notifications.delivery is 'What arrived has the moment of it, and so has what was opened after it arrived.';
comment on constraint delivery_failed_when on notifications.delivery is 'A failure has its moment, its kind and its reason, and nothing else has any of them.';
comment on constraint delivery_failure_known on notifications.delivery is 'The kinds of failure, in the words of the code: some end an address, some are worth another try.';
comment on constraint delivery_goes_somewhere on notifications.delivery is 'A mail has an address and a push message a device; never the other, never both.';
comment on constraint delivery_once on notifications.delivery is 'The other side knows one message by one reference, so its receipts find one row.';
comment on constraint delivery_opened_when on notifications.delivery is 'What was opened has the moment of it, and nothing else has one.';
comment on constraint delivery_reason_length on notifications.delivery is 'Why it failed, in a sentence for support.';
comment on constraint delivery_reference_length on notifications.delivery is 'What the other side knows it by is something and short.';
comment on constraint delivery_state_known on notifications.delivery is 'How far a message has come, in the words of the code.';
comment on constraint delivery_subject_length on notifications.delivery is 'A line that fits into an inbox.';
comment on constraint delivery_device_fk on notifications.delivery is 'What was sent to a device is forgotten with it.';
comment on constraint delivery_member_fk on notifications.delivery is 'What was sent to a member is forgotten with them.';

comment on constraint device_platform_known on notifications.device is 'The platforms whose gateways we can reach.';
comment on constraint device_retired_why_known on notifications.device is 'A device is retired by its member, or because nobody is there any more.';
comment on constraint device_retired_why_when on notifications.device is 'What was retired says since when and why.';
comment on constraint device_token_length on notifications.device is 'A token is a gateway''s, and no gateway''s is longer.';
comment on constraint device_token_unique on notifications.device is 'One device belongs to one member: whoever signs in there last.';
comment on constraint device_member_fk on notifications.device is 'Devices go with their member.';

comment on constraint notification_about_form on notifications.notification is 'What it is about is told as noun/id, for links.';
comment on constraint notification_body_length on notifications.notification is 'A message says something, and is no letter.';
comment on constraint notification_kind_form on notifications.notification is 'A kind is small words with hyphens, by which members choose what they are told.';
comment on constraint notification_occasion_length on notifications.notification is 'The fact that was told has a short name, by which it is told once.';
comment on constraint notification_title_length on notifications.notification is 'A line that fits into an inbox.';

comment on constraint preference_member_fk on notifications.preference is 'Wishes go with their member.';

comment on constraint receipt_body_length on notifications.receipt is 'What a provider sends is no larger than we read.';
comment on constraint receipt_event_ref_length on notifications.receipt is 'The provider''s own name of the event.';
comment on constraint receipt_kind_length on notifications.receipt is 'The provider''s own word for what happened.';
comment on constraint receipt_object_ref_length on notifications.receipt is 'The provider''s own name of the message; empty where the event is about none.';
comment on constraint receipt_once on notifications.receipt is 'A provider repeats what it tells; it is taken in once.';
comment on constraint receipt_source_known on notifications.receipt is 'The two kinds of provider that send receipts.';
comment on constraint receipt_state_known on notifications.receipt is 'Whether a receipt was followed, in the words of the code.';

comment on constraint suppression_address_length on notifications.suppression is 'A mail''s address, as long as mail allows.';
comment on constraint suppression_cause_known on notifications.suppression is 'Why nobody writes there any more, in the words of the code.';
comment on constraint suppression_detail_length on notifications.suppression is 'What the other side said, for support.';
comment on constraint suppression_member_fk on notifications.suppression is 'What is known of a member''s address is forgotten with them.';

comment on constraint tracer_channels_known on notifications.tracer is 'A trial goes out on one or both of the ways that exist.';
comment on constraint tracer_member_fk on notifications.tracer is 'Trials go with the member they reached.';
