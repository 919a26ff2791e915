package dev.fairground.orders;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Moves returns on that nobody moves: a silent shop has agreed, and goods that never came are not waited for. */
@Component
class MoveOverdueReturns implements Job {

    static final String NAME = "move-overdue-returns";

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 500;

    private final ReturnStore returns;
    private final TakeBack takeBack;
    private final Clock clock;

    MoveOverdueReturns(ReturnStore returns, TakeBack takeBack, Clock clock) {
        this.returns = returns;
        this.takeBack = takeBack;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        var due = returns.overdue(clock.instant(), AT_ONCE);
        return run.eachOf(due, one -> "return/" + one.id(), one -> takeBack.press(one.order(), one.id()));
    }
}
