package dev.fairground.payments;

import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What staff have to look after because no machine can: disputes, and money that did not go back. Newest first. */
@Repository
class TroubleViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final Totals totals;

    TroubleViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    Page<DisputeItem> disputes(PageRequest page) {
        var rows = jdbc.sql("""
                  select dispute.id, reference, dispute.amount_minor, dispute.currency, reason, status, dispute.recorded_at, changed_at
                    from payments.dispute
                    join payments.intent on intent.id = intent_id
                   where dispute.id < :after
                order by dispute.id desc
                   limit :limit
                """)
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, _) -> new DisputeItem(
                        row.getObject("id", UUID.class),
                        row.getObject("reference", UUID.class),
                        row.getLong("amount_minor"),
                        row.getString("currency"),
                        row.getString("reason"),
                        DisputeNews.Status.valueOf(row.getString("status")),
                        row.getTimestamp("recorded_at").toInstant(),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())), page, "select from payments.dispute", Map.of());
    }

    Page<FailedRefund> failedRefunds(PageRequest page) {
        var rows = jdbc.sql("""
                  select refund.id, reference, refund.amount_minor, refund.currency, why, failed_at
                    from payments.refund
                    join payments.intent on intent.id = intent_id
                   where refund.state = 'FAILED'
                     and refund.id < :after
                order by refund.id desc
                   limit :limit
                """)
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, _) -> new FailedRefund(
                        new RefundId(row.getObject("id", UUID.class)),
                        row.getObject("reference", UUID.class),
                        row.getLong("amount_minor"),
                        row.getString("currency"),
                        row.getString("why"),
                        row.getTimestamp("failed_at").toInstant()))
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())),
                page,
                "select from payments.refund where state = 'FAILED'",
                Map.of());
    }

    private static UUID after(PageRequest page) {
        return page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL);
    }

    /** {@code reference} is what was paid for, such as an order. */
    record DisputeItem(
            UUID id,
            UUID reference,
            long amountMinor,
            String currency,
            String reason,
            DisputeNews.Status status,
            Instant recordedAt,
            Instant changedAt) {}

    record FailedRefund(RefundId id, UUID reference, long amountMinor, String currency, String why, Instant failedAt) {}
}
