package dev.fairground.platform.pictures;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many at once, because each takes memory; who finds no seat waits a while and is then sent away. */
final class Seats {

    private final Semaphore free;
    private final Duration patience;

    Seats(int number, Duration patience) {
        this.free = new Semaphore(number, true);
        this.patience = patience;
    }

    <T> T seated(Work<T> work) throws IOException {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw PictureRefused.busy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw PictureRefused.busy();
        }
        try {
            return work.done();
        } finally {
            free.release();
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }
}
