package dev.fairground.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes second factors. Each statement checks and changes at once, so two requests with one code cannot both win. */
@Component
class SecondFactorStore {

    private final JdbcClient jdbc;

    SecondFactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins an enrolment, or begins it anew; false where one is confirmed already. */
    boolean begin(MemberId member, TotpSecret secret, Instant now) {
        return jdbc.sql("""
                insert into identity.second_factor (member, secret, enrolled_at)
                values (:member, :secret, :now)
                on conflict (member) do update
                        set secret = excluded.secret,
                            enrolled_at = excluded.enrolled_at
                      where second_factor.confirmed_at is null
                """)
                        .param("member", member.value())
                        .param("secret", secret.toColumn())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The secret of an enrolment that waits for its first code. */
    Optional<TotpSecret> begun(MemberId member) {
        return jdbc.sql("select secret from identity.second_factor where member = :member and confirmed_at is null")
                .param("member", member.value())
                .query((row, _) -> TotpSecret.fromColumn(row.getBytes("secret")))
                .optional();
    }

    /** Confirms the enrolment of this very secret; false where it was replaced or confirmed meanwhile. */
    boolean confirm(MemberId member, TotpSecret secret, long step, Instant now) {
        return jdbc.sql("""
                update identity.second_factor
                   set confirmed_at = :now,
                       last_used_step = :step
                 where member = :member
                   and secret = :secret
                   and confirmed_at is null
                """)
                        .param("member", member.value())
                        .param("secret", secret.toColumn())
                        .param("step", step)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Uses up the code of {@code step}, and with it those before; false where it was used already. */
    boolean use(MemberId member, long step) {
        return jdbc.sql("""
                update identity.second_factor
                   set last_used_step = :step
                 where member = :member
                   and last_used_step < :step
                """).param("member", member.value()).param("step", step).update() == 1;
    }
}
