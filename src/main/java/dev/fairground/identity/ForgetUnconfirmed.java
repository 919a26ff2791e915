package dev.fairground.identity;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes accounts whose address nobody confirmed. Until then they belong to nobody: the address may be a stranger's, and the handle is
 * kept from whoever would use it.
 */
@Component
class ForgetUnconfirmed implements Job {

    /** Ten times as long as a confirmation link holds: who comes back from a month away asks for a new link and still finds the account. */
    static final Duration KEPT = Duration.ofDays(30);

    /** A backlog is worked off over several runs, so that none takes long. */
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ForgetUnconfirmed(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "unconfirmed-accounts-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        var before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        return run.eachOf(due(before), id -> "member/" + id, id -> forget(id, before));
    }

    private List<MemberId> due(OffsetDateTime before) {
        return jdbc.sql("""
                  select id
                    from identity.member
                   where confirmed_at is null
                     and signed_up_at < :before
                order by signed_up_at
                   limit :most
                """)
                .param("before", before)
                .param("most", AT_ONCE)
                .query((row, _) -> new MemberId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Asks again: it may have been confirmed, or signed up for anew, in the meantime. */
    private void forget(MemberId id, OffsetDateTime before) {
        jdbc.sql("delete from identity.member where id = :id and confirmed_at is null and signed_up_at < :before")
                .param("id", id.value())
                .param("before", before)
                .update();
    }
}
