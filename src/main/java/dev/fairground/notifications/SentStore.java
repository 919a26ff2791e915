package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Follows each message over each channel:
 *
 * <pre>
 * QUEUED ──▶ ACCEPTED ──▶ DELIVERED ──▶ OPENED
 *    └───────────┴──▶ FAILED
 * </pre>
 *
 * <p>Receipts come late, twice and in any order: one that tells of a later step implies those before it, and one that tells of an earlier
 * step, or contradicts the end, changes nothing.
 */
@Repository
class SentStore {

    private static final int LONGEST_REASON = 300;

    private final JdbcClient jdbc;
    private final Clock clock;

    SentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** True if it is still to be sent: what was taken, or given up, is not sent again, however often its event is delivered. */
    boolean queue(Message message) {
        return jdbc.sql("""
                insert into notifications.delivery (id, member_id, channel, address, device_id, reference, subject, state, queued_at)
                     values (:id, :member, :channel, :address, :device, :reference, :subject, 'QUEUED', :now)
                on conflict on constraint delivery_once do update set reference = excluded.reference
                  returning state = 'QUEUED'
                """)
                .param("id", UuidV7.next())
                .param("member", message.member().value())
                .param("channel", message.channel().name())
                .param("address", message.address())
                .param("device", message.device())
                .param("reference", message.reference())
                .param("subject", message.subject())
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /** Its receipt may have been faster than the provider's answer. */
    void accepted(String reference) {
        jdbc.sql("""
                update notifications.delivery
                   set state = 'ACCEPTED', accepted_at = :now
                 where reference = :reference and state = 'QUEUED'
                """).param("reference", reference).param("now", now()).update();
    }

    void delivered(String reference) {
        jdbc.sql("""
                update notifications.delivery
                   set state = 'DELIVERED', accepted_at = coalesce(accepted_at, :now), delivered_at = :now
                 where reference = :reference and state in ('QUEUED', 'ACCEPTED')
                """).param("reference", reference).param("now", now()).update();
    }

    void opened(String reference) {
        jdbc.sql("""
                update notifications.delivery
                   set state = 'OPENED', accepted_at = coalesce(accepted_at, :now), delivered_at = coalesce(delivered_at, :now),
                       opened_at = :now
                 where reference = :reference and state in ('QUEUED', 'ACCEPTED', 'DELIVERED')
                """).param("reference", reference).param("now", now()).update();
    }

    /** {@code reason} in the provider's words, at least one, and as far as there is room. */
    void failed(String reference, Failure failure, String reason) {
        jdbc.sql("""
                update notifications.delivery
                   set state = 'FAILED', failed_at = :now, failure = :failure, reason = :reason
                 where reference = :reference and state in ('QUEUED', 'ACCEPTED')
                """)
                .param("reference", reference)
                .param("failure", failure.name())
                .param("reason", reason.substring(0, Math.min(LONGEST_REASON, reason.length())))
                .param("now", now())
                .update();
    }

    /** Whose message that is, and where it went then. */
    Optional<Sent> find(Channel channel, String reference) {
        return jdbc.sql("""
                select member_id, coalesce(address, '') as address, device_id
                  from notifications.delivery
                 where reference = :reference and channel = :channel
                """)
                .param("reference", reference)
                .param("channel", channel.name())
                .query((row, _) -> new Sent(
                        reference,
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getString("address"),
                        row.getObject("device_id", UUID.class)))
                .optional();
    }

    /** Until the end of the transaction nobody else counts this address's bounces, or two at once would each miss the other's. */
    void lockBounces(String address) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "notifications.bounces/" + address)
                .query((_, _) -> true)
                .single();
    }

    /** How many mails to this address bounced softly since then, not counting those before the last that arrived. */
    int softBounces(String address, Instant since) {
        return jdbc.sql("""
                select count(*)
                  from notifications.delivery
                 where address = :address and queued_at > :since and failure = 'SOFT_BOUNCE'
                   and failed_at > coalesce((select max(delivered_at)
                                               from notifications.delivery
                                              where address = :address), '-infinity')
                """)
                .param("address", address)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Removes up to {@code most}. */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                delete from notifications.delivery
                 where id in (select id
                                from notifications.delivery
                               where queued_at < :before
                               order by queued_at
                               limit :most
                                 for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * A message that went out.
     *
     * @param address empty for push
     * @param device null for mail
     */
    record Sent(
            String reference,
            MemberId member,
            String address,
            @Nullable UUID device) {}
}
