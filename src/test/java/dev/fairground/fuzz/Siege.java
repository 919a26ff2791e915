package dev.fairground.fuzz;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Many attacks, a few at a time, and what was seen. */
final class Siege {

    /** Enough to meet each other, and fewer than the application has connections to its database. */
    private static final int AT_ONCE = 4;

    private final Attacks attacks;
    private final Judge judge;
    private final int port;

    /** The first attack that met each fault. */
    private final Map<String, String> faults = new ConcurrentSkipListMap<>();

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();
    private final Map<String, Integer> called = new ConcurrentHashMap<>();

    Siege(Attacks attacks, Judge judge, int port) {
        this.attacks = attacks;
        this.judge = judge;
        this.port = port;
    }

    /** Ends when the last of so many requests is answered. What breaks the siege itself is thrown: half a siege has shown nothing. */
    void lay(int requests) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        Callable<Integer> attacker = () -> {
            int number = next.getAndIncrement();
            for (; number < requests; number = next.getAndIncrement()) {
                one(attacks.nth(number));
            }
            return number;
        };
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var attack : workers.invokeAll(Collections.nCopies(AT_ONCE, attacker))) {
                attack.get();
            }
        }
    }

    private void one(Attack attack) {
        var heard = Heard.after(attack.bytes(), port);
        statuses.computeIfAbsent(heard.status(), _ -> new AtomicInteger()).incrementAndGet();
        called.merge(attack.endpoint().name(), 1, Integer::sum);
        if (heard.status() / 100 == 2
                && attack.method().equals(attack.endpoint().method())) {
            succeeded.add(attack.endpoint().name());
        }
        judge.fault(attack, heard)
                .ifPresent(
                        fault -> faults.putIfAbsent(attack.endpoint().name() + ": " + fault, attack + "\n-> " + heard));
    }

    Map<String, String> faults() {
        return new TreeMap<>(faults);
    }

    /** How often each endpoint was the one that a request was made from. */
    Map<String, Integer> called() {
        return Map.copyOf(called);
    }

    /** The endpoints that did at least once what they are for: bad input that never comes past the door tests the door alone. */
    Set<String> succeeded() {
        return new TreeSet<>(succeeded);
    }

    /** How many answers had each status. */
    Map<Integer, AtomicInteger> statuses() {
        return new TreeMap<>(statuses);
    }

    /** One finding per paragraph. */
    static List<String> told(Map<String, String> faults) {
        return faults.entrySet().stream()
                .map(fault -> fault.getKey() + "\n" + fault.getValue())
                .toList();
    }
}
