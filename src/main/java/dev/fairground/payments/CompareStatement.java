package dev.fairground.payments;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Holds the provider's statement against our books, both ways, and writes down where they differ. */
@Component
class CompareStatement {

    /** What is older was compared on thirty nights; a difference that was found is looked at again however old it is. */
    private static final int WINDOW_DAYS = 30;

    /** So many at once tell all that a person needs; the rest is found when these are gone. */
    private static final int MOST = 1000;

    private final StatementStore statement;

    CompareStatement(StatementStore statement) {
        this.statement = statement;
    }

    /** Answers how many differences are new. */
    @Transactional
    int compare(LocalDate last, Instant now) {
        statement.resolve(now);
        var first = last.minusDays(WINDOW_DAYS);
        return statement.record(statement.amongTheirs(first, last, MOST), now)
                + statement.record(statement.amongOurs(first, last, MOST), now);
    }
}
