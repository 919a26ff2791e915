package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes endpoints, and loads them to change them. A caller reaches those of shops whose integrations are theirs to run. */
@Repository
class EndpointStore {

    private final JdbcClient jdbc;

    EndpointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks all endpoints of the shop, and so keeps a second caller from adding to a full list; returns their addresses. */
    List<String> lockAllOf(ShopId shop) {
        jdbc.sql("select id from integrations.endpoint where shop_id = :shop order by id for update")
                .param("shop", shop.value())
                .query(UUID.class)
                .list();
        // Again, because whoever held the locks before may have added one, which the statement that waited did not see.
        return jdbc.sql("select address from integrations.endpoint where shop_id = :shop")
                .param("shop", shop.value())
                .query((row, _) -> row.getString("address"))
                .list();
    }

    void add(EndpointId id, ShopId shop, URI address, Collection<Kind> kinds, Caller by, Instant now) {
        jdbc.sql("""
                insert into integrations.endpoint (id, shop_id, address, kinds, created_by, created_at)
                values (:id, :shop, :address, :kinds, :by, :now)
                """)
                .param("id", id.value())
                .param("shop", shop.value())
                .param("address", address.toString())
                .param("kinds", texts(kinds))
                .param("by", by.id().value())
                .param("now", utc(now))
                .update();
    }

    Optional<Locked> lock(EndpointId id, ShopId shop, Caller caller) {
        return jdbc.sql("""
                select id, shop_id, address, failing_since, disabled_at
                  from integrations.endpoint
                 where id = :id and shop_id = :shop and shop_id = any(:shops)
                   for update
                """)
                .param("id", id.value())
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.INTEGRATIONS))
                .query(EndpointStore::locked)
                .optional();
    }

    /** The one to which a message goes; empty once it is deleted. */
    Optional<Locked> lockOf(MessageId message) {
        return jdbc.sql("""
                select id, shop_id, address, failing_since, disabled_at
                  from integrations.endpoint
                 where id = (select endpoint_id from integrations.message where id = :message)
                   for update
                """)
                .param("message", message.value())
                .query(EndpointStore::locked)
                .optional();
    }

    void change(EndpointId id, URI address, Collection<Kind> kinds) {
        jdbc.sql("""
                update integrations.endpoint
                   set address = :address, kinds = :kinds
                 where id = :id
                """)
                .param("id", id.value())
                .param("address", address.toString())
                .param("kinds", texts(kinds))
                .update();
    }

    void activate(EndpointId id) {
        jdbc.sql("""
                update integrations.endpoint
                   set disabled_at = null, disabled_why = null, failing_since = null, quiet_until = null
                 where id = :id
                """).param("id", id.value()).update();
    }

    void disable(EndpointId id, Disabled why, Instant now) {
        jdbc.sql("""
                update integrations.endpoint
                   set disabled_at = :now, disabled_why = :why
                 where id = :id and disabled_at is null
                """)
                .param("id", id.value())
                .param("why", why.name())
                .param("now", utc(now))
                .update();
    }

    void delete(EndpointId id) {
        jdbc.sql("delete from integrations.endpoint where id = :id")
                .param("id", id.value())
                .update();
    }

    void works(EndpointId id) {
        jdbc.sql("""
                update integrations.endpoint
                   set failing_since = null, quiet_until = null
                 where id = :id and (failing_since is not null or quiet_until is not null)
                """).param("id", id.value()).update();
    }

    /** {@code quietUntil} is null where the receiver is there and only said no. */
    void fails(EndpointId id, Instant at, @Nullable Instant quietUntil) {
        jdbc.sql("""
                update integrations.endpoint
                   set failing_since = coalesce(failing_since, :at), quiet_until = coalesce(:quietUntil, quiet_until)
                 where id = :id
                """)
                .param("id", id.value())
                .param("at", utc(at))
                .param(
                        "quietUntil",
                        quietUntil == null ? null : utc(quietUntil),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static Locked locked(ResultSet row, int number) throws SQLException {
        return new Locked(
                new EndpointId(row.getObject("id", UUID.class)),
                new ShopId(row.getObject("shop_id", UUID.class)),
                row.getString("address"),
                instant(row, "failing_since"),
                row.getTimestamp("disabled_at") == null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static String[] texts(Collection<Kind> kinds) {
        return kinds.stream().map(Kind::toString).distinct().sorted().toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Why nothing is sent any more. */
    enum Disabled {
        TEAM,
        GONE,
        FAILING
    }

    /** An endpoint whose row is held. */
    record Locked(
            EndpointId id,
            ShopId shop,
            String address,
            @Nullable Instant failingSince,
            boolean active) {}
}
