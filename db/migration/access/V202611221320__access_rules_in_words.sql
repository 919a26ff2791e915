-- phase: expand
comment on constraint api_token_hash_is_sha_256 on access.api_token is 'What is kept of a token is its SHA-256 and nothing that opens a door.';
comment on constraint api_token_lives_ninety_days_at_most on access.api_token is 'A token that is forgotten somewhere stops working within ninety days by itself.';
comment on constraint api_token_name_length on access.api_token is 'A token has a name by which its member tells it from their others, short enough for a list.';
comment on constraint api_token_scopes_known on access.api_token is 'A token may do something, and only what exists: the words are those of the code, and none means a useless token.';
comment on constraint api_token_member_fk on access.api_token is 'Tokens go with their member.';

comment on constraint capability_grant_capability_known on access.capability_grant is 'Only what some handler asks for can be granted.';
comment on constraint capability_grant_ends_within_a_year on access.capability_grant is 'What staff may do is decided anew once a year at least.';
comment on constraint capability_grant_not_to_oneself on access.capability_grant is 'Nobody of staff gives themselves more power.';
