package dev.fairground.operations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.jobs.JobsByHand;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FairgroundTest
@Import(JobsByHand.class)
class JobsHttpTest {

    private static final String JOBS = "/api/v2/jobs";
    private static final String PURGE = JOBS + "/outbox-purge";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JobsByHand scheduler;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private Person operator = new Person(MemberId.next(), "", "");
    private Api api = Api.at(0);

    @BeforeEach
    void connect() {
        for (var table : new String[] {"run", "wish", "pause", "set_aside", "turn", "scheduler", "scheduled_task"}) {
            jdbc.sql("delete from jobs." + table).update();
        }
        clock.set(SettableClock.START);
        operator = cast.staff("operator", "staff:operate");
        api = cast.program(Api.at(port), operator);
    }

    @Test
    void every_job_is_listed_with_how_it_is_and_when_it_runs() {
        aRow("jobs.scheduled_task").with("task_name", "outbox-purge").in(Rows.in(jdbc));

        var all = api.get(JOBS);

        assertThat(all).hasStatus(200);
        assertThat(all.at("/schedulersAwake")).isEqualTo("0");
        assertThat(job(all, "outbox-purge").path("state").asString()).isEqualTo("NEW");
        assertThat(job(all, "outbox-purge").path("nextDue").asString()).isEqualTo(SettableClock.START.toString());
        assertThat(job(all, "job-runs-purge").path("cadence").asString()).isEqualTo("daily at 03:10 UTC until 05:00");
        assertThat(job(all, "job-runs-purge").path("reason").asString()).contains("five weeks");
    }

    @Test
    void who_asks_for_a_run_gets_one_under_their_name() {
        assertThat(api.post(PURGE + "/runs", Map.of())).hasStatus(202);
        assertThat(api.post(PURGE + "/runs", Map.of())).hasStatus(202);
        assertThat(api.get(PURGE).at("/job/asked/by")).isEqualTo("member/" + operator.id());

        scheduler.runDue("outbox-purge");

        var done = api.get(PURGE);
        assertThat(done.json().path("runs")).as("asked for twice, it runs once").hasSize(1);
        assertThat(done.at("/runs/0/state")).isEqualTo("succeeded");
        assertThat(done.at("/runs/0/trigger")).isEqualTo("person");
        assertThat(done.at("/runs/0/actor")).isEqualTo("member/" + operator.id());
        assertThat(done.at("/runs/0/release")).isNotEmpty();
        assertThat(done.at("/job/state")).isEqualTo("UP");
        assertThat(done.json().at("/job/asked").isNull()).isTrue();
        assertThat(audited("outbox-purge")).isEqualTo("job.asked");
    }

