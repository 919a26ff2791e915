package dev.fairground.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.PermanentFailure;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A mail server that takes nothing more is met by our own letter before a member's. */
@FairgroundTest
@Proves("res-canary-calls")
class RehearseMailTest {

    @Autowired
    Jobs jobs;

    @Test
    void a_letter_to_ourselves_is_taken() {
        int before = Outside.mailTo(TestEnvironment.REHEARSAL_ADDRESS).size();

        assertThat(jobs.runNow(RehearseMail.NAME, "system")).isEqualTo(new JobReport(1, 0));

        assertThat(Outside.mailTo(TestEnvironment.REHEARSAL_ADDRESS)).hasSize(before + 1);
    }

    @Test
    void a_server_that_refuses_us_fails_it() {
        Outside.MAIL.dial("{\"refuseRecipients\": \"%s\"}".formatted(TestEnvironment.REHEARSAL_ADDRESS));
        try {
            assertThatThrownBy(() -> jobs.runNow(RehearseMail.NAME, "system")).isInstanceOf(PermanentFailure.class);
        } finally {
            Outside.MAIL.dial("{\"refuseRecipients\": \"\"}");
        }
    }
}
