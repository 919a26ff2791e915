-- phase: expand
comment on constraint dispute_amount_positive on payments.dispute is 'A bank asks for something.';
comment on constraint dispute_changed_after_recording on payments.dispute is 'News of it is not older than the dispute.';
comment on constraint dispute_cost_not_negative on payments.dispute is 'A dispute costs nothing or something.';
comment on constraint dispute_currency_form on payments.dispute is 'A currency by its three letters.';
comment on constraint dispute_fee_within_withdrawn on payments.dispute is 'The part that was our fee is a part of what was taken.';
comment on constraint dispute_provider_known on payments.dispute is 'The one provider we have an account with.';
comment on constraint dispute_provider_ref_length on payments.dispute is 'The provider''s own name of it.';
comment on constraint dispute_reason_length on payments.dispute is 'The bank''s reason, in the provider''s word.';
comment on constraint dispute_returned_once_withdrawn on payments.dispute is 'Money comes back only if it was taken.';
comment on constraint dispute_status_known on payments.dispute is 'How it stands, in the provider''s words.';
comment on constraint dispute_withdrawn_fee_not_negative on payments.dispute is 'Of our fee, nothing or something was taken.';
comment on constraint dispute_withdrawn_positive on payments.dispute is 'Where money was taken it was some.';
comment on constraint dispute_withdrawn_whole on payments.dispute is 'What was taken is known with its fee, its cost and its moment, or nothing of it is.';

comment on constraint intent_amount_positive on payments.intent is 'Nobody pays nothing.';
comment on constraint intent_cancelled_while_charging on payments.intent is 'What was never begun is voided at once, not marked as given up.';
comment on constraint intent_captured_when on payments.intent is 'What was captured has the moment of it, and nothing else has one.';
comment on constraint intent_charging_since on payments.intent is 'Money moved, or was refused, only after the provider was asked.';
comment on constraint intent_currency_form on payments.intent is 'A currency by its three letters.';
comment on constraint intent_decline_code_form on payments.intent is 'Why not, by a word of ours.';
comment on constraint intent_declined_says_why on payments.intent is 'A no says why, and only a no does.';
comment on constraint intent_declined_when on payments.intent is 'A no has its moment, and nothing else has one.';
comment on constraint intent_disputed_not_negative on payments.intent is 'Banks have taken back nothing or something.';
comment on constraint intent_disputed_only_if_captured on payments.intent is 'A bank takes back only what was captured.';
comment on constraint intent_fee_within_amount on payments.intent is 'Our part is a part of the amount.';
comment on constraint intent_method_form on payments.intent is 'The provider''s token for a card; the form keeps blanks out, and with them what people type.';
comment on constraint intent_once_per_reference on payments.intent is 'What is paid for is paid once: a second wish for it finds the first.';
comment on constraint intent_provider_known on payments.intent is 'The one provider we have an account with.';
comment on constraint intent_provider_ref_length on payments.intent is 'The provider''s own name of it.';
comment on constraint intent_provider_ref_needs_charging on payments.intent is 'The provider knows only what it was asked.';
comment on constraint intent_refunded_fee_within_fee on payments.intent is 'Of our fee, no more goes back than we took.';
comment on constraint intent_refunded_only_if_captured on payments.intent is 'Only what was captured goes back.';
comment on constraint intent_refunded_within_amount on payments.intent is 'No more goes back than was paid; this is what keeps two refunds from paying twice.';
comment on constraint intent_released_once_captured on payments.intent is 'Only what was captured can become the payee''s.';
comment on constraint intent_state_known on payments.intent is 'How far a payment has come, in the words of the code.';
comment on constraint intent_taken_back_fee_within_fee on payments.intent is 'Of our fee, banks take no more than we took.';
comment on constraint intent_voided_when on payments.intent is 'What was voided has the moment of it, and nothing else has one.';

comment on constraint ledger_entry_dispute_named on payments.ledger_entry is 'What a bank took or returned says of which dispute, and nothing else does.';
comment on constraint ledger_entry_kind_known on payments.ledger_entry is 'The ways in which money moves, in the words of the code.';
comment on constraint ledger_entry_of_payment_or_payout on payments.ledger_entry is 'A movement is of one payment or of one payout: exactly one is named.';
comment on constraint ledger_entry_payout_named on payments.ledger_entry is 'Steps of a payout say of which, and nothing else does.';
comment on constraint ledger_entry_refund_named on payments.ledger_entry is 'A refund, and one that came back, says which, and nothing else does.';

