package dev.fairground.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes suspensions: a row is one in force. */
@Component
class SuspensionStore {

    private final JdbcClient jdbc;

    SuspensionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False where the member is suspended already. */
    boolean suspend(MemberId member, MemberId by, String reason, Instant now) {
        return jdbc.sql("""
                insert into identity.suspension (member, suspended_by, suspended_at, reason)
                values (:member, :by, :now, :reason)
                on conflict on constraint suspension_pk do nothing
                """)
                        .param("member", member.value())
                        .param("by", by.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("reason", reason)
                        .update()
                == 1;
    }

    /** False where the member is not suspended. */
    boolean lift(MemberId member) {
        return jdbc.sql("delete from identity.suspension where member = :member")
                        .param("member", member.value())
                        .update()
                == 1;
    }
}
