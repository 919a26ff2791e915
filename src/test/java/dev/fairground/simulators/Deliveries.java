package dev.fairground.simulators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The events that wait to be sent, each with the time it is due, and which of them goes next. */
final class Deliveries {

    /** Doubled with every attempt from a quarter of a second on, so a restarting receiver is soon found again. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** One event on its way. {@code attempted} completes when it was sent once, whatever came back. */
    static final class Delivery {
        final String eventId;
        final CompletableFuture<Void> attempted = new CompletableFuture<>();
        private long due;
        private int attempts;
        private boolean overtaken;

        Delivery(String eventId, Duration delay) {
            this.eventId = eventId;
            this.due = System.nanoTime() + delay.toNanos();
        }
    }

    private final Dials dials;
    private final List<Delivery> waiting = new ArrayList<>();

    Deliveries(Dials dials) {
        this.dials = dials;
        dials.onTurn(this::wake);
    }

    synchronized Delivery add(String eventId) {
        var delivery = new Delivery(eventId, Duration.ofMillis(dials.number("webhookDelayMillis")));
        waiting.add(delivery);
        notifyAll();
        return delivery;
    }

    synchronized void again(Delivery failed) {
        var pause = Duration.ofMillis(250L << Math.min(failed.attempts++, 10));
        failed.due = System.nanoTime() + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
        waiting.add(failed);
    }

    /** Waits for the next one that may go; it is the caller's then. */
    synchronized Delivery take() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            var next = silenced() ? Optional.<Delivery>empty() : choose(now);
            if (next.isPresent()) {
                waiting.remove(next.get());
                return next.get();
            }
            var pause = waiting.stream()
                    .mapToLong(delivery -> delivery.due - now)
                    .filter(nanos -> nanos > 0)
                    .min();
            if (pause.isPresent()) wait(pause.getAsLong() / 1_000_000 + 1);
            else wait();
        }
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized void clear() {
        waiting.forEach(delivery -> delivery.attempted.complete(null));
        waiting.clear();
    }

    private synchronized void wake() {
        notifyAll();
    }

    private boolean silenced() {
        return dials.on("webhooksOff") || dials.text("webhookUrl").isEmpty();
    }

    /** The oldest that is due; when reordering, it first waits until a younger one has overtaken it. */
    private Optional<Delivery> choose(long now) {
        var due = waiting.stream().filter(delivery -> delivery.due - now <= 0).toList();
        if (due.isEmpty()) return Optional.empty();
        var oldest = due.getFirst();
        if (!dials.on("webhookReorder") || oldest.overtaken) return Optional.of(oldest);
        if (due.size() == 1) return Optional.empty();
        due.subList(0, due.size() - 1).forEach(delivery -> delivery.overtaken = true);
        return Optional.of(due.getLast());
    }
}
