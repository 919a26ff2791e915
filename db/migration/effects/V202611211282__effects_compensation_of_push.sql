-- phase: expand
-- A plan could be made for each kind but this one. The table holds a row per plan, so looking through it takes no time.
alter table effects.compensation
    drop constraint compensation_kind_known,
    add constraint compensation_kind_known check (kind in ('MAIL', 'PUSH', 'CHARGE', 'REFUND', 'PAYOUT', 'WEBHOOK'));
