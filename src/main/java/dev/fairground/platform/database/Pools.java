package dev.fairground.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.fairground.platform.database.DatabaseSettings.Address;
import dev.fairground.platform.database.DatabaseSettings.Limits;
import dev.fairground.platform.instance.InvalidSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The pools, one for each purpose. */
final class Pools implements AutoCloseable {

    /** What a quiet minute leaves open; more are made in a few milliseconds. */
    private static final int IDLE = 1;

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Map<Purpose, HikariDataSource> pools = new EnumMap<>(Purpose.class);

    Pools(DatabaseSettings settings, Address common, SessionNames names) {
        var worker = settings.worker().isGiven() ? settings.worker() : common;
        var sizes = PoolSizes.of(
                connectionsFor(common),
                settings.instances(),
                Runtime.getRuntime().availableProcessors());
        for (var purpose : Purpose.values()) {
            var address = switch (purpose) {
                case WEB -> common;
                case FOLLOWER -> settings.follower();
                case WORKER -> worker;
            };
            if (!address.isGiven()) continue;
            var config = config(purpose, address, settings.limits(purpose));
            if (purpose == Purpose.FOLLOWER) config.setInitializationFailTimeout(-1); // we start without it as well
            config.setMaximumPoolSize(sizes.of(purpose));
            config.addDataSourceProperty("ApplicationName", names.of(purpose));
            pools.put(purpose, new HikariDataSource(config));
        }
    }

    boolean has(Purpose purpose) {
        return pools.containsKey(purpose);
    }

    HikariDataSource of(Purpose purpose) {
        return Objects.requireNonNull(pools.get(purpose));
    }

    /** Each under its name, as {@code hikaricp_connections_pending{pool="web"}}. */
    void measure(MeterRegistry meters) {
        for (var pool : pools.values()) {
            if (pool.getMetricsTrackerFactory() == null) {
                pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
            }
        }
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    static HikariConfig config(Purpose purpose, Address address, Limits limits) {
        var config = new HikariConfig();
        config.setPoolName(purpose.name().toLowerCase(Locale.ROOT));
        config.setJdbcUrl(address.url());
        if (!address.username().isBlank()) config.setUsername(address.username());
        if (!address.password().isBlank()) config.setPassword(address.password());
        config.setMinimumIdle(IDLE);
        config.setIdleTimeout(QUIET.toMillis());
        config.setConnectionTimeout(limits.queue().toMillis());
        config.setConnectionInitSql(held(limits));
        // What the server stops by itself it must be there for; one that went silent is given up by us. As text: the
        // driver overlooks others.
        config.addDataSourceProperty("connectTimeout", seconds(limits.lock()));
        config.addDataSourceProperty("socketTimeout", seconds(limits.silence()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    private static String seconds(Duration limit) {
        return String.valueOf(limit.toSeconds());
    }

    /**
     * Set by us and not with the role, because a host may give us one role for all. Where a proxy that shares sessions stands in between, the
     * role has to have them instead: {@code alter role … set statement_timeout = …}.
     */
    private static String held(Limits limits) {
        return """
                select set_config(name, value, false)
                  from (values ('statement_timeout', '%d'),
                               ('lock_timeout', '%d'),
                               ('idle_in_transaction_session_timeout', '%d'),
                               ('transaction_timeout', '%d')) as limits (name, value)
                 where name <> 'transaction_timeout' or current_setting('server_version_num')::int >= 170000
                """.formatted(
                        limits.statement().toMillis(),
                        limits.lock().toMillis(),
                        limits.idle().toMillis(),
                        limits.transaction().toMillis());
    }

    /** What the server takes of everybody but superusers, or of this role or in this database where those have a limit of their own. */
    private static int connectionsFor(Address address) {
        try (var connection = DriverManager.getConnection(address.url(), address.credentials());
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select least(current_setting('max_connections')::int
                                       - current_setting('superuser_reserved_connections')::int
                                       - coalesce(current_setting('reserved_connections', true)::int, 0),
                                     (select nullif(datconnlimit, -1) from pg_database where datname = current_database()),
                                     (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user))
                        """)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException unusable) {
            throw new InvalidSettings("The database cannot be used: " + unusable.getMessage());
        }
    }
}
