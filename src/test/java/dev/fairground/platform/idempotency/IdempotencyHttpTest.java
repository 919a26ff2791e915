package dev.fairground.platform.idempotency;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.RimTest;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@Proves("fx-idempotency-keys")
@RimTest
class IdempotencyHttpTest {

    private static final int AT_ONCE = 50;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    SettableClock clock;

    /** New for each test, so that none counts another's rows. */
    private final String person = "p" + Chance.id();

    private final String key = Chance.id().toString();

    private Api seller = Api.at(0);

    @BeforeEach
    void connect() {
        seller = Api.at(port).with("X-Test-Member", "seller").with("Idempotency-Key", key);
        jdbc.sql("create schema if not exists deeds").update();
        jdbc.sql("create table if not exists deeds.permit (what text primary key)")
                .update();
        jdbc.sql("""
                create table if not exists deeds.deed (
                    id uuid primary key, person text not null, what text not null,
                    permit text generated always as (case when what like 'permitted%' then what end) stored
                        references deeds.permit (what) deferrable initially deferred)
                """).update();
        jdbc.sql("create table if not exists deeds.naive_key (key text not null)")
                .update();
    }

    @Test
    void a_repetition_hears_the_first_answer_byte_for_byte() {
        var first = deed("sweep");
        var again = deed("sweep");

        assertThat(first).hasStatus(201);
        assertThat(again).hasStatus(201);
        assertThat(again.text()).isEqualTo(first.text());
        for (String header : List.of("Location", "Content-Type", "Content-Length")) {
            assertThat(again.header(header)).as(header).isNotEmpty().isEqualTo(first.header(header));
        }
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Of-The-Moment")).isEmpty();
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void fifty_at_once_under_one_key_have_one_effect() throws Exception {
        var answers = atOnce(() -> deed("sweep"));

        assertThat(effects()).isEqualTo(1);
        var carriedOut = answers.stream()
                .filter(answer -> answer.status() == 201
                        && answer.header("Idempotent-Replayed").isEmpty())
                .toList();
        assertThat(carriedOut).hasSize(1);
        for (Answer answer : answers) {
            if (answer.status() == 201) {
                assertThat(answer.text()).isEqualTo(carriedOut.getFirst().text());
            } else {
                assertThat(answer).refused(409, "request-in-flight");
            }
        }
        assertThat(deed("sweep").text()).isEqualTo(carriedOut.getFirst().text());
    }

    /** The twin: looking for the key and inserting it afterwards, as it is often written, lets several through. */
    @Test
    void a_look_followed_by_an_insert_would_have_several_effects() throws Exception {
        var everybodyHasLooked = new CyclicBarrier(AT_ONCE);
        atOnce(() -> {
            boolean known = jdbc.sql("select exists (select from deeds.naive_key where key = :key)")
                    .param("key", key)
                    .query(Boolean.class)
                    .single();
            everybodyHasLooked.await();
            if (!known) {
                jdbc.sql("insert into deeds.naive_key (key) values (:key)")
                        .param("key", key)
                        .update();
                new Deeds.DoDeed(jdbc).of(person, "sweep");
            }
            return known;
        });

        assertThat(effects()).isGreaterThan(1);
    }

    @Test
    void while_the_first_is_in_flight_the_second_is_told_so_at_once() throws Exception {
        Deeds.reached = new CountDownLatch(1);
        Deeds.released = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> deed("wait"));
            Deeds.reached.await();

            var second = deed("wait");
            Deeds.released.countDown();

            assertThat(second).refused(409, "request-in-flight");
            assertThat(second.header("Retry-After")).isEqualTo("1");
            assertThat(deedAfter(first, "wait").text()).isEqualTo(first.get().text());
            assertThat(effects()).isEqualTo(1);
        } finally {
            Deeds.released.countDown();
        }
    }

    @Test
    void a_commit_that_fails_leaves_neither_effect_nor_answer_and_a_retry_works() {
        String what = "permitted " + key;

        var failed = deed(what);
        assertThat(failed).refused(500, "internal-error");
        assertThat(failed.header("Location")).isEmpty();
        assertThat(effects()).isZero();
        assertThat(stored()).isZero();

        jdbc.sql("insert into deeds.permit (what) values (:what)")
                .param("what", what)
                .update();
        assertThat(deed(what)).hasStatus(201);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void a_bug_in_the_handler_is_not_stored() {
        assertThat(deed("a bug")).refused(500, "internal-error");
        assertThat(effects()).isZero();
        assertThat(stored()).isZero();
    }

    @Test
    void the_same_key_with_another_payload_address_or_query_is_refused() {
        assertThat(deed("sweep")).hasStatus(201);

        assertThat(deed("paint")).refused(422, "idempotency-key-reused");
        assertThat(seller.post("/api/v1/test-people/" + person + "/deeds?x=1", Map.of("what", "sweep")))
                .refused(422, "idempotency-key-reused");
        assertThat(seller.post("/api/v1/test-people/somebody-else/deeds", Map.of("what", "sweep")))
                .refused(422, "idempotency-key-reused");
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void spaces_in_the_document_do_not_make_it_another_request() {
        assertThat(seller.post(path(), "{\"what\":\"sweep\"}")).hasStatus(201);
        assertThat(seller.post(path(), " { \"what\" : \"sweep\" } ").header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void the_same_key_of_another_member_is_another_key() {
        var mine = deed("sweep");
        var theirs = seller.with("X-Test-Member", "stranger").post(path(), Map.of("what", "sweep"));

        assertThat(theirs).hasStatus(201);
        assertThat(theirs.text()).isNotEqualTo(mine.text());
        assertThat(effects()).isEqualTo(2);
    }

    @Test
    void a_key_without_a_member_is_refused() {
        assertThat(seller.with("X-Test-Member", null).post(path(), Map.of("what", "sweep")))
                .refused(401, "idempotency-key-without-caller");
    }

    @Test
    void a_refusal_of_the_trade_is_the_answer_and_is_repeated() {
        var first = deed("forbidden by the trade");
        var again = deed("forbidden by the trade");

        assertThat(first).refused(409, "test-deed-already-done");
        assertThat(again).refused(409, "test-deed-already-done");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(effects()).isZero();
    }

    @Test
    void a_validation_failure_is_not_stored_and_the_corrected_request_may_use_the_key() {
        assertThat(deed(" ")).refused(400, "invalid-request").naming("what");
        assertThat(stored()).isZero();
        assertThat(deed("sweep")).hasStatus(201);
    }

    @Test
    void a_key_is_asked_for_and_has_a_form() {
        assertThat(seller.with("Idempotency-Key", null).post(path(), Map.of("what", "sweep")))
                .refused(400, "idempotency-key-missing")
                .naming("Idempotency-Key");
        for (String bad : List.of("two words", "x".repeat(256), "")) {
            assertThat(seller.with("Idempotency-Key", bad).post(path(), Map.of("what", "sweep")))
                    .refused(400, "idempotency-key-malformed");
        }
        assertThat(seller.with("Idempotency-Key", "x".repeat(255 - 36) + key).post(path(), Map.of("what", "sweep")))
                .hasStatus(201);
    }

    @Test
    void answers_are_kept_for_a_day_and_then_purged() {
        assertThat(deed("sweep")).hasStatus(201);
        var given = clock.instant();
        try {
            clock.advance(Duration.ofHours(24));
            jobs.runNow("idempotency-purge", "system");
            assertThat(stored()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(1));
            assertThat(jobs.runNow("idempotency-purge", "system").ok()).isPositive();
            assertThat(stored()).isZero();
        } finally {
            clock.set(given);
        }
    }

    private Answer deed(String what) {
        return seller.post(path(), Map.of("what", what));
    }

    /** The same once more, after {@code first} is over. */
    private Answer deedAfter(Future<Answer> first, String what) throws Exception {
        first.get();
        return deed(what);
    }

    private String path() {
        return "/api/v1/test-people/" + person + "/deeds";
    }

    private long effects() {
        return jdbc.sql("select count(*) from deeds.deed where person = :person")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    private long stored() {
        return jdbc.sql("select count(*) from idempotency.answer where key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        var start = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            var results = new java.util.ArrayList<T>();
            for (var one : calls) {
                results.add(one.get());
            }
            return results;
        }
    }
}
