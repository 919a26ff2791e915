package dev.fairground;

import dev.fairground.development.CannotStart;
import dev.fairground.development.CloneSecrets;
import dev.fairground.development.DataFolder;
import dev.fairground.development.DatabaseRoles;
import dev.fairground.development.LocalPostgres;
import dev.fairground.development.Ports;
import dev.fairground.development.Running;
import dev.fairground.development.StartCard;
import dev.fairground.platform.instance.InvalidSettings;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.seed.Seed;
import dev.fairground.simulators.PaymentSettings;
import dev.fairground.simulators.PushSimulator;
import dev.fairground.simulators.Receipts;
import dev.fairground.simulators.Simulators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/**
 * What {@code ./mvnw} runs: the application as in production, and around it the outside that production has elsewhere. The application
 * is told of it by the environment variables of production alone, each of which a real one overrides.
 */
public final class DevelopmentApplication {

    private final Instant began = Instant.now();
    private final Running running = new Running();
    private final Ports ports = Ports.of(System.getenv());
    private final Optional<String> foreignDatabase =
            Optional.ofNullable(System.getenv("DATABASE_URL")).filter(url -> !url.isBlank());

    private DevelopmentApplication() {}

    public static void main(String[] arguments) {
        try {
            new DevelopmentApplication().start(arguments);
        } catch (CannotStart refused) {
            leave(refused);
        }
    }

    /** What such an application is told of the outside, for one that is started beside it. */
    public static Map<String, Object> told(CloneSecrets secrets, String database) {
        return new DevelopmentApplication().variables(secrets, database);
    }

    private void start(String[] arguments) {
        var folder = running.and(DataFolder.take(Path.of(".data")));
        var secrets = CloneSecrets.in(folder.path());
        var postgres = new LocalPostgres(folder);
        if (foreignDatabase.isEmpty()) {
            postgres.tidy();
        }
        ports.mustBeFree(foreignDatabase.isEmpty());
        var database = foreignDatabase.orElseGet(() -> running.and(postgres).start(ports.database()));
        startSimulators(folder, secrets);
        run(application(variables(secrets, database), secrets), arguments);
        System.out.print(
                StartCard.of(ports, secrets, foreignDatabase.isPresent() ? "yours, from DATABASE_URL" : database));
        System.out.printf(
                "%n  Ready in %d s.%n%n", Duration.between(began, Instant.now()).toSeconds());
    }

    /** Spring Boot has said why by the time that it throws; without an exit the simulators would go on alone. */
    private static void run(SpringApplication application, String[] arguments) {
        try {
            application.run(arguments);
        } catch (RuntimeException reported) {
            System.exit(1);
        }
    }

    private void startSimulators(DataFolder folder, CloneSecrets secrets) {
        var where = new Simulators.Ports(ports.payments(), ports.humanCheck(), ports.smtp(), ports.mail());
        var customer = new PaymentSettings(
                secrets.get("PAYMENTS_API_KEY"),
                Optional.of(URI.create("http://localhost:" + ports.app() + "/webhooks/payments")),
                List.of(secrets.get("PAYMENTS_WEBHOOK_SECRETS")),
                Clock.systemUTC());
        running.and(Simulators.start(
                where,
                folder.simulators(),
                customer,
                secrets.get("HUMAN_CHECK_SECRET"),
                hearsOf("mail", secrets.get("MAIL_WEBHOOK_SECRETS"))));
        running.and(PushSimulator.start(
                ports.push(),
                folder.simulators().resolve("push"),
                secrets.get("PUSH_API_KEY"),
                hearsOf("push", secrets.get("PUSH_WEBHOOK_SECRETS"))));
    }

    private Receipts.Customer hearsOf(String messages, String secret) {
        var webhook = URI.create("http://localhost:" + ports.app() + "/webhooks/" + messages);
        return new Receipts.Customer(Optional.of(webhook), List.of(secret), Clock.systemUTC());
    }

    private Map<String, Object> variables(CloneSecrets secrets, String database) {
        var variables = new HashMap<String, Object>(Map.of(
                "FAIRGROUND_ENVIRONMENT",
                "development",
                "DATABASE_URL",
                database,
                "FAIRGROUND_BASE_URL",
                "http://localhost:" + ports.app(),
                // The visitors of ops/traffic come from this machine, and each says an address of its own.
                "FAIRGROUND_TRUSTED_PROXIES",
                "127.0.0.1,::1",
                "PAYMENTS_URL",
                "http://localhost:" + ports.payments(),
                "PAYMENTS_REHEARSAL_METHOD",
                "pm_card_visa",
                "HUMAN_CHECK_URL",
                "http://localhost:" + ports.humanCheck(),
                "HUMAN_CHECK_SITE_KEY",
                "development-only-site-key",
                "MAIL_URL",
                "smtp://localhost:" + ports.smtp(),
                "MAIL_FROM",
                "Fairground <no-reply@fairground.test>"));
        variables.put("MAIL_REHEARSAL_ADDRESS", "rehearsal@fairground.test");
        variables.put("PUSH_URL", "http://localhost:" + ports.push() + "/v1/projects/fairground");
        if (foreignDatabase.isEmpty()) {
            variables.put("DATABASE_URL", DatabaseRoles.as("web", database));
            variables.put("DATABASE_WORKER_URL", DatabaseRoles.as("worker", database));
            variables.put("DATABASE_MIGRATOR_URL", database);
        }
        // A shop's developer tries a receiver out on the same machine.
        variables.put("OUTBOUND_TO_LOOPBACK", "true");
        // It is on this class path for the test that holds the committed documents to the application.
        variables.put("springdoc.api-docs.enabled", "false");
        for (var secret : List.of(
                "FAIRGROUND_SECRET",
                "PAYMENTS_API_KEY",
                "PAYMENTS_WEBHOOK_SECRETS",
                "HUMAN_CHECK_SECRET",
                "MAIL_WEBHOOK_SECRETS",
                "PUSH_API_KEY",
                "PUSH_WEBHOOK_SECRETS")) {
            variables.put(secret, secrets.get(secret));
        }
        return variables;
    }

    private SpringApplication application(Map<String, Object> variables, CloneSecrets secrets) {
        var application = new SpringApplication(FairgroundApplication.class);
        application.setDefaultProperties(variables);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false); // Running stops it, before what it stands on
        application.addInitializers(running::and);
        // Before the application calls itself ready, so that whoever waits for that finds the market full.
        application.addListeners((ApplicationListener<ApplicationStartedEvent>) started -> {
            var beans = started.getApplicationContext();
            Seed.ifEmpty(beans.getBean(DataSource.class), beans.getBean(ObjectStore.class), secrets);
        });
        application.addListeners((ApplicationListener<ApplicationFailedEvent>)
                failed -> refusal(failed.getException()).ifPresent(DevelopmentApplication::leave));
        return application;
    }

    private static Optional<InvalidSettings> refusal(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettings refusal) return Optional.of(refusal);
        }
        return Optional.empty();
    }

    /** A sentence says it; a stack trace would hide it. What runs already is stopped on the way out. */
    private static void leave(RuntimeException refused) {
        System.err.println(refused.getMessage());
        System.exit(1);
    }
}