comment on constraint payout_accepted_by_name on payments.payout is 'What the provider took has the provider''s name for it, and nothing else has.';
comment on constraint payout_accepted_once_sent on payments.payout is 'A provider takes only what it was asked.';
comment on constraint payout_amount_positive on payments.payout is 'Nobody is paid nothing.';
comment on constraint payout_currency_form on payments.payout is 'A currency by its three letters.';
comment on constraint payout_destination_form on payments.payout is 'The provider''s token for an account; the form keeps account numbers out.';
comment on constraint payout_failed_says_why on payments.payout is 'A failure says why, and nothing else does.';
comment on constraint payout_failed_when on payments.payout is 'A failure has its moment, and nothing else has one.';
comment on constraint payout_failure_form on payments.payout is 'Why not, by a word of ours.';
comment on constraint payout_in_transit_is_open on payments.payout is 'What is on its way has neither arrived nor failed.';
comment on constraint payout_on_its_way_once_accepted on payments.payout is 'Money is on its way, and arrives, only after the provider took it.';
comment on constraint payout_paid_when on payments.payout is 'What arrived has the moment of it.';
comment on constraint payout_provider_known on payments.payout is 'The one provider we have an account with.';
comment on constraint payout_provider_ref_length on payments.payout is 'The provider''s own name of it.';
comment on constraint payout_recorded_is_open on payments.payout is 'What is only written down has not been taken, has not arrived and has not failed.';
comment on constraint payout_state_known on payments.payout is 'How far a payout has come, in the words of the code.';

comment on constraint payout_account_destination_form on payments.payout_account is 'The provider''s token for an account; the form keeps account numbers out.';
comment on constraint payout_account_refused_once_named on payments.payout_account is 'An account is refused only after it was named.';

comment on constraint posting_account_form on payments.posting is 'The accounts of our books: of the provider, of ours, and of each payee.';
comment on constraint posting_amount_not_zero on payments.posting is 'A posting moves something.';
comment on constraint posting_currency_form on payments.posting is 'A currency by its three letters.';

comment on constraint refund_amount_positive on payments.refund is 'Who gives back gives something.';
comment on constraint refund_completed_when on payments.refund is 'What was sent back has the moment of it and the provider''s name for it.';
comment on constraint refund_currency_form on payments.refund is 'A currency by its three letters.';
comment on constraint refund_failed_when on payments.refund is 'A failure has its moment, and nothing else has one.';
comment on constraint refund_fee_back_not_negative on payments.refund is 'Of our fee, nothing or something goes back.';
comment on constraint refund_provider_known on payments.refund is 'The one provider we have an account with.';
comment on constraint refund_provider_ref_length on payments.refund is 'The provider''s own name of it.';
comment on constraint refund_provider_ref_needs_sending on payments.refund is 'The provider knows only what it was asked.';
comment on constraint refund_recorded_is_open on payments.refund is 'What is only written down has neither ended nor failed.';
comment on constraint refund_state_known on payments.refund is 'How far a refund has come, in the words of the code.';
comment on constraint refund_why_length on payments.refund is 'Why money goes back, in a sentence.';

comment on constraint statement_difference_currency_form on payments.statement_difference is 'A currency by its three letters.';
comment on constraint statement_difference_entry_kind_length on payments.statement_difference is 'The kind of movement that differs.';
comment on constraint statement_difference_kind_known on payments.statement_difference is 'We do not have it, they do not have it, or the amounts differ.';
comment on constraint statement_difference_object_ref_length on payments.statement_difference is 'The provider''s own name of what differs.';
comment on constraint statement_difference_ours_unless_missing on payments.statement_difference is 'What we booked is told unless we booked nothing.';
comment on constraint statement_difference_resolved_later on payments.statement_difference is 'A difference is gone after it was found.';
comment on constraint statement_difference_theirs_unless_missing on payments.statement_difference is 'What they say is told unless they say nothing.';

comment on constraint statement_line_currency_form on payments.statement_line is 'A currency by its three letters.';
comment on constraint statement_line_kind_known on payments.statement_line is 'The kinds of our entries that a line can tell of, and one for all others.';
comment on constraint statement_line_object_ref_length on payments.statement_line is 'The provider''s own name of what moved.';
comment on constraint statement_line_ref_length on payments.statement_line is 'The provider''s own name of the line.';

comment on constraint webhook_event_body_length on payments.webhook_event is 'What the provider sends is no larger than we read.';
comment on constraint webhook_event_kind_length on payments.webhook_event is 'The provider''s own word for what happened.';
comment on constraint webhook_event_object_ref_length on payments.webhook_event is 'The provider''s own name of what it happened to; empty if it names none.';
comment on constraint webhook_event_once on payments.webhook_event is 'A provider repeats what it tells; it is taken in once.';
comment on constraint webhook_event_processed_when on payments.webhook_event is 'What was dealt with has the moment of it, and what waits has none.';
comment on constraint webhook_event_provider_event_id_length on payments.webhook_event is 'The provider''s own name of the event.';
comment on constraint webhook_event_provider_known on payments.webhook_event is 'The one provider we have an account with.';
comment on constraint webhook_event_state_known on payments.webhook_event is 'Whether an event was followed, in the words of the code.';
