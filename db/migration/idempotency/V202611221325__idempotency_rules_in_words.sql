-- phase: expand
comment on constraint answer_fingerprint_length on idempotency.answer is 'A request is told from another by a SHA-256.';
comment on constraint answer_headers_object on idempotency.answer is 'The headers of the answer, by name.';
comment on constraint answer_key_form on idempotency.answer is 'A key is visible characters, as the header''s standard has it, and no longer than 255.';
comment on constraint answer_method_changing on idempotency.answer is 'Only requests that change something need a key.';
comment on constraint answer_principal_length on idempotency.answer is 'A key belongs to one caller; two callers may use the same.';
comment on constraint answer_route_length on idempotency.answer is 'The template of an address, and not the address.';
comment on constraint answer_status_final on idempotency.answer is 'Only an answer that would be the same tomorrow is kept: a success, or a no that stays a no.';
