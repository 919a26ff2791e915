package dev.fairground.payments;

import dev.fairground.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads payments and the ledger for others' pages and answers. */
@Repository
class PaymentViews {

    private final JdbcClient jdbc;

    PaymentViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Payments.Status> status(UUID reference) {
        return jdbc.sql("""
                select id, state, amount_minor, refunded_minor, currency, decline_code
                  from payments.intent
                 where reference = :reference
                """)
                .param("reference", reference)
                .query((row, _) -> {
                    var decline =
                            Optional.ofNullable(row.getString("decline_code")).map(Decline::of);
                    return new Payments.Status(
                            new PaymentId(row.getObject("id", UUID.class)),
                            Payments.State.valueOf(row.getString("state")),
                            Money.of(row.getLong("amount_minor"), row.getString("currency")),
                            Money.of(row.getLong("refunded_minor"), row.getString("currency")),
                            decline.map(Decline::sentence).orElse(null),
                            decline.map(Decline::retry)
                                    .filter(retry -> retry == Decline.Retry.LATER || retry == Decline.Retry.CORRECTED)
                                    .isPresent());
                })
                .optional();
    }

    /** Payees stand in the ledger with what we owe them as a negative amount; what is on its way to them is owed until it is there. */
    List<Money> owedTo(UUID payee) {
        return jdbc.sql("""
                  select -sum(amount_minor)::bigint as owed, currency
                    from payments.posting
                   where account = any(:accounts)
                group by currency
                order by currency
                """)
                .param("accounts", new String[] {"payee:" + payee, "free:" + payee, "transit:" + payee})
                .query((row, _) -> Money.of(row.getLong("owed"), row.getString("currency")))
                .list();
    }
}
