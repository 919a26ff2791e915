-- phase: expand
comment on constraint address_change_email_form on identity.address_change is 'An address that could become a member''s: the same form as a member''s.';
comment on constraint address_change_one_each on identity.address_change is 'A member waits for one new address at a time; asking again replaces it.';
comment on constraint address_change_member_fk on identity.address_change is 'The wish goes with the member.';

comment on constraint handle_on_hold_form on identity.handle_on_hold is 'What is held could be a member''s handle: the same form as a member''s.';
comment on constraint handle_on_hold_handle_unique on identity.handle_on_hold is 'A handle is held for one member.';
comment on constraint handle_on_hold_member_fk on identity.handle_on_hold is 'What is held for a member is free when the member goes.';

comment on constraint member_confirmed_after_sign_up on identity.member is 'Nobody confirms an address before they have given it.';
comment on constraint member_display_name_form on identity.member is 'A name that shows: not empty, no blanks around it, one line, at most 60 characters.';
comment on constraint member_email_unique on identity.member is 'One address, one account.';
comment on constraint member_handle_form on identity.member is 'A handle stands in addresses and in speech: small letters, digits and single hyphens, 3 to 30.';
comment on constraint member_handle_unique on identity.member is 'Two members never have one handle, so a handle names somebody.';
comment on constraint member_sign_in_links_used_counted on identity.member is 'Links that were used are counted from nought.';

comment on constraint password_hash_is_argon2id on identity.password is 'A password is here only as Argon2id made it, so none is ever kept in a weaker form, or plainly.';
comment on constraint password_version_counted on identity.password is 'Changes of a password are counted from nought.';
comment on constraint password_member_fk on identity.password is 'A password goes with its member.';

comment on constraint second_factor_confirmed_after_enrolment on identity.second_factor is 'A code can be shown only once there is a secret.';
comment on constraint second_factor_confirmed_by_a_code on identity.second_factor is 'It counts once a code of it was shown, and that code''s step is remembered.';
comment on constraint second_factor_member_fk on identity.second_factor is 'A second factor goes with its member.';

comment on constraint suspension_not_by_oneself on identity.suspension is 'Suspending oneself would be a way to lock the last administrator out.';
comment on constraint suspension_reason_form on identity.suspension is 'Whoever is kept out can be told why: not empty, no blanks around it, at most 500 characters.';
