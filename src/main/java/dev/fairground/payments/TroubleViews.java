package dev.fairground.payments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    Page<StatementDifference> statementDifferences(PageRequest page) {
        var rows = jdbc.sql("""
                  select id, kind, entry_kind, object_ref, ours_minor, theirs_minor, currency, found_at, resolved_at
                    from payments.statement_difference
                   where id < :after
                order by id desc
                   limit :limit
                """)
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, _) -> new StatementDifference(
                        row.getObject("id", UUID.class),
                        Difference.valueOf(row.getString("kind")),
                        row.getString("entry_kind"),
                        row.getString("object_ref"),
                        row.getObject("ours_minor", Long.class),
                        row.getObject("theirs_minor", Long.class),
                        row.getString("currency"),
                        row.getTimestamp("found_at").toInstant(),
                        row.getTimestamp("resolved_at") == null
                                ? null
                                : row.getTimestamp("resolved_at").toInstant()))
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())),
                page,
                "select from payments.statement_difference",
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

    /** {@code entry} is what moved the money and {@code object} the provider's id of it; {@code resolvedAt} when the difference was gone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatementDifference(
            UUID id,
            Difference kind,
            String entry,
            String object,
            @Nullable Long oursMinor,
            @Nullable Long theirsMinor,
            String currency,
            Instant foundAt,
            @Nullable Instant resolvedAt) {}

    enum Difference {
        /** The provider moved money that we have not booked. */
        MISSING_HERE,
        /** We booked what the provider does not know of. */
        MISSING_THERE,
        AMOUNT_DIFFERS
    }
}
