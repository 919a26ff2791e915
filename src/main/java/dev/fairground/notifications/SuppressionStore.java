package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The addresses to which we do not write, whoever has them. A member with another address is written to again. */
@Repository
class SuppressionStore {

    private final JdbcClient jdbc;

    SuppressionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True if less was stopped before: an address that bounces is not better for a complaint. */
    boolean add(String address, MemberId member, Suppression suppression) {
        return 1
                == jdbc.sql("""
                insert into notifications.suppression (address, member_id, cause, detail, since)
                     values (:address, :member, :cause, :detail, :since)
                on conflict on constraint suppression_pk do update
                        set cause = excluded.cause, detail = excluded.detail, since = excluded.since
                      where suppression.cause = 'COMPLAINT' and excluded.cause <> 'COMPLAINT'
                """)
                        .param("address", address)
                        .param("member", member.value())
                        .param("cause", suppression.cause().name())
                        .param("detail", suppression.detail())
                        .param("since", suppression.since().atOffset(ZoneOffset.UTC))
                        .update();
    }

    Optional<Suppression> of(String address) {
        return jdbc.sql("select cause, detail, since from notifications.suppression where address = :address")
                .param("address", address)
                .query((row, _) -> new Suppression(
                        Suppression.Cause.valueOf(row.getString("cause")),
                        row.getString("detail"),
                        row.getTimestamp("since").toInstant()))
                .optional();
    }

    boolean remove(String address) {
        return 1
                == jdbc.sql("delete from notifications.suppression where address = :address")
                        .param("address", address)
                        .update();
    }

    /**
     * Why an address is not written to.
     *
     * @param detail in the provider's words
     */
    record Suppression(Cause cause, String detail, Instant since) {

        boolean stopsEverything() {
            return cause != Cause.COMPLAINT;
        }

        /** What came back. A complaint stops what is not necessary, and bounces stop everything. */
        enum Cause {
            HARD_BOUNCE,
            SOFT_BOUNCES,
            COMPLAINT
        }
    }
}
