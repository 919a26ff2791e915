package dev.fairground;

import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody needs any more goes, and not an hour before: each job meets a row that is due and one that is not quite. */
@FairgroundTest
@Proves("db-retention")
class PurgeJobsTest {

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void onlyWhatTheTestMakesIsDue() {
        clock.set(SettableClock.START);
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void an_account_that_nobody_confirmed_goes_after_thirty_days_and_a_confirmed_one_never() {
        jdbc.sql("delete from identity.member where confirmed_at is null").update();
        var unconfirmed = aMember().unconfirmed().in(jdbc);
        var confirmed = aMember().in(jdbc);

        clock.advance(Duration.ofDays(30));
        assertThat(run("unconfirmed-accounts-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("unconfirmed-accounts-purge")).isEqualTo(JobReport.ok(1));

        assertThat(count(
                        "select count(*) from identity.member where id = :id",
                        unconfirmed.id().value()))
                .isZero();
        assertThat(count(
                        "select count(*) from identity.member where id = :id",
                        confirmed.id().value()))
                .isOne();
    }

    @Test
    void a_token_goes_when_its_time_is_over() {
        var member = aMember().in(jdbc);
        var token = Chance.id();
        jdbc.sql("delete from access.api_token").update();
        jdbc.sql("""
                insert into access.api_token (id, member, name, hash, scopes, issued_at, expires_at)
                values (:id, :member, 'till', sha256('x'), array['orders:read'], :now, :now + interval '1 hour')
                """)
                .param("id", token)
                .param("member", member.id().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        clock.advance(Duration.ofMinutes(59));
        assertThat(run("tokens-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(run("tokens-purge")).isEqualTo(JobReport.ok(1));
    }

    @Test
    void a_shop_s_webhook_goes_after_thirty_days_with_the_log_of_its_attempts() {
        jdbc.sql("delete from integrations.message").update();
        var message = aRow("integrations.message").in(Rows.in(jdbc));
        aRow("integrations.attempt").with("message_id", message).in(Rows.in(jdbc));

        clock.advance(Duration.ofDays(30));
        assertThat(run("shop-webhooks-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("shop-webhooks-purge")).isEqualTo(JobReport.ok(1));
    }

    @Test
    void what_became_of_a_message_goes_after_ninety_days_and_a_receipt_after_thirty_once_it_was_followed() {
        jdbc.sql("delete from notifications.delivery").update();
        jdbc.sql("delete from notifications.receipt").update();
        aRow("notifications.delivery").in(Rows.in(jdbc));
        aRow("notifications.receipt").being("state", "PROCESSED").in(Rows.in(jdbc));
        aRow("notifications.receipt").in(Rows.in(jdbc));

        clock.advance(Duration.ofDays(30));
        assertThat(run("messages-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("messages-purge")).isEqualTo(JobReport.ok(1));
        clock.set(SettableClock.START.plus(Duration.ofDays(90)));
        assertThat(run("messages-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("messages-purge")).isEqualTo(JobReport.ok(1));
    }

    @Test
    void a_session_goes_with_all_it_holds_when_its_time_is_over() {
        jdbc.sql("delete from web.session").update();
        jdbc.sql("""
                insert into web.session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time)
                values ('p', 's', 0, 0, 0, :now)
                """).param("now", clock.millis()).update();
        jdbc.sql(
                        "insert into web.session_attributes (session_primary_id, attribute_name, attribute_bytes) values ('p', 'a', '')")
                .update();

        assertThat(run("sessions-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofMillis(1));
        assertThat(run("sessions-purge")).isEqualTo(JobReport.ok(1));

        assertThat(jdbc.sql("select count(*) from web.session_attributes where session_primary_id = 'p'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Its thread would clean up by a clock and at a pace of its own. */
    @Test
    void spring_session_schedules_nothing() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("spring-session-"));
    }

    @Test
    void buckets_that_are_full_again_go() {
        jdbc.sql("delete from ratelimit.bucket").update();
        jdbc.sql("insert into ratelimit.bucket (id, full_at) values ('knock:' || repeat('x', 43), :now)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        assertThat(run("rate-limits-purge")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("rate-limits-purge")).isEqualTo(JobReport.ok(1));
    }

    /** Were the last success forgotten, a job that has failed ever since would look like a new one. */
    @Test
    void old_runs_go_but_never_the_last_success_nor_what_failed_after_it_nor_the_last_word() {
        jdbc.sql("delete from jobs.run").update();
        var word = run("sweep", 4, "succeeded", "door");
        run("sweep", 3, "failed", null);
        run("sweep", 2, "succeeded", null);
        var last = run("sweep", 1, "partial", null);
        var since = run("sweep", 0, "failed", null);

        clock.advance(Duration.ofDays(36));
        assertThat(run("job-runs-purge")).isEqualTo(JobReport.ok(2));

        assertThat(jdbc.sql("select id from jobs.run where job = 'sweep'")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(word, last, since);
    }

    /** One that is due is tried every few hours, so what nobody has tried for weeks has settled itself. */
    @Test
    void an_item_set_aside_goes_when_no_run_meets_it_any_more() {
        jdbc.sql("delete from jobs.run").update();
        jdbc.sql("delete from jobs.set_aside").update();
        aRow("jobs.set_aside").with("item", "corner/settled").in(Rows.in(jdbc));

        clock.advance(Duration.ofDays(35));
        assertThat(run("job-runs-purge")).isEqualTo(JobReport.NOTHING);
        aRow("jobs.set_aside")
                .with("item", "corner/bad")
                .with("last_at", clock.instant().toString())
                .in(Rows.in(jdbc));
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("job-runs-purge")).isEqualTo(JobReport.ok(1));

        assertThat(jdbc.sql("select item from jobs.set_aside")
                        .query(String.class)
                        .single())
                .isEqualTo("corner/bad");
        jdbc.sql("delete from jobs.set_aside").update();
    }

    private UUID run(String job, int hoursAgo, String state, @Nullable String checkpoint) {
        var id = Chance.id();
        jdbc.sql("""
                insert into jobs.run (id, job, trigger, actor, instance, state, started_at, ended_at, items_ok, items_bad, checkpoint, error)
                values (:id, :job, 'schedule', 'system', 'here', :state, :at, :at, 0, 0, :checkpoint,
                        case when :state = 'failed' then 'broom broke' end)
                """)
                .param("id", id)
                .param("job", job)
                .param("state", state)
                .param("at", clock.instant().minus(Duration.ofHours(hoursAgo)).atOffset(ZoneOffset.UTC))
                .param("checkpoint", checkpoint)
                .update();
        return id;
    }

    private JobReport run(String job) {
        return jobs.runNow(job, "system");
    }

    private int count(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query(Integer.class).single();
    }
}
