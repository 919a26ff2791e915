package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorsTest {

    @TempDir
    Path state;

    @Test
    void the_whole_outside_world_starts_and_is_forgotten() throws Exception {
        try (var world = Simulators.start(Simulators.Ports.any(), state)) {
            for (var address : List.of(
                    world.payments().uri(),
                    world.humanCheck().uri(),
                    world.mail().uri())) {
                assertThat(new Calls(address).get("/livez").text()).isEqualTo("ok");
            }
            pay(world.payments().uri());
            world.reset();
            assertThat(charges(world.payments().uri())).isZero();
        }
    }

    @Test
    void a_taken_port_is_named_and_nothing_stays_open() throws Exception {
        try (var world = Simulators.start(Simulators.Ports.any(), state)) {
            int taken = world.mail().uri().getPort();
            var ports = new Simulators.Ports(0, 0, 0, taken);

            assertThatThrownBy(() -> Simulators.start(ports, state.resolve("other")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Port " + taken);
            try (var other = Simulators.start(Simulators.Ports.any(), state.resolve("other"))) {
                assertThat(other.mail().uri().getPort()).isNotEqualTo(taken);
            }
        }
    }

    @Test
    void two_simulators_never_share_a_state() {
        try (var first = PaymentSimulator.start(0, state)) {
            assertThatThrownBy(() -> PaymentSimulator.start(0, state))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another simulator is using");
            assertThat(first.uri().getPort()).isPositive();
        }
    }

    @Test
    void a_charge_outlives_the_kill_of_the_providers_process() throws Exception {
        var first = process();
        try (var lines = first.inputReader()) {
            pay(address(lines));
        } finally {
            first.destroyForcibly().waitFor();
        }

        var second = process();
        try (var lines = second.inputReader()) {
            assertThat(charges(address(lines))).isEqualTo(1);
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_process_that_cannot_start_says_why_in_one_line() throws Exception {
        try (var running = PaymentSimulator.start(0, state)) {
            var unable = process();
            try (var errors = unable.errorReader()) {
                assertThat(errors.lines()).singleElement().asString().startsWith("Another simulator is using");
            }
            assertThat(unable.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(unable.exitValue()).isEqualTo(1);
            assertThat(running.uri()).isNotNull();
        }
    }

    private Process process() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PaymentSimulator.class.getName(),
                        "0",
                        state.toString())
                .start();
    }

    private static URI address(BufferedReader lines) throws IOException {
        var ready = Objects.requireNonNull(lines.readLine(), "it never got ready");
        return URI.create(ready.replaceFirst(".*ready at (\\S+),.*", "$1"));
    }

    private static void pay(URI provider) throws Exception {
        var calls = new Calls(provider, "Authorization", "Bearer development-only-payments-key");
        var paid = calls.form(
                "/v1/payment_intents",
                "amount",
                "2500",
                "currency",
                "eur",
                "payment_method",
                "pm_card_visa",
                "confirm",
                "true");
        assertThat(paid.status()).isEqualTo(200);
    }

    private static int charges(URI provider) throws Exception {
        return new Calls(provider)
                .get("/simulator/journal")
                .json()
                .path("succeeded")
                .asInt();
    }
}
