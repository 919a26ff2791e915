package dev.fairground.integrations;

import dev.fairground.platform.ids.UuidV7;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes and reads the secrets of endpoints. */
@Repository
class SecretStore {

    private final JdbcClient jdbc;

    SecretStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(EndpointId endpoint, SigningSecret secret, Instant now) {
        jdbc.sql("""
                insert into integrations.signing_secret (id, endpoint_id, secret, made_at)
                values (:id, :endpoint, :secret, :now)
                """)
                .param("id", UuidV7.next())
                .param("endpoint", endpoint.value())
                .param("secret", secret.bits())
                .param("now", utc(now))
                .update();
    }

    /** The one that counts signs until {@code until}; one that was on its way out already goes now. */
    void retire(EndpointId endpoint, Instant until) {
        jdbc.sql("delete from integrations.signing_secret where endpoint_id = :endpoint and expires_at is not null")
                .param("endpoint", endpoint.value())
                .update();
        jdbc.sql("""
                update integrations.signing_secret
                   set expires_at = :until
                 where endpoint_id = :endpoint and expires_at is null
                """)
                .param("endpoint", endpoint.value())
                .param("until", utc(until))
                .update();
    }

    /** Newest first. */
    List<SigningSecret> live(EndpointId endpoint, Instant now) {
        return jdbc.sql("""
                  select secret
                    from integrations.signing_secret
                   where endpoint_id = :endpoint and (expires_at is null or expires_at > :now)
                order by expires_at desc nulls first
                """)
                .param("endpoint", endpoint.value())
                .param("now", utc(now))
                .query((row, _) -> new SigningSecret(row.getBytes("secret")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
