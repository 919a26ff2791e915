package dev.fairground.platform.observability;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ready only on a database that has every migration of this release, also where a release step applies them and not the start. Once seen
 * it is not asked again: migrations are never taken back under a running instance.
 */
@Component("migrations")
@Shows("res-health-checks")
class MigrationsHealth implements HealthIndicator {

    private final JdbcClient jdbc;
    private final long newest;
    private volatile boolean seen;

    MigrationsHealth(JdbcClient jdbc) throws IOException {
        this.jdbc = jdbc;
        this.newest = Arrays.stream(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/V*__*.sql"))
                .mapToLong(MigrationsHealth::version)
                .max()
                .orElse(0);
    }

    @Override
    public Health health() {
        if (!seen && applied() >= newest) {
            seen = true;
        }
        return seen
                ? Health.up().build()
                : Health.down().withDetail("waitsFor", newest).build();
    }

    private long applied() {
        return jdbc.sql("""
                select coalesce(max(version::bigint), 0)
                  from migrations.flyway_schema_history
                 where success
                """).query(Long.class).single();
    }

    private static long version(Resource migration) {
        String file = Objects.requireNonNull(migration.getFilename());
        return Long.parseLong(file.substring(1, file.indexOf("__")));
    }
}
