package dev.fairground.simulators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a simulator misbehaves. Every simulator that answers HTTP has {@code latencyMillis} and {@code hang} (each call
 * waits), {@code errorNext} (that many calls fail) and {@code errorRate} (this share of calls fails, evenly spread, so
 * that two runs fail alike); it adds its own by giving them a default.
 */
final class Dials {

    private static final Map<String, Object> COMMON =
            Map.of("latencyMillis", 0L, "hang", false, "errorNext", 0L, "errorRate", 0.0);

    private final Map<String, Object> defaults = new LinkedHashMap<>(COMMON);
    private final Map<String, Object> values;
    private final Map<String, Double> owed = new HashMap<>();
    private final List<Runnable> afterTurn = new ArrayList<>();

    Dials(Map<String, Object> own) {
        defaults.putAll(own);
        values = new LinkedHashMap<>(defaults);
    }

    /** Adds {@code GET}, {@code PUT} (changes the dials it names) and {@code DELETE /simulator/dials} (all back). */
    void serveOn(SimulatorServer server) {
        server.on("GET", "/simulator/dials", _ -> Answer.json(show()));
        server.on("PUT", "/simulator/dials", request -> {
            turn(request.json());
            return Answer.json(show());
        });
        server.on("DELETE", "/simulator/dials", _ -> {
            reset();
            return Answer.json(show());
        });
    }

    void onTurn(Runnable action) {
        afterTurn.add(action);
    }

    void turn(ObjectNode wanted) {
        synchronized (this) {
            var checked = new LinkedHashMap<String, Object>();
            wanted.properties().forEach(dial -> checked.put(dial.getKey(), checked(dial.getKey(), dial.getValue())));
            values.putAll(checked);
            notifyAll();
        }
        afterTurn.forEach(Runnable::run);
    }

    void reset() {
        synchronized (this) {
            values.putAll(defaults);
            owed.clear();
            notifyAll();
        }
        afterTurn.forEach(Runnable::run);
    }

    synchronized boolean on(String dial) {
        return (boolean) value(dial);
    }

    synchronized long number(String dial) {
        return (long) value(dial);
    }

    synchronized String text(String dial) {
        return (String) value(dial);
    }

    /** Whether this call is one of the next {@code n} that the dial asks for; counts it down. */
    synchronized boolean takeOne(String dial) {
        long left = number(dial);
        if (left > 0) values.put(dial, left - 1);
        return left > 0;
    }

    synchronized boolean failsNow() {
        return takeOne("errorNext") || takeShare("errorRate");
    }

    /** Whether this one belongs to the share that the dial asks for. */
    synchronized boolean takeShare(String dial) {
        double due = owed.getOrDefault(dial, 0.0) + (double) value(dial);
        owed.put(dial, due < 1 ? due : due - 1);
        return due >= 1;
    }

    /** Returns when neither latency nor hang holds the caller any longer; turning them back frees who waits. */
    synchronized void hold() throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            long left = number("latencyMillis") - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (on("hang")) wait();
            else if (left > 0) wait(left);
            else return;
        }
    }

    private synchronized ObjectNode show() {
        var shown = Json.object();
        values.forEach((dial, value) -> shown.putPOJO(dial, value));
        return shown;
    }

    private Object value(String dial) {
        return Objects.requireNonNull(values.get(dial), dial);
    }

    private Object checked(String dial, JsonNode wanted) {
        var sample = defaults.get(dial);
        if (sample == null)
            throw new IllegalArgumentException("No dial is called " + dial + "; known: " + defaults.keySet());
        if (sample instanceof Boolean && wanted.isBoolean()) return wanted.booleanValue();
        if (sample instanceof Long && wanted.isIntegralNumber() && wanted.asLong() >= 0) return wanted.asLong();
        if (sample instanceof Double && wanted.isNumber() && wanted.asDouble() >= 0 && wanted.asDouble() <= 1)
            return wanted.asDouble();
        if (sample instanceof String && wanted.isString()) return wanted.stringValue();
        throw new IllegalArgumentException("Dial " + dial + " takes a value like " + sample + ", not " + wanted);
    }
}
