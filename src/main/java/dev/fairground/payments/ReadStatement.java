package dev.fairground.payments;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the provider's statement of each day that is over, and has it compared with our books. The last days are read once more, since a
 * provider may correct them; days that were missed are made up for.
 */
@Component
class ReadStatement implements Job {

    static final String NAME = "read-statement";

    private static final Logger log = LoggerFactory.getLogger(ReadStatement.class);

    /** So far back the first time, and again each night. */
    private static final int AGAIN_DAYS = 3;

    private final PaymentProvider provider;
    private final StatementStore statement;
    private final CompareStatement compare;
    private final Clock clock;

    ReadStatement(PaymentProvider provider, StatementStore statement, CompareStatement compare, Clock clock) {
        this.provider = provider;
        this.statement = statement;
        this.compare = compare;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Nothing is compared after a page could not be kept: what is missing then is missing with us. */
    @Override
    public JobReport run(JobRun run) {
        Instant now = clock.instant();
        var yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        var first = statement.lastDay().orElse(yesterday).minusDays(AGAIN_DAYS - 1);
        var report = run.eachOf(
                () -> new Pages(first, yesterday),
                page -> "statement/" + page.day() + "/" + page.after(),
                page -> statement.keep(page.day(), page.lines(), now));
        int found = report.bad() == 0 ? compare.compare(yesterday, now) : 0;
        if (found > 0) log.error("The provider's statement and our books differ in {} more places", found);
        return report;
    }

    private record Page(LocalDate day, String after, List<StatementLine> lines) {}

    /** Asks for one page at a time, from the first day's to the last's. */
    private final class Pages implements Iterator<Page> {

        private final LocalDate last;
        private LocalDate day;
        private String after = "";

        Pages(LocalDate first, LocalDate last) {
            this.day = first;
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            return !day.isAfter(last);
        }

        @Override
        public Page next() {
            if (!hasNext()) throw new NoSuchElementException();
            var read = provider.statement(day, after);
            var page = new Page(day, after, read.lines());
            after = read.next();
            if (after.isEmpty()) day = day.plusDays(1);
            return page;
        }
    }
}
