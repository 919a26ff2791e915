package dev.fairground;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Whoever waits for something waits longer than that may take: otherwise the outer one gives up first, says less, and what it waited for goes
 * on for nobody. Each limit of the committed files stands in a chain, from the innermost to the outermost.
 */
class LimitsNestTest {

    private static final String OURS = "src/main/resources/application.yml";
    private static final String PROXY = "ops/nginx/nginx.conf";
    private static final String COMPOSE = "docker-compose.yml";

    private static final List<String> CHAINS = List.of(
            // A request: a connection, a lock, a statement, a server that is gone, the deadline, the proxy.
            "web.queue < web.lock < web.statement < web.silence < deadline < web.idle < web.transaction < proxy_read_timeout",
            "follower.queue < follower.lock < follower.statement < follower.silence < deadline < follower.idle < follower.transaction"
                    + " < proxy_read_timeout",
            "deadline < deadlines[/api/*/listings/*/pictures] < pictures.proxy_read_timeout",
            // Work that no request waits for.
            "worker.queue < worker.lock < worker.statement < worker.silence < worker.idle < worker.transaction",
            // Whom a request asks while a person waits.
            "human-check.connect-timeout < human-check.read-timeout < deadline",
            "s3.connect-timeout < s3.answer-timeout < deadline",
            // Whom a delivery asks: a stop waits for its end, and whoever stops us waits for ours.
            "payments.connect-timeout < payments.answer-timeout < timeout-per-shutdown-phase < stop_grace_period",
            "push.connect-timeout < push.answer-timeout < timeout-per-shutdown-phase",
            "notifications.connect-timeout < notifications.read-timeout < notifications.letter-timeout < stop_grace_period",
            "notifications.connect-timeout < notifications.write-timeout < notifications.letter-timeout",
            // Who asks us: the proxy gives a slow one up before we do, and its idle connection to us before we close
            // that.
            "client_header_timeout < connection-timeout",
            "client_body_timeout < connection-timeout",
            "proxy_connect_timeout < proxy_send_timeout < proxy_read_timeout",
            "upstream.keepalive_timeout < keep-alive-timeout < keepalive_timeout",
            "send_timeout < keepalive_timeout",
            "follower-lag < deadline");

    /** What names of limits begin with, and the chains leave out. */
    private static final Pattern COMMON = Pattern.compile(
            "^(fairground\\.(database\\.(limits\\.)?|identity\\.|objects\\.)?|server\\.tomcat\\.|spring\\.lifecycle\\.)");

    /** How long somebody may be away, or how long something is kept, is no wait. */
    private static final Pattern NO_WAIT = Pattern.compile(
            "fairground\\.(rate-limits|jobs|api-v1)\\..*|server\\.servlet\\.session\\.timeout|spring\\.session\\.timeout");

    private static final Pattern OF_THE_PROXY = Pattern.compile("(\\w+_timeout) (\\d+m?s);");

    @Test
    @Proves("res-timeouts-everywhere")
    void inner_limits_are_shorter_than_outer_ones() throws IOException {
        assertThat(faults(limits(text(OURS), text(PROXY)))).isEmpty();
    }

    /** Refusing has taken more than half a second where it was the first refusal since the start. */
    @Test
    @Proves("db-connection-pooling")
    void who_gets_no_connection_is_told_so_within_two_seconds() throws IOException {
        assertThat(limits(text(OURS), text(PROXY)).get("web.queue")).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_limit_without_a_place_in_a_chain_and_one_out_of_its_place_are_found() throws IOException {
        var added = text(OURS) + "  oracle.answer-timeout: 7s\n";
        var swapped = text(PROXY).replace("keepalive_timeout 20s;", "keepalive_timeout 60s;");

        assertThat(faults(limits(added, swapped)))
                .containsExactly(
                        "upstream.keepalive_timeout < keep-alive-timeout: PT1M, PT30S",
                        "oracle.answer-timeout stands in no chain");
    }

    private static List<String> faults(Map<String, Duration> limits) {
        var faults = new ArrayList<String>();
        var placed = new HashSet<String>();
        for (var chain : CHAINS) {
            var names = chain.split(" < ");
            placed.addAll(List.of(names));
            for (int outer = 1; outer < names.length; outer++) {
                var inner = Objects.requireNonNull(limits.get(names[outer - 1]), names[outer - 1]);
                var around = Objects.requireNonNull(limits.get(names[outer]), names[outer]);
                if (inner.compareTo(around) >= 0) {
                    faults.add("%s < %s: %s, %s".formatted(names[outer - 1], names[outer], inner, around));
                }
            }
        }
        limits.keySet().stream()
                .filter(name -> !placed.contains(name))
                .forEach(name -> faults.add(name + " stands in no chain"));
        return faults;
    }

    private static Map<String, Duration> limits(String ours, String proxy) throws IOException {
        var limits = new TreeMap<String, Duration>();
        var settings = new YamlPropertySourceLoader().load(OURS, new ByteArrayResource(ours.getBytes(UTF_8)));
        for (var name : ((EnumerablePropertySource<?>) settings.getFirst()).getPropertyNames()) {
            String value = String.valueOf(settings.getFirst().getProperty(name));
            if (value.matches("\\d+(ms|s|m|h)") && !NO_WAIT.matcher(name).matches()) {
                limits.put(COMMON.matcher(name).replaceFirst(""), DurationStyle.detectAndParse(value));
            }
        }
        var upstream = within("upstream app {", proxy);
        var pictures = within("location ~ ", proxy);
        of(upstream, "upstream.", limits);
        of(pictures, "pictures.", limits);
        of(proxy.replace(upstream, "").replace(pictures, ""), "", limits);
        var grace =
                Pattern.compile("(?s)\n  app:\n.*?stop_grace_period: (\\d+s)").matcher(text(COMPOSE));
        assertThat(grace.find()).isTrue();
        limits.put("stop_grace_period", DurationStyle.detectAndParse(grace.group(1)));
        return limits;
    }

    private static void of(String part, String prefix, Map<String, Duration> limits) {
        OF_THE_PROXY
                .matcher(part)
                .results()
                .forEach(found -> limits.put(prefix + found.group(1), DurationStyle.detectAndParse(found.group(2))));
    }

    private static String within(String opening, String whole) {
        int begin = whole.indexOf(opening) + opening.length();
        return whole.substring(begin, whole.indexOf("}\n", begin));
    }

    private static String text(String path) throws IOException {
        return Files.readString(Path.of(path));
    }
}
