package dev.fairground.access;

import dev.fairground.identity.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps API tokens. */
@Repository
class TokenStore {

    /** Fine enough to see that a token is in use, and one write a minute however busy its client is. */
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ApiToken token, TokenText text) {
        jdbc.sql("""
                insert into access.api_token (id, member, name, hash, scopes, issued_at, expires_at)
                values (:id, :member, :name, :hash, :scopes, :issuedAt, :expiresAt)
                """)
                .param("id", token.id())
                .param("member", token.member().value())
                .param("name", token.name())
                .param("hash", text.hash())
                .param(
                        "scopes",
                        token.scopes().stream().map(Scope::toString).sorted().toArray(String[]::new))
                .param("issuedAt", token.issuedAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", token.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The token with this very text, if it is valid now. That it is in use is noted by the same statement, at most once a minute, as every
     * request of every program passes here.
     */
    Optional<ApiToken> use(TokenText text, Instant now) {
        return text.id()
                .flatMap(id -> jdbc.sql("""
                          with touched as (
                               update access.api_token
                                  set last_used_at = :now
                                where id = :id
                                  and hash = :hash
                                  and expires_at > :now
                                  and (last_used_at is null or last_used_at <= :stale))
                        select id, member, name, scopes, issued_at, expires_at, last_used_at, hash
                          from access.api_token
                         where id = :id
                           and expires_at > :now
                        """)
                        .param("id", id)
                        .param("hash", text.hash())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("stale", now.minus(TOUCH_EVERY).atOffset(ZoneOffset.UTC))
                        .query((row, number) -> new Kept(token(row), row.getBytes("hash")))
                        .optional())
                .filter(kept -> text.hashesTo(kept.hash())) // in constant time, which the comparison in SQL is not
                .map(Kept::token);
    }

    List<ApiToken> of(MemberId member, Instant now) {
        return jdbc.sql("""
                  select id, member, name, scopes, issued_at, expires_at, last_used_at
                    from access.api_token
                   where member = :member
                     and expires_at > :now
                order by id desc
                """)
                .param("member", member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> token(row))
                .list();
    }

    /** Takes back one token of {@code member}; false if they have none with this id. */
    boolean end(UUID id, MemberId member) {
        return jdbc.sql("delete from access.api_token where id = :id and member = :member")
                        .param("id", id)
                        .param("member", member.value())
                        .update()
                == 1;
    }

    int endAll(MemberId member) {
        return jdbc.sql("delete from access.api_token where member = :member")
                .param("member", member.value())
                .update();
    }

    /** Removes up to {@code most} whose time is over, and tells how many. */
    int forgetExpired(Instant now, int most) {
        return jdbc.sql("""
                delete from access.api_token
                 where id = any (array(select id
                                         from access.api_token
                                        where expires_at <= :now
                                        order by expires_at
                                        limit :most
                                          for update skip locked))
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        var scopes = Arrays.stream((String[]) row.getArray("scopes").getArray())
                .flatMap(text -> Scope.find(text).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new ApiToken(
                row.getObject("id", UUID.class),
                new MemberId(row.getObject("member", UUID.class)),
                row.getString("name"),
                scopes,
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private record Kept(ApiToken token, byte[] hash) {}
}
