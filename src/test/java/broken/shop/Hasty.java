package broken.shop;

import java.time.Instant;

class Hasty {

    @SuppressWarnings("unused")
    void now() {
        try {
            System.out.println(Instant.now());
        } catch (Exception ignored) {
        }
    }
}
