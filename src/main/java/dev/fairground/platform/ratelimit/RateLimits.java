package dev.fairground.platform.ratelimit;

import static java.util.stream.Collectors.groupingBy;

import dev.fairground.platform.ratelimit.Policy.Store;
import dev.fairground.platform.ratelimit.Policy.WhenBroken;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts against the named policies of {@code fairground.rate-limits}. Most handlers just say {@link RateLimited}; a use case calls
 * this where only it knows the subject, such as the account that a log-in names.
 */
@Component
public class RateLimits {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    private static final String MAC = "HmacSHA256";

    private static final int IPV6_PREFIX_BYTES = 8;

    private final RateLimitSettings settings;
    private final Buckets buckets;
    private final SecretKeySpec secret;

    RateLimits(RateLimitSettings settings, Buckets buckets) {
        this.settings = settings;
        this.buckets = buckets;
        this.secret = new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), MAC);
    }

    /**
     * Takes one from what {@code subject} may do under {@code policy}, or refuses with 429 and the time to wait. The subject may be an
     * e-mail address: only a keyed hash of it is kept.
     */
    public void take(String policy, String subject) {
        take(List.of(new Ask(policy, subject)));
    }

    /** The same of each in turn. After the first that refuses nothing more is taken, so what stands first shields what follows. */
    public void take(List<Ask> asks) {
        var last = tryTake(asks).getLast();
        if (!last.allowed()) {
            throw RateRefused.tooOften(last.untilNext());
        }
    }

    /**
     * Those who share a line and so can be counted together: an IPv4 address as it is, also where it is written as IPv6; of another the
     * first 64 bits, because a customer's line gets all the rest to choose from.
     */
    public static String line(String address) {
        var parsed = InetAddress.ofLiteral(address);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_PREFIX_BYTES)) + "/64"
                : parsed.getHostAddress();
    }

    /**
     * Like {@link #take(List)}, but leaves the refusal to the caller: if there is one it is the last. The shared ones come first, by one
     * statement. While their store is broken, the policies decide.
     */
    List<Taken> tryTake(List<Ask> asks) {
        Map<Store, List<Wanted>> wanted = asks.stream()
                .map(this::wanted)
                .collect(groupingBy(want -> want.policy().store()));
        var taken = new ArrayList<>(shared(wanted.getOrDefault(Store.SHARED, List.of())));
        for (Wanted want : wanted.getOrDefault(Store.LOCAL, List.of())) {
            if (!taken.isEmpty() && !taken.getLast().allowed()) {
                break;
            }
            taken.add(buckets.takeHere(want));
        }
        return taken;
    }

    private List<Taken> shared(List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        try {
            return buckets.takeTogether(wanted);
        } catch (SQLException | RuntimeException broken) {
            log.warn(
                    "Limits cannot be counted: {}: {}",
                    wanted.stream().map(Wanted::name).toList(),
                    broken.toString());
            if (wanted.stream().anyMatch(want -> want.policy().whenBroken() == WhenBroken.CLOSED)) {
                throw RateRefused.cannotCount();
            }
            return wanted.stream().map(Taken::untold).toList();
        }
    }

    private Wanted wanted(Ask ask) {
        return new Wanted(ask.policy(), settings.policy(ask.policy()), key(ask.policy(), ask.subject()));
    }

    private String key(String policy, String subject) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            byte[] hash = mac.doFinal(("rate-limit:" + policy + ":" + subject).getBytes(StandardCharsets.UTF_8));
            return policy + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** One more of what {@code subject} does, to be counted against {@code policy}. */
    public record Ask(String policy, String subject) {}

    /** An ask whose policy and bucket are known. */
    record Wanted(String name, Policy policy, String bucket) {}

    /**
     * What came of it.
     *
     * @param left how many more are allowed at this moment
     * @param untilNext when the next one is allowed; zero where this one was
     * @param untilFull when nothing of the limit is used up any more
     */
    record Taken(String name, Policy policy, boolean allowed, long left, Duration untilNext, Duration untilFull) {

        /** Let through uncounted. */
        static Taken untold(Wanted want) {
            return new Taken(want.name(), want.policy(), true, want.policy().limit(), Duration.ZERO, Duration.ZERO);
        }
    }
}
