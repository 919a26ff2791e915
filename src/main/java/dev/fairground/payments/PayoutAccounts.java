package dev.fairground.payments;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where payees want their money. A payee's row is the lock of their balance. */
@Repository
class PayoutAccounts {

    private final JdbcClient jdbc;

    PayoutAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void name(UUID payee, String destination, Instant now) {
        jdbc.sql("""
                insert into payments.payout_account (payee_id, destination, named_at)
                     values (:payee, :destination, :now)
                on conflict (payee_id) do update set destination = :destination, named_at = :now, refused_at = null
                """)
                .param("payee", payee)
                .param("destination", destination)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The account's token; nobody else decides about this payee's balance until the transaction ends. Empty where nothing can be paid to. */
    Optional<String> lock(UUID payee) {
        return jdbc.sql("""
                select destination
                  from payments.payout_account
                 where payee_id = :payee and refused_at is null
                   for update
                """).param("payee", payee).query(String.class).optional();
    }

    /** Those that can be paid to, by their ids, at most {@code limit} after {@code after}. */
    List<UUID> usable(UUID after, int limit) {
        return jdbc.sql("""
                  select payee_id
                    from payments.payout_account
                   where payee_id > :after and refused_at is null
                order by payee_id
                   limit :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("payee_id", UUID.class))
                .list();
    }

    /** The bank sent {@code payout} back for the account's sake. Does nothing if another has been named since. */
    void refused(Payout payout, Instant now) {
        jdbc.sql("""
                update payments.payout_account
                   set refused_at = greatest(:now, named_at)
                 where payee_id = :payee and destination = :destination and refused_at is null
                """)
                .param("payee", payout.payee())
                .param("destination", payout.destination())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
