package dev.fairground.identity;

import dev.fairground.platform.ids.UuidV7;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The addresses that members want to have, one each. */
@Component
class AddressChangeStore {

    private final JdbcClient jdbc;

    AddressChangeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(MemberId member, EmailAddress email, Instant now) {
        jdbc.sql("""
                insert into identity.address_change (id, member, email, asked_at)
                     values (:id, :member, :email, :now)
                on conflict on constraint address_change_one_each do update
                        set id = excluded.id, email = excluded.email, asked_at = excluded.asked_at
                """)
                .param("id", UuidV7.next())
                .param("member", member.value())
                .param("email", email.text())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Wanted> of(MemberId member) {
        return jdbc.sql("select id, email from identity.address_change where member = :member")
                .param("member", member.value())
                .query((row, _) -> new Wanted(
                        row.getObject("id", UUID.class).getLeastSignificantBits(),
                        new EmailAddress(row.getString("email"))))
                .optional();
    }

    void forget(MemberId member) {
        jdbc.sql("delete from identity.address_change where member = :member")
                .param("member", member.value())
                .update();
    }

    /** @param seal moves with each request */
    record Wanted(long seal, EmailAddress email) {}
}
