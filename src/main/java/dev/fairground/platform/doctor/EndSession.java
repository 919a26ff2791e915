package dev.fairground.platform.doctor;

import dev.fairground.platform.audit.Audit;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends what stands in everybody's way. */
@Component
public class EndSession {

    private final JdbcClient jdbc;
    private final Audit audit;

    EndSession(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * Cancels the statement that a session of this database runs; one that sits in a transaction and runs none is ended, since nothing else gives
     * its locks back. False where there is no such session, or its role is not ours to end.
     *
     * @param why stands in the audit trail
     */
    @Transactional
    public boolean end(int session, String why) {
        // Materialized, or a session of another database is ended before anybody looks which database it is of.
        var ended = jdbc.sql("""
            with found as materialized (
                select pid, state, coalesce(nullif(application_name, ''), 'no name') as application
                  from pg_stat_activity
                  join pg_roles on pg_roles.oid = usesysid
                 where pid = :session
                   and pid <> pg_backend_pid()
                   and datname = current_database()
                   and backend_type = 'client backend'
                   and (not rolsuper or current_setting('is_superuser') = 'on')
                   and (pg_has_role(usesysid, 'usage') or pg_has_role('pg_signal_backend', 'usage'))
            )
            select application
              from found
             where case when state = 'active' then pg_cancel_backend(pid) else pg_terminate_backend(pid, 1000) end
            """).param("session", session).query(String.class).optional();
        ended.ifPresent(application -> audit.record(
                "session.ended", "session/" + session, Map.of(), Map.of("application", application, "why", why)));
        return ended.isPresent();
    }
}
