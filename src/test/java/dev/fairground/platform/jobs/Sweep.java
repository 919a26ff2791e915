package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.RecurringWork.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.springframework.boot.test.context.TestComponent;

/** The one job of this package's tests, which does as the test tells it, and schedules for it. */
@TestComponent
class Sweep {

    static final String NAME = "sweep";

    private final Runner runner;
    private final RunLedger ledger;
    private final Clock clock;

    Sweep(Runner runner, RunLedger ledger, Clock clock) {
        this.runner = runner;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Jobs of an instance whose only one does this. */
    Jobs doing(Entry entry, Function<JobRun, JobReport> work) {
        return of(List.of(job(work)), Map.of(NAME, entry));
    }

    Jobs of(List<Job> jobs, Map<String, Entry> entries) {
        return new Jobs(jobs, new RecurringWork(entries), runner, ledger, clock);
    }

    static Job job(Function<JobRun, JobReport> work) {
        return new Job() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public JobReport run(JobRun run) {
                return work.apply(run);
            }
        };
    }

    static Entry every(Duration pause, Duration grace) {
        return new Entry(pause, null, null, null, grace, "dust settles");
    }

    static Entry daily(String at, String until, String zone) {
        return new Entry(
                null,
                LocalTime.parse(at),
                until.isEmpty() ? null : LocalTime.parse(until),
                ZoneId.of(zone),
                Duration.ofHours(1),
                "dust settles");
    }

    /** Waits for what another thread does, and not for ever. */
    static void await(CountDownLatch latch) {
        try {
            Assertions.assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
