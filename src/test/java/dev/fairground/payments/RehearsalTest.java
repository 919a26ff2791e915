package dev.fairground.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.ProviderContract;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A change at the provider is met by our own small call before a payer meets it. */
@FairgroundTest
@Proves("res-canary-calls")
@ExtendWith(OutputCaptureExtension.class)
class RehearsalTest {

    @LocalServerPort
    int port;

    @Autowired
    Jobs jobs;

    private final Till till;

    @Autowired
    RehearsalTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @Test
    void it_asks_for_money_and_takes_none() {
        assertThat(jobs.runNow(RehearsePayment.NAME, "system")).isEqualTo(new JobReport(1, 0));

        assertThat(Till.heldByProvider()).isZero();
        assertThat(SimulatedProvider.api()
                        .get("/v1/payment_intents")
                        .json()
                        .path("data")
                        .findValuesAsString("status"))
                .containsExactly("canceled");
    }

    @Test
    void what_the_provider_tells_of_it_waits_for_no_payment() {
        jobs.runNow(RehearsePayment.NAME, "system");
        SimulatedProvider.tell(port, false);

        assertThat(till.deliver().failed()).isZero();
        assertThat(till.inbox())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event).endsWith("IGNORED"));
    }

    /** The twin of a customer's payment: what that reads only at its end is asked for at the beginning. */
    @Test
    void a_field_that_is_called_otherwise_fails_it_while_payers_have_not_got_that_far() {
        for (var field : RehearsePayment.READ.keySet()) {
            SimulatedProvider.dial("{\"changedField\": \"" + field + "\"}");
            assertThatThrownBy(() -> jobs.runNow(RehearsePayment.NAME, "system"))
                    .as(field)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(field);
        }
        SimulatedProvider.dial("{\"changedField\": \"\"}");
        assertThat(jobs.runNow(RehearsePayment.NAME, "system").ok()).isEqualTo(1);
        assertThat(Till.heldByProvider()).isZero();
    }

    @Test
    void a_field_that_is_new_is_only_noted(CapturedOutput output) {
        jobs.runNow(RehearsePayment.NAME, "system");
        SimulatedProvider.dial("{\"addedField\": \"mood\"}");

        assertThat(jobs.runNow(RehearsePayment.NAME, "system")).isEqualTo(new JobReport(1, 0));
        assertThat(output).contains("more than before: [mood]");
    }

    @Test
    void it_looks_at_all_that_the_agreement_says_of_a_payment_that_goes_well() {
        Set<String> agreed = ProviderContract.of("payments").calls().stream()
                .flatMap(call -> call.exchanges().stream())
                .filter(exchange -> exchange.status() == 200 && exchange.path().startsWith("/v1/payment_intents"))
                .flatMap(exchange -> exchange.answer().propertyNames().stream())
                .filter(name -> !name.equals("last_payment_error"))
                .collect(Collectors.toSet());

        assertThat(RehearsePayment.READ.keySet()).isEqualTo(agreed);
    }
}
