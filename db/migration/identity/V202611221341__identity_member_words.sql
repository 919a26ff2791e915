-- phase: expand
-- How many rows each table expects stands in one place now, and this was another number.
comment on table identity.member is 'One account; read by id, handle and e-mail.';
