package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose digest is due, and what stands in it. */
@Repository
class Digests {

    private final JdbcClient jdbc;

    Digests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those who want one and have something unread that no digest told of; who has waited longest comes first. */
    List<MemberId> due(int most) {
        return jdbc.sql("""
                  select member_id
                    from notifications.preference
                   where digest
                     and exists (select
                                   from notifications.notification
                                  where notification.member_id = preference.member_id and read_at is null
                                    and created_at > coalesce(digested_at, '-infinity'))
                order by digested_at nulls first, member_id
                   limit :most
                """)
                .param("most", most)
                .query((row, _) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }

    /** False if somebody else did so, or the member wants none any more. */
    boolean mark(MemberId member, Instant now) {
        return 1
                == jdbc.sql("""
                update notifications.preference
                   set digested_at = :now
                 where member_id = :member and digest
                   and exists (select
                                 from notifications.notification
                                where notification.member_id = preference.member_id and read_at is null
                                  and created_at > coalesce(digested_at, '-infinity'))
                """)
                        .param("member", member.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
    }

    /** Titles of what is unread and was there then, the newest first. */
    List<String> unread(MemberId member, Instant then, int most) {
        return jdbc.sql("""
                  select title
                    from notifications.notification
                   where member_id = :member and read_at is null and created_at <= :then
                order by id desc
                   limit :most
                """)
                .param("member", member.value())
                .param("then", then.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> row.getString("title"))
                .list();
    }
}
