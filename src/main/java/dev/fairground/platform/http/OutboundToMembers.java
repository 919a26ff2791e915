package dev.fairground.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calls addresses that members chose, who might choose one of ours. A name is looked up once, every address that it has must be open to
 * everybody, and the connection goes to one of exactly those: a name that means something else at the second question is never asked
 * twice. No redirect is followed, and the whole call ends within ten seconds whatever the other side does. Not to be called in a transaction.
 */
public final class OutboundToMembers {

    private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);
    private static final Pattern THIS_MACHINE = Pattern.compile("127\\.0\\.0\\.1|\\[::1]|(?:.+\\.)?localhost");

    private final Reach reach;
    private final SSLSocketFactory tls;
    private final Clock clock;
    private final MeterRegistry meters;

    OutboundToMembers(Reach reach, SSLSocketFactory tls, Clock clock, MeterRegistry meters) {
        this.reach = reach;
        this.tls = tls;
        this.clock = clock;
        this.meters = meters;
    }

    /** Whether an address can be called at all, as far as can be told without looking it up: https, and the usual port or 8443. */
    public boolean takes(URI address) {
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) return false;
        if (reach.loopback() && isHttp(address) && THIS_MACHINE.matcher(host).matches()) return true;
        return "https".equals(address.getScheme()) && PORTS.contains(address.getPort()) && !isClosedLiteral(host);
    }

    /** Sends {@code body} once. Throws {@link IllegalStateException} inside a transaction, as {@link Outbound} does. */
    public Reply post(URI address, Map<String, String> headers, byte[] body) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Nobody outside is called inside a transaction");
        }
        var sample = io.micrometer.core.instrument.Timer.start(meters);
        var reply = tried(address, headers, body);
        sample.stop(meters.timer("fairground.outbound.members", "outcome", outcome(reply)));
        return reply;
    }

    private Reply tried(URI address, Map<String, String> headers, byte[] body) {
        if (!takes(address)) return new Unanswered(Trouble.FORBIDDEN_ADDRESS);
        try {
            var found = List.of(reach.names().of(address.getHost()));
            if (!found.stream().allMatch(reach.allowed())) return new Unanswered(Trouble.FORBIDDEN_ADDRESS);
            return new PinnedCall(address, found, tls, clock, reach.limit()).post(headers, body);
        } catch (UnknownHostException unknown) {
            return new Unanswered(Trouble.UNKNOWN_HOST);
        } catch (SocketTimeoutException late) {
            return new Unanswered(Trouble.TOO_SLOW);
        } catch (ConnectException | NoRouteToHostException closed) {
            return new Unanswered(Trouble.NO_CONNECTION);
        } catch (SSLHandshakeException distrusted) {
            return new Unanswered(Trouble.NO_TRUST);
        } catch (IOException broken) {
            return new Unanswered(Trouble.BROKEN);
        }
    }

    private static boolean isHttp(URI address) {
        return "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    }

    /** Early, so that a person hears of it while typing; what counts is asked again before each call. */
    private boolean isClosedLiteral(String host) {
        if (!host.matches("[0-9.]+|\\[.*]")) return false;
        try {
            return !reach.allowed().test(InetAddress.getByName(host));
        } catch (UnknownHostException notALiteral) {
            return true;
        }
    }

    private static String outcome(Reply reply) {
        return switch (reply) {
            case Answered answered -> answered.status() / 100 + "xx";
            case Unanswered unanswered -> unanswered.trouble().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** How a call ended. Whoever called writes down either. */
    public sealed interface Reply {}

    /**
     * An answer came.
     *
     * @param excerpt the first kilobyte of its body at most, without control characters
     * @param retryAfter how long it wants to be left in peace; null where it did not say
     */
    public record Answered(
            int status, String excerpt, @Nullable Duration retryAfter) implements Reply {}

    /** None came. From {@link Trouble#TOO_SLOW} on, the call may have been heard all the same. */
    public record Unanswered(Trouble trouble) implements Reply {}

    /** Why there was no answer. */
    public enum Trouble {
        /** Not https, another port, or an address that is not open to everybody. */
        FORBIDDEN_ADDRESS,
        UNKNOWN_HOST,
        NO_CONNECTION,
        /** A certificate that is not the host's, has run out, or nobody vouches for. */
        NO_TRUST,
        TOO_SLOW,
        /** The line broke, or what came was no HTTP. */
        BROKEN
    }

    /**
     * What can be reached.
     *
     * @param names asks for the addresses of a name
     * @param allowed which of them may be called
     * @param loopback whether this machine may be, without TLS and on any port: never in production
     * @param limit for the whole call
     */
    record Reach(Names names, Predicate<InetAddress> allowed, boolean loopback, Duration limit) {}

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }
}
