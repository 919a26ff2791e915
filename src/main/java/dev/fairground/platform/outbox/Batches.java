package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.OutboxListener.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts what was claimed into what runs on one thread: each delivery by itself, but for those of one transactional listener that would only
 * wait for a connection. They share it, and a transaction; whoever failed before goes alone.
 */
final class Batches {

    /** Of more, the last would wait long for the first, and one that fails would send too many back. */
    private static final int MOST = 16;

    private final Listeners listeners;
    private final int connections;

    Batches(Listeners listeners, int connections) {
        this.listeners = listeners;
        this.connections = connections;
    }

    List<List<Delivery>> of(List<Delivery> claimed) {
        List<List<Delivery>> batches = new ArrayList<>();
        Map<String, List<Delivery>> queues = new LinkedHashMap<>();
        for (Delivery delivery : claimed) {
            DurableListener listener = listeners.named(delivery.listener());
            if (listener != null && listener.effect() == Effect.TRANSACTIONAL && delivery.attempts() == 0) {
                queues.computeIfAbsent(listener.id(), _ -> new ArrayList<>()).add(delivery);
            } else {
                batches.add(List.of(delivery));
            }
        }
        queues.values().forEach(queue -> batches.addAll(cut(queue)));
        return batches;
    }

    private List<List<Delivery>> cut(List<Delivery> queue) {
        // One claim for half of the connections: the others are busy with the claim before it.
        int together = queue.size() <= connections ? 1 : Math.min(MOST, Math.ceilDiv(queue.size(), connections / 2));
        List<List<Delivery>> batches = new ArrayList<>();
        for (int from = 0; from < queue.size(); from += together) {
            batches.add(List.copyOf(queue.subList(from, Math.min(from + together, queue.size()))));
        }
        return batches;
    }
}
