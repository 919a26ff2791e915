package dev.fairground.development;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a development run listens. Each port moves by an environment variable, so that two clones can run side by side. */
public record Ports(int app, int management, int database, int payments, int humanCheck, int smtp, int mail, int push) {

    /** The usual ports, those that a variable names moved; {@link CannotStart} where one is no port. */
    public static Ports of(Map<String, String> environment) {
        return new Ports(
                port(environment, "PORT", 8080),
                port(environment, "MANAGEMENT_PORT", 8081),
                port(environment, "DATABASE_PORT", 5433),
                port(environment, "PAYMENTS_PORT", 8090),
                port(environment, "HUMAN_CHECK_PORT", 8091),
                port(environment, "SMTP_PORT", 8025),
                port(environment, "MAIL_PORT", 8026),
                port(environment, "PUSH_PORT", 8093));
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        String text = environment.getOrDefault(variable, "");
        if (text.isBlank()) return usual;
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
            throw new CannotStart(
                    variable + " is \"" + text + "\", which is not a port: use a number from 1 to 65535.");
        }
        return Integer.parseInt(text);
    }

    /** Throws {@link CannotStart} for the first port that somebody else has. */
    public void mustBeFree(boolean withDatabase) {
        mustBeFree(app, "the application", "PORT");
        mustBeFree(management, "the application's management side", "MANAGEMENT_PORT");
        if (withDatabase) mustBeFree(database, "PostgreSQL", "DATABASE_PORT");
        mustBeFree(payments, "the payment simulator", "PAYMENTS_PORT");
        mustBeFree(humanCheck, "the human-check simulator", "HUMAN_CHECK_PORT");
        mustBeFree(smtp, "the mail simulator's SMTP", "SMTP_PORT");
        mustBeFree(mail, "the mail simulator's inbox", "MAIL_PORT");
        mustBeFree(push, "the push simulator", "PUSH_PORT");
    }

    private static void mustBeFree(int port, String user, String variable) {
        // Asked for both: macOS lets one process have all addresses of a port and another the loopback address.
        if (!isFree(null, port) || !isFree(InetAddress.getLoopbackAddress(), port)) {
            throw new CannotStart("Port " + port + " is taken, and " + user
                    + " needs it: stop what listens there, or set " + variable + " to a free port.");
        }
    }

    private static boolean isFree(@Nullable InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port whose last connections are still fading is free
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
