package dev.fairground.platform.outbox;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.practices.Shows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has published to durable listeners. It is written as late as possible, by one statement; what is published after
 * that, or after a savepoint that may yet be rolled back to, is written at once.
 */
@Shows("fx-outbox-on-commit")
final class Outgoing implements TransactionSynchronization {

    private final OutgoingTransactions desk;
    private final Map<PayloadApplicationEvent<?>, Publication> publications = new IdentityHashMap<>();
    private final List<Row> waiting = new ArrayList<>();
    private final Set<OutboxListener.Lane> lanes = EnumSet.noneOf(OutboxListener.Lane.class);
    private boolean atOnce;
    private boolean over;

    Outgoing(OutgoingTransactions desk) {
        this.desk = desk;
    }

    static Outgoing ofThisTransaction(DurableListener listener) {
        var outgoing = (Outgoing) TransactionSynchronizationManager.getResource(Outgoing.class);
        if (outgoing == null || outgoing.over) {
            throw new IllegalStateException("Published outside a transaction, so " + listener + " could miss it");
        }
        return outgoing;
    }

    void add(PayloadApplicationEvent<?> event, DurableListener listener) {
        var publication = publications.computeIfAbsent(event, desk::publication);
        waiting.add(new Row(UuidV7.next(), publication, listener.id(), listener.keyOf(event.getPayload())));
        lanes.add(listener.lane());
        if (atOnce) {
            write();
        }
    }

    void write() {
        atOnce = true;
        if (!waiting.isEmpty()) {
            desk.write(waiting);
            waiting.clear();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE; // other callbacks after the commit must find it over
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(Outgoing.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(Outgoing.class, this);
    }

    @Override
    public void savepoint(Object savepoint) {
        write();
    }

    @Override
    public void afterCommit() {
        over = true;
        if (!lanes.isEmpty()) {
            desk.ring(lanes);
        }
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(Outgoing.class);
    }

    /** One act of publishing, whatever the number of its listeners. */
    record Publication(UUID eventId, String json, Instant at, Origin origin) {}

    /** One row to be. */
    record Row(
            UUID id,
            Publication publication,
            String listener,
            @Nullable String key) {}
}
