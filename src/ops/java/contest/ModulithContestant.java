package contest;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Spring Modulith's event publication registry on JDBC, in a program that has nothing else. Its way is to hand each event to the executor after
 * the commit, from memory, while the row is the record for a restart; so what waits here waits in the executor, whose threads are held.
 */
public final class ModulithContestant implements Contestant {

    private final ApplicationContext application;
    private final TaskExecutor executor;
    private CountDownLatch gate = new CountDownLatch(0);

    private ModulithContestant(ApplicationContext application) {
        this.application = application;
        this.executor = application.getBean(TaskExecutor.class);
        stop();
    }

    public static void main(String[] arguments) throws Exception {
        var program = new SpringApplication(Program.class);
        program.setWebApplicationType(WebApplicationType.NONE);
        program.setDefaultProperties(Map.of(
                "spring.datasource.url",
                System.getenv("CONTEST_DATABASE"),
                "spring.datasource.hikari.maximum-pool-size",
                2 * Stage.THREADS,
                "spring.task.execution.pool.core-size",
                Stage.THREADS,
                "spring.modulith.events.completion-mode",
                "delete",
                "spring.modulith.events.jdbc.schema-initialization.enabled",
                true));
        var application = program.run(arguments);
        new Stage(
                        new ModulithContestant(application),
                        application.getBean(JdbcClient.class),
                        application.getBean(TransactionOperations.class),
                        application.getBean(Arrivals.class))
                .play();
        application.close();
    }

    @Override
    public String terms() {
        return "from memory by %d threads, completion-mode delete, pool of %d"
                .formatted(Stage.THREADS, 2 * Stage.THREADS);
    }

    @Override
    public String table() {
        return "event_publication";
    }

    /** What was done is deleted. */
    @Override
    public String unfinished() {
        return "true";
    }

    @Override
    public void publish(Kind kind, UUID event) {
        application.publishEvent(
                switch (kind) {
                    case INSERT -> new Sold(event);
                    case NOTHING -> new Seen(event);
                    case THREE -> new Told(event);
                    case NONE -> throw new IllegalArgumentException("Nothing follows from nothing");
                });
    }

    @Override
    public void start() {
        gate.countDown();
    }

    @Override
    public void stop() {
        var shut = new CountDownLatch(1);
        var held = new CountDownLatch(Stage.THREADS);
        for (int i = 0; i < Stage.THREADS; i++) executor.execute(() -> hold(held, shut));
        await(held);
        gate = shut;
    }

    private static void hold(CountDownLatch held, CountDownLatch until) {
        held.countDown();
        await(until);
    }

    private static void await(CountDownLatch what) {
        try {
            what.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    record Sold(UUID id) {}

    record Seen(UUID id) {}

    record Told(UUID id) {}

    /** The parts of Spring Boot that it needs. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TaskExecutionAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @Import({Registry.class, Arrivals.class, Listeners.class})
    static class Program {}

    /** By name, because some are not public; {@link NotByItself} keeps them from everybody else on this class path. */
    static final class Registry implements DeferredImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration",
                "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
                "org.springframework.modulith.events.config.EventPublicationAutoConfiguration"
            };
        }
    }

    /** As its documentation has them: the first is asynchronous and has a transaction of its own by its annotation. */
    static class Listeners {

        private final Arrivals arrivals;

        Listeners(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @ApplicationModuleListener
        void insert(Sold event) {
            arrivals.insert(event.id());
        }

        @Async
        @TransactionalEventListener
        void nothing(Seen event) {
            arrivals.nothing();
        }

        @Async
        @TransactionalEventListener
        void first(Told event) {
            arrivals.nothing();
        }

        @Async
        @TransactionalEventListener
        void second(Told event) {
            arrivals.nothing();
        }

        @Async
        @TransactionalEventListener
        void third(Told event) {
            arrivals.nothing();
        }
    }
}
