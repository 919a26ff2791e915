/**
 * Side effects that survive crashes: events written with the transaction that caused them, delivered after it, at least once.
 *
 * <p>A module publishes with Spring's publisher and listens with {@link dev.fairground.platform.outbox.OutboxListener}; that is all it
 * sees. Published outside a transaction, an event with a durable listener is refused. There is one row for each event and listener, so one
 * that fails never repeats its siblings.
 *
 * <pre>
 * pending ──claim──▶ in_progress ──▶ done ──(days)──▶ purged
 *    ▲  └─ behind its key ─▶ blocked     │
 *    │                         │         ├─ failed, or "not now" ─▶ retry ──due──▶ in_progress
 *    └──── key is free ────────┘         ├─ permanent, or too often ─▶ dead ──operator──▶ pending | discarded
 *                                        └─ owner died: the lease runs out ──▶ in_progress (another owner, a higher token)
 * </pre>
 *
 * <p>Promised: with the database alone an effect happens once, because a transactional listener commits with its mark; an outside effect
 * happens at least once, and the event's id is the receiver's key to recognise a repetition. Deliveries of one key run in order, and a head
 * that fails, or is dead, blocks its key, never another. Order among keys is that of publishers who lock the same row; others have none.
 *
 * <p>Leases are on the database's clock, so a wrong clock on an instance makes no delivery run twice. Jobs are used for the purge, audit
 * for operators' acts, and the instance's roles decide who delivers.
 */
@NamedInterface("outbox")
@NullMarked
package dev.fairground.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
