package dev.fairground.ops.outage;

import dev.fairground.ops.crash.Node;
import dev.fairground.ops.crash.Site;
import dev.fairground.ops.failover.Link;
import dev.fairground.ops.failover.Link.Mood;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The payment provider and the mail server are slow, fall silent and reset whoever calls, one after the other. No visitor waits for either of them,
 * so none may notice; and soon after one fails it is not called any more.
 */
final class Outside implements AutoCloseable {

    private static final Duration EACH = Duration.ofSeconds(20);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Link payments = new Link();
    private final Link mail = new Link();

    Outside() throws IOException {}

    /** For the instances: the outside is behind this. */
    Map<String, String> variables() {
        return Map.of(
                "PAYMENTS_URL", "http://localhost:" + payments.port(), "MAIL_URL", "smtp://localhost:" + mail.port());
    }

    void leadsTo(Site site) {
        payments.to(site.payments().at("").getPort());
        mail.to(site.smtp());
    }

    boolean run(Goals goals, Site site, Supplier<Crowd> crowds) {
        var well = new ArrayList<Crowd.Seen>();
        var bad = new ArrayList<Trouble>();
        visitors(crowds, () -> LockSupport.parkNanos(EACH.toNanos())); // warms up; thrown away
        for (var fault : List.of("slow", "silent", "reset")) {
            for (var whom : List.of(new Whom("the payment provider", payments), new Whom("the mail server", mail))) {
                well.addAll(visitors(crowds, () -> LockSupport.parkNanos(EACH.toNanos())));
                bad.add(trouble(site.instances(), crowds, whom, fault));
            }
        }
        return judge(goals, well, bad);
    }

    private record Whom(String name, Link link) {

        void become(String fault) {
            link.delay(fault.equals("slow") ? SLOW : Duration.ZERO);
            link.become(
                    switch (fault) {
                        case "silent" -> Mood.SWALLOWS;
                        case "reset" -> Mood.RESETS;
                        default -> Mood.CARRIES;
                    });
        }
    }

    /**
     * @param openAfter seconds until the first instance did not call any more; not a number where both always did
     * @param backAfter seconds until all called again, once it was well
     */
    private record Trouble(String what, boolean ends, List<Crowd.Seen> seen, double openAfter, double backAfter) {}

    private Trouble trouble(List<Node> instances, Supplier<Crowd> crowds, Whom whom, String fault) {
        var opened = new double[] {Double.NaN};
        var seen = visitors(crowds, () -> {
            long began = System.nanoTime();
            whom.become(fault);
            while (System.nanoTime() - began < EACH.toNanos()) {
                if (Double.isNaN(opened[0]) && instances.stream().anyMatch(node -> isOpen(node, whom))) {
                    opened[0] = since(began);
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        });
        long well = System.nanoTime();
        whom.become("well");
        while (instances.stream().anyMatch(node -> isOpen(node, whom)) && since(well) < LONGEST_RECOVERY.toSeconds()) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return new Trouble(whom.name() + ", " + fault, !fault.equals("slow"), seen, opened[0], since(well));
    }

    private static boolean judge(Goals goals, List<Crowd.Seen> well, List<Trouble> bad) {
        double usual = Crowd.percentile(well.stream(), 0.99);
        System.out.printf("p99 of %,d visitors while all was well: %.1f ms%n", well.size(), usual);
        goals.atMost("not served while all was well", unserved(well), 0, "");
        for (var trouble : bad) {
            System.out.printf(
                    "%s (%,d visitors)%n", trouble.what(), trouble.seen().size());
            goals.atMost(
                    "p99, of that while all was well",
                    100 * Crowd.percentile(trouble.seen().stream(), 0.99) / usual,
                    120,
                    "%");
            goals.atMost("not served", unserved(trouble.seen()), 0, "");
            if (trouble.ends()) {
                goals.within(
                        "not called any more after",
                        Double.isNaN(trouble.openAfter()) ? 999 : trouble.openAfter(),
                        10,
                        "s");
                goals.within("called again, once it was well, after", trouble.backAfter(), 30, "s");
            }
        }
        return goals.met();
    }

    private static long unserved(List<Crowd.Seen> seen) {
        return seen.stream().filter(one -> !one.isServed()).count();
    }

    private static List<Crowd.Seen> visitors(Supplier<Crowd> crowds, Runnable meanwhile) {
        var crowd = crowds.get();
        long began = System.nanoTime();
        meanwhile.run();
        long ended = System.nanoTime();
        crowd.close();
        return crowd.between(began, ended).toList();
    }

    private boolean isOpen(Node node, Whom whom) {
        var open = Pattern.compile("fairground_dependency_open\\{[^}]*dependency=\"" + whom.name() + "\"[^}]*} 1");
        try {
            return open.matcher(http.send(
                                    HttpRequest.newBuilder(node.managementAt("/actuator/prometheus"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .find();
        } catch (IOException failed) {
            throw new IllegalStateException(node.name() + " tells no metrics", failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        payments.close();
        mail.close();
    }
}
