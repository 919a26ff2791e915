package dev.fairground.platform.audit;

import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail is cut by month. A part is there before its first row; a row without one is kept in the part for all others. */
@Component
@Shows("db-partitioning")
public class AuditParts {

    /** A job that fails for a month is noticed; three leave time for everything. */
    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditParts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes the parts of this month and the next ones where they are not there, and tells how many it made. */
    @Transactional
    public int keep() {
        return jdbc.sql("select audit.keep_parts(:now, :months)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("months", MONTHS_AHEAD)
                .query(Integer.class)
                .single();
    }

    /** Whether there is a row for which no part was there. It hinders the making of its month's. */
    public boolean isAstray() {
        return jdbc.sql("select exists (select from audit.entry where tableoid = 'audit.entry_default'::regclass)")
                .query(Boolean.class)
                .single();
    }
}
