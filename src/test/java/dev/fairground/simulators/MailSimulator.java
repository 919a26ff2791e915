package dev.fairground.simulators;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * What it took it tells of by signed webhooks, as mail services do, once the dial {@code webhookUrl} says where; lists as above say to whom
 * mail {@code bounces} for good, {@code softBounces}, and who {@code complains} of it or {@code opens} it. All others just get it.
 */
public final class MailSimulator implements AutoCloseable {

    private static final int LARGEST_MESSAGE_BYTES = 10 << 20;

    private final Dials dials;
    private final Receipts receipts;
    private final MailStore store;
    private final SimulatorServer web;
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private final SMTPServer smtp;

    static {
        // It tells of every start and stop; a simulator says one line.
        if (LoggerFactory.getLogger("org.subethamail") instanceof Logger library) library.setLevel(Level.WARN);
    }

    private MailSimulator(SimulatorServer web, int smtpPort, Path state, Receipts.Customer customer) {
        this.web = web;
        this.dials = new Dials(Receipts.dials(
                customer,
                Map.of(
                        "refuseRecipients", "",
                        "temporaryFailures", 0L,
                        "bounces", "",
                        "softBounces", "",
                        "complains", "",
                        "opens", "")));
        this.receipts = new Receipts(state, customer, dials);
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
        return start(smtpPort, webPort, state, Receipts.Customer.nowhereYet());
    }

    /** As {@link #start(int, int, Path)}, and tells this customer what becomes of each mail. */
    public static MailSimulator start(int smtpPort, int webPort, Path state, Receipts.Customer customer) {
        var web = SimulatorServer.open("mail simulator's inbox", webPort);
        var simulator = web.orClose(() -> new MailSimulator(web, smtpPort, state, customer));
        new MailApi(simulator.store).serveOn(simulator.web);
        new MailPages(simulator.store).serveOn(simulator.web);
        simulator.control();
        simulator.receipts.start();
        simulator.listen(smtpPort);
        simulator.web.start();
        return simulator;
    }

    /** Runs until killed; web port and state folder as for the others, SMTP on SMTP_PORT. */
    public static void main(String... args) {
        var launch = Launch.of(args, 8026, "mail");
        int smtpPort = Integer.parseInt(Launch.environment("SMTP_PORT", "8025"));
        launch.run(
                () -> start(smtpPort, launch.port(), launch.state(), Receipts.Customer.ofEnvironment("MAIL")),
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

    /** Returns when each receipt so far was sent once. */
    public void settle() {
        receipts.settle();
    }

    /** Forgets all mail, receipts and dials. */
    public void reset() {
        dials.reset();
        receipts.forget();
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
            receipts.close();
            throw new IllegalStateException("Port " + port + " is taken, and the mail simulator needs it for SMTP", e);
        }
    }

    private void tell(String message, String recipient) {
        if (Receipts.lists(dials, "bounces", recipient)) {
            receipts.tell("mail.bounced", message, recipient, "550 5.1.1 No such mailbox");
        } else if (Receipts.lists(dials, "softBounces", recipient)) {
            receipts.tell("mail.soft-bounced", message, recipient, "452 4.2.2 The mailbox is full");
        } else {
            receipts.tell("mail.delivered", message, recipient, "");
            if (Receipts.lists(dials, "opens", recipient)) receipts.tell("mail.opened", message, recipient, "");
            if (Receipts.lists(dials, "complains", recipient)) {
                receipts.tell("mail.complained", message, recipient, "Reported as unwanted");
            }
        }
    }

    /** One message on its way in. */
    private final class Reception implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();

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
            if (Receipts.lists(dials, "refuseRecipients", recipient)) {
                throw new RejectException(550, "5.1.1 No such mailbox");
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream message) throws IOException {
            var mail = store.receive(message.readAllBytes());
            recipients.forEach(recipient -> tell(mail.header("Message-ID"), recipient));
            return "Kept as " + mail.id();
        }

        @Override
        public void done() {}
    }

    @Override
    public void close() {
        smtp.stop();
        sessions.shutdownNow();
        web.close();
        receipts.close();
    }
}
