package dev.fairground.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads members and their credentials; changes nothing. */
@Component
class MemberViews {

    private final JdbcClient jdbc;

    MemberViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Member> find(MemberId id) {
        return jdbc.sql("""
                select m.id, m.handle, m.display_name, m.email, s.member is not null as suspended, f.member is not null as second_factor
                  from identity.member m
                       left join identity.suspension s on s.member = m.id
                       left join identity.second_factor f on f.member = m.id and f.confirmed_at is not null
                 where m.id = :id
                """).param("id", id.value()).query(MemberViews::member).optional();
    }

    Optional<Member> findByHandle(String handle) {
        return jdbc.sql("""
                select m.id, m.handle, m.display_name, m.email, s.member is not null as suspended, f.member is not null as second_factor
                  from identity.member m
                       left join identity.suspension s on s.member = m.id
                       left join identity.second_factor f on f.member = m.id and f.confirmed_at is not null
                 where m.handle = :handle
                   and m.confirmed_at is not null
                """).param("handle", handle).query(MemberViews::member).optional();
    }

    Map<MemberId, String> handles(Collection<MemberId> ids) {
        Map<MemberId, String> handles = new HashMap<>();
        jdbc.sql("select id, handle from identity.member where id = any(:ids)")
                .param("ids", ids.stream().map(MemberId::value).toArray(UUID[]::new))
                .query(row -> {
                    handles.put(id(row), row.getString("handle"));
                });
        return handles;
    }

    Optional<Credentials> credentialsOf(EmailAddress email) {
        return jdbc.sql("""
                select m.id, m.handle, m.display_name, m.email, s.member is not null as suspended, f.member is not null as second_factor,
                       m.confirmed_at is not null as confirmed, m.sign_in_links_used, p.hash, p.version as password_version, f.secret
                  from identity.member m
                       join identity.password p on p.member = m.id
                       left join identity.suspension s on s.member = m.id
                       left join identity.second_factor f on f.member = m.id and f.confirmed_at is not null
                 where m.email = :email
                """)
                .param("email", email.text())
                .query(MemberViews::credentials)
                .optional();
    }

    Optional<Credentials> credentialsOf(MemberId id) {
        return jdbc.sql("""
                select m.id, m.handle, m.display_name, m.email, s.member is not null as suspended, f.member is not null as second_factor,
                       m.confirmed_at is not null as confirmed, m.sign_in_links_used, p.hash, p.version as password_version, f.secret
                  from identity.member m
                       join identity.password p on p.member = m.id
                       left join identity.suspension s on s.member = m.id
                       left join identity.second_factor f on f.member = m.id and f.confirmed_at is not null
                 where m.id = :id
                """)
                .param("id", id.value())
                .query(MemberViews::credentials)
                .optional();
    }

    private static Credentials credentials(ResultSet row, int number) throws SQLException {
        byte[] secret = row.getBytes("secret");
        return new Credentials(
                member(row, number),
                row.getBoolean("confirmed"),
                row.getString("hash"),
                row.getLong("password_version"),
                row.getLong("sign_in_links_used"),
                secret == null ? null : TotpSecret.fromColumn(secret));
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                id(row),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("email"),
                row.getBoolean("suspended"),
                row.getBoolean("second_factor"));
    }

    private static MemberId id(ResultSet row) throws SQLException {
        return new MemberId(row.getObject("id", UUID.class));
    }
}
