package broken.trial;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.convention.TestBean;

/** A test by its looks, under a name that no run finds. */
class Careless {

    @TestBean
    UUID found = UUID.randomUUID();

    @Test
    @Order(1)
    void late() throws InterruptedException {
        Thread.sleep(1);
        found = new UUID(Instant.now().toEpochMilli(), 0);
    }

    @Test
    @Disabled("later")
    void some_day() {}
}
