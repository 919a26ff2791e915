package dev.fairground.payments;

import dev.fairground.payments.Payments.Balance;
import dev.fairground.payments.Payments.PayoutAccount;
import dev.fairground.payments.Payments.PayoutItem;
import dev.fairground.payments.Payments.PayoutState;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a payee has earned and was paid. */
@Repository
class PayoutViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final Totals totals;

    PayoutViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    /** From the ledger, where what we owe is negative. A refund on its way lessens what is free when it is done, or before a payout. */
    List<Balance> balances(UUID payee) {
        return jdbc.sql("""
                  select currency,
                         coalesce(-sum(amount_minor) filter (where account = :held), 0)::bigint as held,
                         coalesce(-sum(amount_minor) filter (where account = :free), 0)::bigint as free,
                         coalesce(-sum(amount_minor) filter (where account = :transit), 0)::bigint as in_transit
                    from payments.posting
                   where account in (:held, :free, :transit)
                group by currency
                order by currency
                """)
                .param("held", "payee:" + payee)
                .param("free", "free:" + payee)
                .param("transit", "transit:" + payee)
                .query((row, _) -> new Balance(
                        row.getString("currency"), row.getLong("held"), row.getLong("free"), row.getLong("in_transit")))
                .list();
    }

    Optional<PayoutAccount> account(UUID payee) {
        return jdbc.sql("""
                select destination, named_at, refused_at
                  from payments.payout_account
                 where payee_id = :payee
                """)
                .param("payee", payee)
                .query((row, _) -> new PayoutAccount(
                        row.getString("destination"),
                        row.getTimestamp("named_at").toInstant(),
                        instant(row.getTimestamp("refused_at"))))
                .optional();
    }

    Page<PayoutItem> payouts(UUID payee, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, amount_minor, currency, destination, state, recorded_at, paid_at, failure
                    from payments.payout
                   where payee_id = :payee
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("payee", payee)
                .param("after", page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .param("limit", page.rowsToRead())
                .query(PayoutViews::item)
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())),
                page,
                "select from payments.payout where payee_id = :payee",
                Map.of("payee", payee));
    }

    private static PayoutItem item(ResultSet row, int number) throws SQLException {
        return new PayoutItem(
                row.getObject("id", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"),
                row.getString("destination"),
                PayoutState.valueOf(row.getString("state")),
                row.getTimestamp("recorded_at").toInstant(),
                instant(row.getTimestamp("paid_at")),
                Optional.ofNullable(row.getString("failure"))
                        .map(failure -> PayoutFailure.of(failure).sentence())
                        .orElse(null));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
