package dev.fairground.simulators;

import java.nio.file.Path;

/**
 * The whole outside world in this process, each part with its own folder under the state folder.
 */
public record Simulators(PaymentSimulator payments, HumanCheckSimulator humanCheck, MailSimulator mail)
        implements AutoCloseable {

    /** Where they listen; 0 is any free port. */
    public record Ports(int payments, int humanCheck, int smtp, int mail) {

        public static Ports usual() {
            return new Ports(8090, 8091, 8025, 8026);
        }

        public static Ports any() {
            return new Ports(0, 0, 0, 0);
        }
    }

    /** All or none: where one cannot start, those before it are closed again. */
    public static Simulators start(Ports ports, Path state) {
        return start(ports, state, PaymentSettings.development());
    }

    /** As {@link #start(Ports, Path)}, with another customer of the payment provider. */
    public static Simulators start(Ports ports, Path state, PaymentSettings settings) {
        return start(ports, state, settings, HumanCheckSimulator.DEVELOPMENT_SECRET, Receipts.Customer.nowhereYet());
    }

    /** As {@link #start(Ports, Path)}, with another customer of each. */
    public static Simulators start(
            Ports ports,
            Path state,
            PaymentSettings settings,
            String humanCheckSecret,
            Receipts.Customer mailCustomer) {
        var payments = PaymentSimulator.start(ports.payments(), state.resolve("payments"), settings);
        try {
            var humanCheck = HumanCheckSimulator.start(
                    ports.humanCheck(), state.resolve("human-check"), humanCheckSecret, settings.clock());
            try {
                var mail = MailSimulator.start(ports.smtp(), ports.mail(), state.resolve("mail"), mailCustomer);
                return new Simulators(payments, humanCheck, mail);
            } catch (RuntimeException e) {
                humanCheck.close();
                throw e;
            }
        } catch (RuntimeException e) {
            payments.close();
            throw e;
        }
    }

    /** Forgets everything in each of them. */
    public void reset() {
        payments.reset();
        humanCheck.reset();
        mail.reset();
    }

    @Override
    public void close() {
        payments.close();
        humanCheck.close();
        mail.close();
    }
}
