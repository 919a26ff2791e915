-- phase: expand
comment on column outbox.delivery.state is
    'pending: due now. blocked: behind an unfinished delivery of its key. in_progress: leased. retry: due at next_at. dead: given up, an operator decides, and its key waits. discarded: an operator decided against it, or it waited for longer than it is of use.';
comment on column outbox.delivery.error is 'Why the last failed run failed, or why it was discarded; null if neither happened.';
