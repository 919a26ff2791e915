package dev.fairground.platform.outbox;

import dev.fairground.platform.ids.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives each transaction its {@link Outgoing} and has it written as the very last thing before the commit. A plain synchronization is not
 * late enough: one that is registered while others' before-commit callbacks run is never called.
 */
@Component
class OutgoingTransactions implements TransactionExecutionListener {

    private final DeliveryStore store;
    private final Origins origins;
    private final Bell bell;
    private final JsonMapper json;
    private final Clock clock;

    OutgoingTransactions(DeliveryStore store, Origins origins, Bell bell, JsonMapper json, Clock clock) {
        this.store = store;
        this.origins = origins;
        this.bell = bell;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
        if (beginFailure == null && TransactionSynchronizationManager.isSynchronizationActive()) {
            var outgoing = new Outgoing(this);
            TransactionSynchronizationManager.registerSynchronization(outgoing);
            TransactionSynchronizationManager.bindResource(Outgoing.class, outgoing);
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        var outgoing = (Outgoing) TransactionSynchronizationManager.getResource(Outgoing.class);
        if (outgoing != null) {
            outgoing.write();
        }
    }

    Outgoing.Publication publication(PayloadApplicationEvent<?> event) {
        return new Outgoing.Publication(
                UuidV7.next(), json.writeValueAsString(event.getPayload()), clock.instant(), origins.current());
    }

    void write(List<Outgoing.Row> rows) {
        store.insert(rows);
    }

    void ring(Set<OutboxListener.Lane> lanes) {
        bell.ring(lanes);
    }
}
