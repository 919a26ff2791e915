package dev.fairground.platform.ratelimit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How often is too often. Whoever was quiet may use {@code limit} at once; after that, they come back evenly over {@code per}.
 *
 * @param by whose requests are counted together
 * @param store where they are counted
 * @param whenBroken what happens while the store does not answer
 */
record Policy(
        @Positive long limit,
        @NotNull Duration per,
        @NotNull By by,
        @NotNull Store store,
        @NotNull WhenBroken whenBroken) {

    /** The time in which one comes back. */
    Duration step() {
        return per.dividedBy(limit).truncatedTo(ChronoUnit.MICROS); // as fine as the database counts
    }

    enum By {
        /** The client's address; of IPv6 the first 64 bits, because a customer line gets all the rest to choose from. */
        ADDRESS,
        /** The signed-in member; where nobody is signed in, the address. */
        MEMBER,
        /** Something that only the use case knows, such as the account named in a log-in: taken in code. */
        ACCOUNT,
        /** Everybody together: what we can bear. */
        SYSTEM
    }

    enum Store {
        /** In PostgreSQL, for all instances together: where the number itself is the defence. */
        SHARED,
        /** In this instance's memory: where the number only has to be of the right size. */
        LOCAL
    }

    enum WhenBroken {
        /** Let through: being reachable matters more than the limit. */
        OPEN,
        /** Refuse: without the limit this door must not be open. */
        CLOSED
    }
}
