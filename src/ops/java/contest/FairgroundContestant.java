package contest;

import dev.fairground.FairgroundApplication;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The whole application as in production, with everything on, and five listeners more. */
public final class FairgroundContestant implements Contestant {

    private final ApplicationContext application;
    private final SmartLifecycle worker;

    private FairgroundContestant(ApplicationContext application) {
        this.application = application;
        this.worker = application.getBean("dispatcher", SmartLifecycle.class);
    }

    public static void main(String[] arguments) throws Exception {
        var application =
                new SpringApplication(FairgroundApplication.class, Arrivals.class, Listeners.class).run(arguments);
        new Stage(
                        new FairgroundContestant(application),
                        application.getBean(JdbcClient.class),
                        application.getBean(TransactionOperations.class),
                        application.getBean(Arrivals.class))
                .play();
        application.close();
    }

    @Override
    public String terms() {
        return "the whole application as in production, its worker as it is: 4 transactional deliveries at once, or 32 to one"
                + " receiver; a pool for requests and one for work";
    }

    @Override
    public String table() {
        return "outbox.delivery";
    }

    @Override
    public String unfinished() {
        return "state <> 'done'";
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
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop();
    }

    record Sold(UUID id) {}

    record Seen(UUID id) {}

    record Told(UUID id) {}

    /** Each says only that it was called. */
    static final class Listeners {

        private final Arrivals arrivals;

        Listeners(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @OutboxListener(id = "contest.insert")
        void insert(Sold event) {
            arrivals.insert(event.id());
        }

        @OutboxListener(id = "contest.nothing", effect = Effect.OUTSIDE)
        void nothing(Seen event) {
            arrivals.nothing();
        }

        @OutboxListener(id = "contest.first", effect = Effect.OUTSIDE)
        void first(Told event) {
            arrivals.nothing();
        }

        @OutboxListener(id = "contest.second", effect = Effect.OUTSIDE)
        void second(Told event) {
            arrivals.nothing();
        }

        @OutboxListener(id = "contest.third", effect = Effect.OUTSIDE)
        void third(Told event) {
            arrivals.nothing();
        }
    }
}
