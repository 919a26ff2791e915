-- phase: expand
comment on constraint invitation_answer_known on shops.invitation is 'Those asked say yes or no, or the team takes the question back.';
comment on constraint invitation_answered_when on shops.invitation is 'An answer has its moment, and an open question has none.';
comment on constraint invitation_expires_later on shops.invitation is 'There is some time to answer in.';
comment on constraint invitation_role_below_owner on shops.invitation is 'A shop has one owner, who is not found by asking around.';

comment on constraint plan_currency_taken on shops.plan is 'The market trades in these currencies.';
comment on constraint plan_free_costs_nothing on shops.plan is 'The free plan is free, and no other is.';
comment on constraint plan_live_listings_positive on shops.plan is 'Every plan lets a shop offer something.';
comment on constraint plan_monthly_not_negative on shops.plan is 'A month costs nothing or something.';
comment on constraint plan_name_known on shops.plan is 'The plans that the code knows.';
comment on constraint plan_name_once on shops.plan is 'A plan has one set of limits.';
comment on constraint plan_pictures_in_range on shops.plan is 'Every plan lets a listing be seen, by twenty pictures at most.';
comment on constraint plan_staff_seats_not_negative on shops.plan is 'Seats beside the owner''s are counted from nought.';

comment on constraint plan_fee_amount_positive on shops.plan_fee is 'A fee is something.';
comment on constraint plan_fee_currency_taken on shops.plan_fee is 'The market trades in these currencies.';
comment on constraint plan_fee_ends_once on shops.plan_fee is 'A fee is paid or it failed, never both.';
comment on constraint plan_fee_failed_after_asked on shops.plan_fee is 'Nothing fails before it was asked for.';
comment on constraint plan_fee_failed_says_why on shops.plan_fee is 'A failure says why, and nothing else does.';
comment on constraint plan_fee_method_form on shops.plan_fee is 'The provider''s token for a card; the form keeps blanks out, and with them what people type.';
comment on constraint plan_fee_paid_after_asked on shops.plan_fee is 'Nothing is paid before it was asked for.';
comment on constraint plan_fee_why_length on shops.plan_fee is 'What the payer is told, in a sentence.';

comment on constraint shop_description_length on shops.shop is 'What a shop says of itself is read by people and sent with the page.';
comment on constraint shop_handle_form on shops.shop is 'A shop''s name in addresses: small letters, digits and single hyphens, 3 to 40.';
comment on constraint shop_handle_once on shops.shop is 'One address leads to one shop.';
comment on constraint shop_name_length on shops.shop is 'A name that shows, without blanks around it, and fits on a card.';
comment on constraint shop_version_not_negative on shops.shop is 'Changes are counted from nought.';

comment on constraint subscription_grace_after_paid on shops.subscription is 'Grace begins where what is paid for ends.';
comment on constraint subscription_method_form on shops.subscription is 'The provider''s token for a card; the form keeps blanks out, and with them what people type.';
comment on constraint subscription_paid_until_after_since on shops.subscription is 'Who pays for a plan has some of it.';
comment on constraint subscription_step_not_early on shops.subscription is 'Nobody is asked for the next month before this one ends.';

comment on constraint team_member_owner_keeps_access on shops.team_member is 'A plan that shrinks never locks the owner out.';
comment on constraint team_member_role_known on shops.team_member is 'The roles that the code knows.';
