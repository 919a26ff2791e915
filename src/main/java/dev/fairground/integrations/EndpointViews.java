package dev.fairground.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.access.Caller;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads endpoints, never their secrets. */
@Repository
class EndpointViews {

    private final JdbcClient jdbc;
    private final Clock clock;

    EndpointViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The endpoints of one shop if the caller runs its integrations; otherwise none, as for a shop that does not exist. */
    List<WebhookEndpoint> of(Caller caller, ShopId shop) {
        return jdbc.sql("""
                  select id, address, kinds, created_at, failing_since, disabled_at, disabled_why,
                         (select expires_at from integrations.signing_secret
                           where endpoint_id = endpoint.id and expires_at > :now) as old_signs_until
                    from integrations.endpoint
                   where shop_id = :shop and shop_id = any(:shops)
                order by id
                """)
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.INTEGRATIONS))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(EndpointViews::endpoint)
                .list();
    }

    Optional<WebhookEndpoint> one(Caller caller, ShopId shop, EndpointId id) {
        return jdbc.sql("""
                select id, address, kinds, created_at, failing_since, disabled_at, disabled_why,
                       (select expires_at from integrations.signing_secret
                         where endpoint_id = endpoint.id and expires_at > :now) as old_signs_until
                  from integrations.endpoint
                 where id = :id and shop_id = :shop and shop_id = any(:shops)
                """)
                .param("id", id.value())
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.INTEGRATIONS))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(EndpointViews::endpoint)
                .optional();
    }

    private static WebhookEndpoint endpoint(ResultSet row, int number) throws SQLException {
        String why = row.getString("disabled_why");
        return new WebhookEndpoint(
                new EndpointId(row.getObject("id", UUID.class)),
                URI.create(row.getString("address")),
                List.of((String[]) row.getArray("kinds").getArray()),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "failing_since"),
                instant(row, "disabled_at"),
                why == null ? null : EndpointStore.Disabled.valueOf(why),
                instant(row, "old_signs_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /**
     * An endpoint as its shop sees it.
     *
     * @param kinds words, since a release that is rolled back may find one that it does not know
     * @param disabledAt null while it is active, and so is {@code disabledWhy}
     * @param oldSecretSignsUntil null unless the secret was changed within a day
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookEndpoint(
            EndpointId id,
            URI address,
            List<String> kinds,
            Instant createdAt,
            @Nullable Instant failingSince,
            @Nullable Instant disabledAt,
            EndpointStore.@Nullable Disabled disabledWhy,
            @Nullable Instant oldSecretSignsUntil) {}
}
