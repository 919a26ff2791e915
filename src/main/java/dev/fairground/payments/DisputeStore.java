package dev.fairground.payments;

import dev.fairground.platform.ids.UuidV7;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes disputes. */
@Repository
class DisputeStore {

    private final JdbcClient jdbc;

    DisputeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True if the dispute is new, or its status is. One that has ended stays ended, whatever is read late. */
    boolean record(PaymentId payment, DisputeNews news, Instant now) {
        return 1
                == jdbc.sql("""
                insert into payments.dispute (id, intent_id, provider, provider_ref, amount_minor, currency, reason, status, recorded_at,
                                              changed_at)
                     values (:id, :payment, 'stripe', :ref, :amount, :currency, :reason, :status, :now, :now)
                on conflict (provider, provider_ref)
                  do update set status = excluded.status, changed_at = excluded.changed_at
                      where dispute.status <> excluded.status
                        and dispute.status not in ('WON', 'LOST', 'PREVENTED', 'WARNING_CLOSED')
                """)
                        .param("id", UuidV7.next())
                        .param("payment", payment.value())
                        .param("ref", news.ref())
                        .param("amount", news.amount().amountMinor())
                        .param("currency", news.amount().currency().getCurrencyCode())
                        .param("reason", news.reason())
                        .param("status", news.status().name())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
    }
}
