package dev.fairground.ops.outage;

import dev.fairground.FairgroundApplication;
import dev.fairground.platform.database.Slow;
import org.springframework.boot.SpringApplication;

/** The application as in production, and those handlers of our tests that hold what they have. */
final class WithHolders {

    private WithHolders() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {FairgroundApplication.class, Slow.class}, arguments);
    }
}
