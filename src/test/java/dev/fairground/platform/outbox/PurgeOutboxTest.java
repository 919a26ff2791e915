package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Bystanders.Crowd;
import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
@Import(Bystanders.class)
class PurgeOutboxTest {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    Crowd crowd;

    @Autowired
    SettableClock clock;

    @Autowired
    Jobs jobs;

    @Test
    void the_finished_go_after_a_few_days_and_the_dead_stay() {
        jdbc.sql("delete from outbox.delivery").update();
        crowd.reactions.clear();
        crowd.reactions.put("clap", event -> {
            throw new PermanentFailure("no hands");
        });
        transaction.executeWithoutResult(status -> events.publishEvent(new Shouted(Chance.id(), "encore")));
        outbox.deliverDue();

        clock.advance(PurgeOutbox.RETENTION);
        assertThat(jobs.runNow("outbox-purge", "system")).isEqualTo(JobReport.NOTHING);
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(jobs.runNow("outbox-purge", "system")).isEqualTo(JobReport.ok(1));

        assertThat(jdbc.sql("select state from outbox.delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("dead");
    }
}
