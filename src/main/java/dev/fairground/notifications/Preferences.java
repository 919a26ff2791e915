package dev.fairground.notifications;

import dev.fairground.identity.Member;
import dev.fairground.identity.MemberId;
import dev.fairground.notifications.SuppressionStore.Suppression.Cause;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What members want besides the inbox, and what of it can reach them. */
@Repository
class Preferences {

    private final JdbcClient jdbc;
    private final Clock clock;

    Preferences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How this member can be reached at the address and on the devices that they have now. */
    Reach reach(Member member) {
        return jdbc.sql("""
                select coalesce(preference.mail, true) as mail, coalesce(preference.push, true) as push, suppression.cause,
                       exists (select
                                 from notifications.device
                                where member_id = :member and retired_at is null) as has_device
                  from (values (cast(:member as uuid))) as asked (id)
                       left join notifications.preference on preference.member_id = asked.id
                       left join notifications.suppression on suppression.address = :address
                """)
                .param("member", member.id().value())
                .param("address", member.email())
                .query((row, _) -> {
                    String cause = row.getString("cause");
                    return new Reach(
                            row.getBoolean("mail"),
                            row.getBoolean("push"),
                            cause == null ? null : Cause.valueOf(cause),
                            row.getBoolean("has_device"));
                })
                .single();
    }

    Wishes of(MemberId member) {
        return jdbc.sql("select mail, push, digest from notifications.preference where member_id = :member")
                .param("member", member.value())
                .query((row, _) -> new Wishes(row.getBoolean("mail"), row.getBoolean("push"), row.getBoolean("digest")))
                .optional()
                .orElse(Wishes.AT_FIRST);
    }

    void change(MemberId member, Wishes wishes) {
        jdbc.sql("""
                insert into notifications.preference (member_id, mail, push, digest, changed_at)
                     values (:member, :mail, :push, :digest, :now)
                on conflict on constraint preference_pk do update
                        set mail = excluded.mail, push = excluded.push, digest = excluded.digest, changed_at = excluded.changed_at
                """)
                .param("member", member.value())
                .param("mail", wishes.mail())
                .param("push", wishes.push())
                .param("digest", wishes.digest())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * What a member wants besides the inbox.
     *
     * @param mail notices that are merely welcome; what is necessary is mailed anyhow
     * @param digest a mail each night about what is unread
     */
    record Wishes(
            @NotNull Boolean mail,
            @NotNull Boolean push,
            @NotNull Boolean digest) {
        static final Wishes AT_FIRST = new Wishes(true, true, false);
    }
}
