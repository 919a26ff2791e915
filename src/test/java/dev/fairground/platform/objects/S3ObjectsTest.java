package dev.fairground.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.http.Dependencies;
import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.simulators.S3Account;
import dev.fairground.simulators.S3Simulator;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.client.RestClient;

class S3ObjectsTest implements ObjectStoreContract {

    private static final S3Account ACCOUNT = S3Account.development();

    @TempDir
    Path state = Path.of("");

    private final SettableClock clock = new SettableClock();
    private S3Simulator simulator;

    @BeforeEach
    void open() {
        simulator = S3Simulator.start(0, state, ACCOUNT, clock);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Override
    public ObjectStore objects() {
        return store(ACCOUNT, clock);
    }

    @Test
    void when_an_object_came_is_told_by_the_store() throws IOException {
        objects().put(KEY, ObjectStoreContract.bytes(1));

        assertThat(objects().list("listings/", "", 10))
                .containsExactly(new ObjectStore.Listed(KEY, SettableClock.START));
    }

    @Test
    void what_was_stored_outlives_the_store() throws IOException {
        objects().put(KEY, ObjectStoreContract.bytes(1));
        simulator.close();

        open();
        assertThat(objects().list("listings/", "", 10)).hasSize(1);
    }

    @Test
    void who_is_not_known_or_does_not_sign_right_gets_and_changes_nothing() throws IOException {
        objects().put(KEY, ObjectStoreContract.bytes(1));
        var tooLate = new SettableClock();
        tooLate.advance(Duration.ofMinutes(16));

        for (var stranger : new ObjectStore[] {
            store(new S3Account(ACCOUNT.bucket(), ACCOUNT.region(), ACCOUNT.key(), "another secret"), clock),
            store(new S3Account(ACCOUNT.bucket(), ACCOUNT.region(), "another", ACCOUNT.secret()), clock),
            store(new S3Account(ACCOUNT.bucket(), "another", ACCOUNT.key(), ACCOUNT.secret()), clock),
            store(ACCOUNT, tooLate)
        }) {
            assertUnavailable(() -> stranger.open(KEY));
            assertUnavailable(() -> stranger.put(KEY, ObjectStoreContract.bytes(2)));
            assertUnavailable(() -> stranger.delete(KEY));
            assertUnavailable(() -> stranger.list("listings/", "", 10));
        }
        try (var found = objects().open(KEY).orElseThrow()) {
            assertThat(found.bytes().readAllBytes()).containsExactly(1);
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_a_failure_and_no_empty_one() {
        var elsewhere = store(new S3Account("nowhere", ACCOUNT.region(), ACCOUNT.key(), ACCOUNT.secret()), clock);

        assertUnavailable(() -> elsewhere.put(KEY, ObjectStoreContract.bytes(1)));
        assertUnavailable(() -> elsewhere.list("listings/", "", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errorNext\": 4}", "{\"hang\": true}"})
    void a_store_that_fails_or_keeps_silent_is_given_up_soon(String dial) {
        simulator.dial(dial);
        var store = store(ACCOUNT, clock, Duration.ofMillis(500));

        assertUnavailable(() -> store.put(KEY, ObjectStoreContract.bytes(1)));
        assertUnavailable(() -> store.open(KEY));
        assertUnavailable(() -> store.list("listings/", "", 10));
        assertUnavailable(() -> store.delete(KEY));
    }

    @Test
    @Proves("res-canary-calls")
    void a_store_that_says_yes_and_keeps_nothing_fails_the_rehearsal() throws IOException {
        var rehearsal = new RehearseStorage(objects());
        rehearsal.rehearse();
        assertThat(objects().list("rehearsal/", "", 10)).isEmpty();

        simulator.dial("{\"forgetful\": true}");
        assertThatThrownBy(rehearsal::rehearse).isInstanceOf(IllegalStateException.class);
    }

    private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ObjectsRefused.class);
    }

    private ObjectStore store(S3Account account, Clock now) {
        return store(account, now, Duration.ofSeconds(20));
    }

    /** As the application makes it of its settings. */
    private ObjectStore store(S3Account account, Clock now, Duration patience) {
        try (var application = new AnnotationConfigApplicationContext()) {
            application.registerBean(RestClient.Builder.class, () -> RestClient.builder());
            application.registerBean(Clock.class, () -> now);
            application.registerBean(ObjectsSettings.class, () -> new ObjectsSettings(state));
            application.registerBean(
                    S3Settings.class,
                    () -> new S3Settings(
                            simulator.uri(),
                            account.bucket(),
                            account.region(),
                            account.key(),
                            account.secret(),
                            Duration.ofSeconds(2),
                            patience));
            application.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
            application.register(Dependencies.class, OutboundHttp.class, ObjectsSetup.class);
            application.refresh();
            return application.getBean(ObjectStore.class);
        }
    }
}
