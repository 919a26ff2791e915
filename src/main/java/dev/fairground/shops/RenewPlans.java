package dev.fairground.shops;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Renews plans whose paid time is over, and ends those that nobody pays for any more. */
@Component
class RenewPlans implements Job {

    static final String NAME = "renew-plans";

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 500;

    private final SubscriptionStore subscriptions;
    private final RenewPlan renewPlan;
    private final Clock clock;

    RenewPlans(SubscriptionStore subscriptions, RenewPlan renewPlan, Clock clock) {
        this.subscriptions = subscriptions;
        this.renewPlan = renewPlan;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        return run.eachOf(subscriptions.due(clock.instant(), AT_ONCE), shop -> "shop/" + shop, renewPlan::step);
    }
}
