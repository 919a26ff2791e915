package broken.shop;

import java.time.Instant;

class Hasty {

    @SuppressWarnings("unused")
    void now() {
        Thread.startVirtualThread(() -> {});
        try {
            System.out.println("I".toLowerCase() + Instant.now());
        } catch (Exception ignored) {
        }
    }
}
