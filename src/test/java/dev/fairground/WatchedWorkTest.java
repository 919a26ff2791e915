package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.querywatch.NPlusOne;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.NPlusOnes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** A careless job and a careless listener: each asks for one thing after the other, and each is caught. */
@FairgroundTest
@Import(WatchedWorkTest.Careless.class)
@TestPropertySource(
        properties = {
            "fairground.jobs.careless.every=1h",
            "fairground.jobs.careless.grace=1h",
            "fairground.jobs.careless.reason=Somebody wrote it in a hurry."
        })
class WatchedWorkTest {

    @Autowired
    Jobs jobs;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    Shopper shopper;

    @Test
    void one_look_per_item_is_no_loop_but_a_loop_in_an_item_is_one() {
        shopper.looksPerItem = 1;
        assertThat(jobs.runNow("careless", "system")).isEqualTo(JobReport.ok(2));
        assertThat(NPlusOnes.taken()).isEmpty();

        shopper.looksPerItem = 2;
        assertThat(jobs.runNow("careless", "system")).isEqualTo(new JobReport(0, 2));
        assertThat(NPlusOnes.taken()).hasSize(2).extracting(NPlusOne::unit).containsOnly("job careless item");
    }

    @Test
    void a_loop_in_a_listener_fails_the_delivery() {
        jdbc.sql("delete from outbox.delivery").update();
        transaction.executeWithoutResult(status -> events.publishEvent(new BasketFilled("bread", "salt")));

        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(0, 1));
        assertThat(NPlusOnes.taken())
                .singleElement()
                .returns("delivery careless.basket", NPlusOne::unit)
                .satisfies(finding -> assertThat(finding.callSite()).contains("Shopper.look"));
    }

    record BasketFilled(String first, String second) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Careless {

        @Bean
        Shopper shopper(JdbcClient jdbc) {
            return new Shopper(jdbc);
        }
    }

    static class Shopper implements Job {

        private final JdbcClient jdbc;
        int looksPerItem;

        Shopper(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public String name() {
            return "careless";
        }

        @Override
        public JobReport run(JobRun run) {
            return run.eachOf(List.of("bread", "salt"), thing -> "thing/" + thing, thing -> {
                for (int i = 0; i < looksPerItem; i++) {
                    look(thing + i);
                }
            });
        }

        @OutboxListener(id = "careless.basket")
        void on(BasketFilled event) {
            List.of(event.first(), event.second()).forEach(this::look);
        }

        private void look(String thing) {
            jdbc.sql("select count(*) from catalog.category where name = :thing")
                    .param("thing", thing)
                    .query(Integer.class)
                    .single();
        }
    }
}