    @Test
    void a_wish_makes_the_job_due_for_whichever_scheduler_looks_next() {
        jdbc.sql("""
                insert into jobs.scheduled_task (task_name, task_instance, execution_time, picked, version)
                values ('outbox-purge', 'recurring', clock_timestamp() + interval '1 hour', false, 1)
                """).update();

        api.post(PURGE + "/runs", Map.of());

        assertThat(jdbc.sql("select execution_time <= clock_timestamp() from jobs.scheduled_task")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_job_that_runs_is_not_asked_for_again() {
        jdbc.sql(
                        "insert into jobs.turn (job, token, lease_until) values ('outbox-purge', :id, clock_timestamp() + interval '30 seconds')")
                .param("id", Chance.id())
                .update();

        assertThat(api.post(PURGE + "/runs", Map.of())).refused(409, "job-already-running");
    }

    @Test
    void a_paused_job_is_left_alone_by_the_schedule_and_run_for_a_person() {
        assertThat(api.put(PURGE + "/pause", Map.of("why", "")))
                .refused(400, "invalid-request")
                .naming("why");
        assertThat(api.put(PURGE + "/pause", Map.of("why", "the disk is full"))).hasStatus(204);
        assertThat(api.put(PURGE + "/pause", Map.of("why", "twice"))).hasStatus(204);
        assertThat(api.get(PURGE).at("/job/state")).isEqualTo("PAUSED");
        assertThat(api.get(PURGE).at("/job/paused/why")).isEqualTo("the disk is full");

        scheduler.runDue("outbox-purge");
        assertThat(api.get(PURGE).json().path("runs")).isEmpty();
        api.post(PURGE + "/runs", Map.of());
        scheduler.runDue("outbox-purge");
        assertThat(api.get(PURGE).json().path("runs")).hasSize(1);

        assertThat(api.delete(PURGE + "/pause")).hasStatus(204);
        assertThat(api.delete(PURGE + "/pause")).hasStatus(204);
        assertThat(api.get(PURGE).at("/job/state")).isEqualTo("UP");
        assertThat(audited("outbox-purge")).isEqualTo("job.paused, job.asked, job.resumed");
    }

    @Test
    void what_was_set_aside_is_tried_again_when_somebody_says_so() {
        var expiry = JOBS + "/expire-unpaid-orders";
        for (var order : new String[] {"order/1", "order/2", "order/3"}) {
            aRow("jobs.set_aside")
                    .with("job", "expire-unpaid-orders")
                    .with("item", order)
                    .with("times", 4)
                    .in(Rows.in(jdbc));
        }
        assertThat(api.get(expiry).at("/setAside/0/restsUntil"))
                .isEqualTo(SettableClock.START.plus(Duration.ofMinutes(8)).toString());

        assertThat(api.post(expiry + "/retries", Map.of("item", "order/2")).at("/items"))
                .isEqualTo("1");
        assertThat(api.post(expiry + "/retries", Map.of("item", "order/2"))).refused(404, "item-not-set-aside");
        assertThat(api.get(expiry).at("/job/asked/by")).isEqualTo("member/" + operator.id());
        assertThat(api.post(expiry + "/retries", Map.of()).at("/items")).isEqualTo("2");

        assertThat(api.get(expiry).json().path("setAside")).isEmpty();
        assertThat(audited("expire-unpaid-orders")).isEqualTo("job.item-retried, job.items-retried");
    }

    @Test
    void a_job_that_nobody_has_is_not_found() {
        assertThat(api.get(JOBS + "/mop")).refused(404, "no-such-job");
        assertThat(api.post(JOBS + "/mop/runs", Map.of())).refused(404, "no-such-job");
        assertThat(api.put(JOBS + "/mop/pause", Map.of("why", "why not"))).refused(404, "no-such-job");
        assertThat(api.delete(JOBS + "/mop/pause")).refused(404, "no-such-job");
        assertThat(api.post(JOBS + "/mop/retries", Map.of())).refused(404, "no-such-job");
    }

    @Test
    void nobody_but_an_operator_sees_or_moves_anything() {
        var stranger = cast.program(Api.at(port), cast.member("stranger"));
        var support = cast.program(Api.at(port), cast.staff("support", "staff:support-read"));
        var reader = Api.at(port).bearer(cast.token(operator, "staff:read"));

        for (var other : new Api[] {stranger, support}) {
            assertThat(other.get(JOBS)).hasStatus(403);
            assertThat(other.put(PURGE + "/pause", Map.of("why", "mischief"))).hasStatus(403);
        }
        assertThat(Api.at(port).get(JOBS)).hasStatus(401);
        assertThat(reader.get(JOBS)).hasStatus(200);
        assertThat(reader.post(PURGE + "/runs", Map.of())).refused(403, "scope-missing");
        assertThat(jdbc.sql("select count(*) from jobs.pause")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static JsonNode job(Api.Answer all, String name) {
        return all.json()
                .path("jobs")
                .valueStream()
                .filter(job -> job.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String audited(String job) {
        return jdbc.sql(
                        "select string_agg(action, ', ' order by id) from audit.entry where target = :target and actor = :actor")
                .param("target", "job/" + job)
                .param("actor", "member/" + operator.id())
                .query(String.class)
                .single();
    }
}
