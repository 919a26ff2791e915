package dev.fairground.simulators;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server that keeps what it receives: SMTP on one port; on the other a subset of Mailpit's API and an inbox for
 * people. Any user and password is accepted.
 *
 * <p>Its dials apply to SMTP: latency and hang when a message begins, {@code refuseRecipients} (addresses or
 * {@code @domains}, comma separated, that bounce with 550), {@code temporaryFailures} (the next n recipients get 451).
 */
public final class MailSimulator implements AutoCloseable {

    private static final int LARGEST_MESSAGE_BYTES = 10 << 20;

    private final Dials dials = new Dials(Map.of("refuseRecipients", "", "temporaryFailures", 0L));
    private final MailStore store;
    private final SimulatorServer web;
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private final SMTPServer smtp;

    static {
        // It tells of every start and stop; a simulator says one line.
        if (LoggerFactory.getLogger("org.subethamail") instanceof Logger library) library.setLevel(Level.WARN);
    }

    private MailSimulator(SimulatorServer web, int smtpPort, Path state) {
        this.web = web;
        this.store = MailStore.open(state);
        try {
            this.smtp = SMTPServer.port(smtpPort)
                    .bindAddress(SimulatorServer.address())
                    .hostName("localhost")
                    .softwareName("mail simulator")
                    .maxMessageSize(LARGEST_MESSAGE_BYTES)
                    .executorService(sessions)
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((_, _, _) -> {}))
                    .messageHandlerFactory(_ -> new Reception())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On any free ports where they are 0; goes on with the mail in {@code state}. */
    public static MailSimulator start(int smtpPort, int webPort, Path state) {
        var web = SimulatorServer.open("mail simulator's inbox", webPort);
        var simulator = web.orClose(() -> new MailSimulator(web, smtpPort, state));
        new MailApi(simulator.store).serveOn(simulator.web);
        new MailPages(simulator.store).serveOn(simulator.web);
        simulator.control();
        simulator.listen(smtpPort);
        simulator.web.start();
        return simulator;
    }

    /** Runs until killed; web port and state folder as for the others, SMTP on SMTP_PORT. */
    public static void main(String... args) {
        var launch = Launch.of(args, 8026, "mail");
        int smtpPort = Integer.parseInt(Launch.environment("SMTP_PORT", "8025"));
        launch.run(
                () -> start(smtpPort, launch.port(), launch.state()),
                simulator -> "Mail simulator ready at " + simulator.uri() + ", SMTP on port " + simulator.smtpPort());
    }

    /** Of the inbox and the API. */
    public URI uri() {
        return web.uri();
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    /** Sets dials as {@code PUT /simulator/dials} does, for tests in the same process. */
    public void dial(String json) {
        dials.turn(Json.parse(json));
    }

    /** Forgets all mail and dials. */
    public void reset() {
        dials.reset();
        store.clear();
    }

    private void control() {
        dials.serveOn(web);
        web.on("POST", "/simulator/reset", _ -> {
            reset();
            return Answer.json(Json.object().put("reset", true));
        });
    }

    private void listen(int port) {
        try {
            smtp.start();
        } catch (RuntimeException e) {
            web.close();
            throw new IllegalStateException("Port " + port + " is taken, and the mail simulator needs it for SMTP", e);
        }
    }

    /** One message on its way in. */
    private final class Reception implements MessageHandler {

        @Override
        public void from(String sender) throws RejectException {
            try {
                dials.hold();
            } catch (InterruptedException closing) {
                throw new RejectException(421, "Closing");
            }
            if (dials.failsNow()) throw new RejectException(451, "Local error in processing");
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (dials.takeOne("temporaryFailures")) throw new RejectException(451, "Try again later");
            var address = recipient.toLowerCase(Locale.ROOT);
            for (var refused : List.of(
                    dials.text("refuseRecipients").toLowerCase(Locale.ROOT).split("[,\\s]+"))) {
                boolean same = refused.startsWith("@") ? address.endsWith(refused) : address.equals(refused);
                if (same) throw new RejectException(550, "5.1.1 No such mailbox");
            }
        }

        @Override
        public String data(InputStream message) throws IOException {
            return "Kept as " + store.receive(message.readAllBytes()).id();
        }

        @Override
        public void done() {}
    }

    @Override
    public void close() {
        smtp.stop();
        sessions.shutdownNow();
        web.close();
    }
}
