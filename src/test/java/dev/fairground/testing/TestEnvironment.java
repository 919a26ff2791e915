package dev.fairground.testing;

import dev.fairground.simulators.HumanCheckSimulator;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The one place where the settings of tests come from: the developer's environment variables are taken away first. */
public final class TestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Who gets the letters that only try whether mail goes out. */
    public static final String REHEARSAL_ADDRESS = "rehearsal@fairground.test";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        StartWarnings.forbid(context);
        Touched.forget(context);
        context.getBeanFactory().addBeanPostProcessor(new OnlyOurDatabases());
        var sources = context.getEnvironment().getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.stream()
                .map(PropertySource::getName)
                .filter(name -> name.startsWith("database address "))
                .toList()
                .forEach(sources::remove);
        sources.addFirst(new MapPropertySource("tests", settings()));
        if (context.getEnvironment().getProperty("testing.roles-of-production", Boolean.class, false)) {
            sources.addFirst(new MapPropertySource("roles", roles(context.getEnvironment())));
        }
        if (context.getEnvironment().getProperty("testing.follower", Boolean.class, false)) {
            sources.addFirst(new MapPropertySource("follower", follower()));
        }
        sources.addFirst(new MapPropertySource("wide limits", wideLimits(context.getEnvironment())));
    }

    /** Whatever led a context to a database, such as a setting of a test's own. */
    private static final class OnlyOurDatabases implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof DataSource database) TestDatabase.mustBeOurs(database);
            return bean;
        }
    }

    private static Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put("spring.datasource.url", TestDatabase.copy());
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.flyway.enabled", "false"); // the copy is migrated already
        settings.put("fairground.environment", "test");
        settings.put("fairground.secret", "development-only-secret-of-the-tests");
        settings.put("fairground.base-url", "http://localhost:8080");
        settings.put("fairground.roles", "web"); // deliveries and jobs are run by hand
        settings.put("fairground.identity.human-check.url", Outside.HUMAN_CHECK.uri());
        settings.put("fairground.identity.human-check.public-url", Outside.humanCheckForBrowsers());
        settings.put("fairground.identity.human-check.site-key", "site-key-of-tests");
        settings.put("fairground.identity.human-check.secret", HumanCheckSimulator.DEVELOPMENT_SECRET);
        settings.put("fairground.identity.human-check.connect-timeout", "15s"); // a busy machine is no outage
        settings.put("fairground.identity.human-check.read-timeout", "15s");
        settings.put("fairground.payments.url", SimulatedProvider.url());
        settings.put("fairground.payments.api-key", SimulatedProvider.KEY);
        settings.put("fairground.payments.rehearsal-method", "pm_card_visa");
        settings.put("fairground.payments.webhook-secrets", String.join(",", SimulatedProvider.WEBHOOK_SECRETS));
        settings.put("fairground.notifications.mail-url", "smtp://localhost:" + Outside.MAIL.smtpPort());
        settings.put("fairground.notifications.mail-from", "Fairground <no-reply@fairground.test>");
        settings.put("fairground.notifications.rehearsal-address", REHEARSAL_ADDRESS);
        settings.put("fairground.notifications.mail-webhook-secrets", String.join(",", Outside.RECEIPT_SECRETS));
        settings.put("fairground.notifications.push-webhook-secrets", String.join(",", Outside.RECEIPT_SECRETS));
        settings.put("fairground.push.url", Outside.PUSH.uri());
        settings.put("fairground.push.api-key", Outside.PUSH_KEY);
        settings.put("fairground.outbound-to-loopback", "true"); // where receivers of tests are
        settings.put("fairground.objects.directory", "target/objects");
        settings.put("management.server.port", "0");
        return settings;
    }

    private static Map<String, Object> roles(ConfigurableEnvironment environment) {
        String owner = environment.getRequiredProperty("spring.datasource.url");
        return Map.of(
                "spring.datasource.url",
                TestDatabase.as("fairground_web", owner),
                "spring.datasource.username",
                "fairground_web",
                "fairground.database.worker.url",
                TestDatabase.as("fairground_worker", owner));
    }

    private static Map<String, Object> follower() {
        return Map.of(
                "spring.datasource.url", TestFollower.primary(),
                "fairground.database.follower.url", TestFollower.follower());
    }

    /** No test meets a limit it did not ask for; those about limits bring policies of their own, named test-something. */
    private static Map<String, Object> wideLimits(ConfigurableEnvironment environment) {
        var wide = new HashMap<String, Object>();
        Binder.get(environment)
                .bind("fairground.rate-limits", Bindable.mapOf(String.class, Object.class))
                .get()
                .keySet()
                .stream()
                .filter(policy -> !policy.startsWith("test-"))
                .forEach(policy -> wide.put("fairground.rate-limits." + policy + ".limit", 1_000_000));
        return wide;
    }
}
