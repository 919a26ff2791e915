-- phase: expand
create table effects.compensation (
    id          uuid        not null constraint compensation_pk primary key,
    release     text        not null constraint compensation_release_length check (length(release) between 1 and 100),
    kind        text                 constraint compensation_kind_known check (kind in ('MAIL', 'CHARGE', 'REFUND', 'PAYOUT', 'WEBHOOK')),
    why         text        not null constraint compensation_why_length check (length(why) between 1 and 200),
    planned_by  text        not null constraint compensation_planned_by_length check (length(planned_by) between 1 and 100),
    planned_at  timestamptz not null,
    approved_by text                 constraint compensation_approved_by_length check (length(approved_by) between 1 and 100),
    approved_at timestamptz,
    begun_by    text                 constraint compensation_begun_by_length check (length(begun_by) between 1 and 100),
    begun_at    timestamptz,
    constraint compensation_approved_by_and_when check ((approved_by is null) = (approved_at is null)),
    constraint compensation_begun_by_and_when check ((begun_by is null) = (begun_at is null)),
    constraint compensation_needs_a_second_person check (approved_by <> planned_by),
    constraint compensation_begun_when_approved check (begun_at is null or approved_at is not null)
);
comment on table effects.compensation is 'A plan to answer what a release did outside by its opposites. Nothing happens before a second person has approved it.';
comment on column effects.compensation.kind is 'Null where everything of the release is meant.';
comment on column effects.compensation.why is 'Stands in the audit trail, and with each refund.';

create table effects.compensation_item (
    compensation_id uuid        not null constraint compensation_item_compensation_fk references effects.compensation (id),
    effect_id       uuid        not null constraint compensation_item_effect_fk references effects.effect (id) on delete cascade,
    state           text        not null constraint compensation_item_state_known check (state in ('PLANNED', 'IMPOSSIBLE', 'QUEUED', 'DONE', 'SKIPPED')),
    obstacle        text                 constraint compensation_item_obstacle_length check (length(obstacle) between 1 and 200),
    ended_at        timestamptz,
    constraint compensation_item_pk primary key (compensation_id, effect_id),
    constraint compensation_item_obstacle_where_not_done check ((state in ('IMPOSSIBLE', 'SKIPPED')) = (obstacle is not null)),
    constraint compensation_item_ended_has_time check ((state in ('DONE', 'SKIPPED')) = (ended_at is not null))
);
comment on table effects.compensation_item is 'One effect in a plan. It goes with its effect; the audit trail keeps that it was undone.';
comment on column effects.compensation_item.state is 'PLANNED: waits for the run. IMPOSSIBLE: cannot be undone, and nobody tries. QUEUED: on its way through the outbox. DONE: its opposite is written down and happens by the ways of its own. SKIPPED: when its turn came, there was nothing to undo any more.';

create unique index compensation_item_undone_once on effects.compensation_item (effect_id) where state in ('QUEUED', 'DONE');
comment on index effects.compensation_item_undone_once is 'Of all plans that name an effect, one undoes it.';
create index compensation_item_effect_idx on effects.compensation_item (effect_id);
comment on index effects.compensation_item_effect_idx is 'Purge: an effect takes its items along.';
create index compensation_item_planned_idx on effects.compensation_item (compensation_id, effect_id) where state = 'PLANNED';
comment on index effects.compensation_item_planned_idx is 'Run: what is next.';
