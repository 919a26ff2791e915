package dev.fairground.platform.flags;

import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells which flags are on, and sets them. A change reaches every instance within two seconds. */
@Component
@Shows("flag-registry")
public class Flags {

    private static final Logger log = LoggerFactory.getLogger(Flags.class);

    /** Short enough for a kill switch in an incident, long enough that flags cost no statement per request. */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Map<FlagKey, Flag> flags = FlagFile.read(FlagFile.OURS);
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    private volatile Settings known = new Settings(Map.of(), Instant.EPOCH);

    Flags(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Whether the flag is on. While the database does not answer, what was last known holds, and before that the default.
     *
     * @throws IllegalArgumentException if no such flag is declared
     */
    public boolean isOn(FlagKey key) {
        var flag = declared(key);
        return settings().getOrDefault(key.value(), flag.usually());
    }

    /**
     * Sets a flag until it is set again, and puts that on record.
     *
     * @param actor who does it, such as {@code member/0198…} or the name of an operator's command
     * @throws IllegalArgumentException if no such flag is declared
     */
    @Transactional
    public void set(FlagKey key, boolean on, String actor) {
        var flag = declared(key);
        boolean before = read().getOrDefault(key.value(), flag.usually());
        jdbc.sql("""
                insert into flags.setting (key, is_on, changed_by, changed_at)
                values (:key, :on, :actor, :now)
                on conflict on constraint setting_pk
                do update set is_on = excluded.is_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("key", key.value())
                .param("on", on)
                .param("actor", actor)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record("flag.set", "flag/" + key, Map.of("on", before), Map.of("on", on, "by", actor));
    }

    private Flag declared(FlagKey key) {
        var flag = flags.get(key);
        if (flag == null) {
            throw new IllegalArgumentException("flags.yml declares no flag " + key);
        }
        return flag;
    }

    private Map<String, Boolean> settings() {
        var now = clock.instant();
        var last = known;
        if (now.isBefore(last.readAt) || !last.readAt.plus(BELIEVED).isAfter(now)) { // a clock may be set back
            known = new Settings(readOr(last.values), now);
        }
        return known.values;
    }

    private Map<String, Boolean> readOr(Map<String, Boolean> lastKnown) {
        try {
            return read();
        } catch (DataAccessException unreachable) {
            log.warn("Flags stay as they were last known: {}", unreachable.getMessage());
            return lastKnown;
        }
    }

    private Map<String, Boolean> read() {
        var settings = new HashMap<String, Boolean>();
        jdbc.sql("select key, is_on from flags.setting").query(row -> {
            settings.put(row.getString("key"), row.getBoolean("is_on"));
        });
        return Map.copyOf(settings);
    }

    private record Settings(Map<String, Boolean> values, Instant readAt) {}
}
