package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.DeliveryStore.Room;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox by hand, for tests and tools. Nothing in the application needs it: publishing is Spring's, delivering is the worker's. */
@Component
public class Outbox {

    private static final int AT_ONCE = 50;

    private final Work work;

    Outbox(Work work) {
        this.work = work;
    }

    /**
     * Delivers on the calling thread, urgent first, until nothing is due any more, including what the deliveries themselves publish. A
     * failed delivery is due again when the application's clock has passed its wait.
     *
     * @throws IllegalStateException inside a transaction, whose own events would not be seen and whose rollback would not undo an effect
     */
    public Counts deliverDue() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Deliveries have transactions of their own");
        }
        int delivered = 0;
        int failed = 0;
        while (true) {
            List<Delivery> due = claim();
            if (due.isEmpty()) {
                return new Counts(delivered, failed);
            }
            for (Delivery delivery : due) {
                switch (work.courier().deliver(delivery, this::finish, () -> false, new Lulls())) {
                    case DELIVERED -> delivered++;
                    case FAILED, DEAD -> failed++;
                    case POSTPONED, TAKEN_OVER, TOO_LATE -> {}
                }
            }
        }
    }

    private void finish(Delivery delivery) {
        work.store().finish(delivery, work.clock().instant());
    }

    private List<Delivery> claim() {
        for (Lane lane : Lane.values()) {
            var rooms = work.listeners().in(lane).stream()
                    .map(id -> Room.of(id, AT_ONCE))
                    .toList();
            DeliveryStore.Claim claim;
            do {
                claim = work.store()
                        .claim("by hand", rooms, AT_ONCE, work.clock().instant());
                if (!claim.deliveries().isEmpty()) {
                    return claim.deliveries();
                }
            } while (claim.touched() > 0);
        }
        return work.store().unblockForgotten() > 0 ? claim() : List.of();
    }

    /**
     * What was carried.
     *
     * @param failed how many ended in an exception; each waits for its next attempt or is dead
     */
    public record Counts(int delivered, int failed) {}
}
